### What the checks say: the value of a message says what is wrong, its .help what to do. Each is a variant of `Sentence`
### (sentence.rs), whose fields are its variables. They are grouped by the files of the rules.
###
### Names stand in them as they stand in a file of messages: a variable with its braces, { $number }; a term with its
### dash, -ministry; an attribute, an element and a row by the name alone: hint, link, one.

## arguments.rs

# $term (String) for example -ministry
positional-argument = { $term } ignores an argument without a name
    .help = a term cannot be given a variable; write the text into the message itself

# $term (String) for example -ministry
# $row (String) for example genitive
# $argument (String) for example case
row-without-argument = { $term } ignores { $row }: nothing says what it chooses by
    .help = write {"{"} { $term }({ $argument }: "{ $row }") {"}"}

# $variable (String) for example { $count }
# $term (String) for example -ministry
missing-argument = nothing fills in { $variable } in { $term }
    .help = terms know no variable of the page; write the text into the message itself

# $term (String) for example -ministry
# $argument (String) the name of the argument, for example cas
# $meant (String) for example case
misspelled-argument = { $term } does nothing with { $argument }; did you mean { $meant }?
    .help = write { $meant }: in the parentheses

# $term (String) for example -ministry
# $argument (String) for example number
unused-argument = { $term } does nothing with { $argument }
    .help = delete it, or add rows to { $term } that go by it

# $argument (String) the name of the argument, for example case
# $meant (String) for example genitive
argument-without-quotes = the value of { $argument } is a text, and stands in quotation marks
    .help = write { $argument }: "{ $meant }"

# $term (String) for example -ministry
# $row (String) for example genetive
# $meant (String) for example genitive
# $argument (String) for example case
misspelled-row-of-term = { $term } has no [{ $row }]; did you mean [{ $meant }]?
    .help = write { $argument }: "{ $meant }"

# $term (String) for example -ministry
# $row (String) for example genetive
# $meant (String) for example genitive
misspelled-row-in-term = { $term } has a row [{ $row }], and [{ $meant }] is what other texts choose; did you mean that?
    .help = write [{ $meant }]

# $term (String) for example -ministry
# $row (String) for example genitive
# $default (String) the row with the star, for example nominative
# $known (String) for example "dative", "nominative"
unknown-row-of-term = { $term } has no [{ $row }], so that [{ $default }] is shown
    .help = add a row [{ $row }] to { $term }, or write one of these: { $known }

## characters.rs

lost-character = a character was lost here when the file was saved
    .help = save the file as UTF-8 and type the character again

# $code (String) the character by its number, for example U+0007
control-character = { $code } is no character of a text but a command for a machine
    .help = delete it, or type the character that was meant

# $code (String) for example U+E000
unknown-character = { $code } is no character of Unicode; readers would see a box or nothing
    .help = type the character that was meant

# $code (String) for example U+2028
line-separator = { $code } is an invisible character that ends a line
    .help = delete it; write <br> where a new line is needed

forced-direction = an invisible character here forces the direction of writing
    .help = delete it; the page sets the direction by itself

# $code (String) for example U+2068
direction-isolate = { $code } is invisible and sets the direction of what follows
    .help = delete it; what is filled in is set apart by itself

# $code (String) for example U+200E
direction-mark = { $code } is an invisible mark of direction
    .help = delete it; put a full stop or a bracket next to the word that it belongs to

soft-hyphen = U+00AD, a soft hyphen, stands here; readers may copy it without seeing it
    .help = delete it; browsers hyphenate by themselves

byte-order-mark = U+FEFF, a byte order mark, stands inside the text
    .help = delete it; it belongs at the start of a file at most

# $code (String) for example U+200B
invisible-character = { $code } stands here and is not seen
    .help = delete it, or type a space where one was meant

## comments.rs

# $variable (String) for example { $count }
# $name (String) its name, for example count
variable-without-example = the comment above does not say what { $variable } is for example
    .help = write  # ${ $name } (Number) what it is, for example 3  above the message; other types are String, Date and Time

# $line (String) for example max-length: many
unreadable-length = “{ $line }” does not say how many characters there is room for
    .help = write it on a line of its own, with a number:  # max-length: 160

## conflicts.rs

merge-conflict = two versions of the file contradict each other here, and git has left both
    .help = keep the text that is right, and delete the other and the lines <<<<<<<, ======= and >>>>>>>; until then a server shows what stands between them in English, and with a conflict in the English it keeps the last good text or does not start

## cut_short.rs

# Part of other sentences: what looks like a space and is none.
# $space (String) tab, no-break-space, or another character by its number, for example U+3000
false-space = { $space ->
    [tab] a tab
    [no-break-space] a no-break space (U+00A0)
   *[other] { $space }, which looks like a space or like nothing,
}

# $space (String) for example tab
# $id (String) the message that the line belongs to, for example share-link
false-indent-cuts = { false-space } stands at the start of this line, so that { $id } ends above it
    .help = replace it by four spaces

# $sign (String) the first character of the line, for example [
# $id (String) for example share-link
sign-cuts = a line of a text cannot begin with { $sign }, so that { $id } ends above it
    .help = write {"{\""}{ $sign }{"\"}"} instead of the { $sign }, or join the line to the one above

# $id (String) for example share-link
missing-indent-cuts = { $id } ends above this line, and what follows is lost
    .help = put a space at the start of the line: a text that continues on the next line must start with one

# $id (String) for example share-link
comment-cuts = { $id } ends above this line, which is a comment and is not shown
    .help = if the line belongs to the text, put a space in the place of every # at its start; if it is a comment, leave an empty line above it

# $id (String) for example share-link
mistyped-comment-cuts = { comment-cuts }
    .help = if the line belongs to the text, put a space in the place of every # at its start; if it is a comment, write a space after the last of them and leave an empty line above it

# $id (String) for example share-link
term-cuts = { $id } ends above this line, and nothing refers to what follows
    .help = if the line belongs to the text, put a space at the start of it; if it is a term, leave an empty line above it

# $id (String) for example share-link
# $meant (String) the name that the line may begin with, for example share-code
name-cuts = { $id } ends above this line, which begins like a message and is none
    .help = write { $meant } = … if it is a message of its own; put a space at the start of the line if it continues { $id }

## cut_end.rs

# $id (String) the message that the line belongs to, for example background-origins
# $name (String) the message that the line begins like, for example menu
entry-cuts = { $id } ends above this line, which begins like { $name } and stands where that does not belong
    .help = put a space at the start of the line if it continues { $id }; if it is { $name }, end the text above it and leave an empty line between them

# $id (String) for example background-origins
end-cuts = { $id } ends here without the sign that closes its English, as if the rest were lost
    .help = write the rest of the text, or end it with the sign that closes a sentence

# $id (String) for example background-acts
# $here (Number) for example 1
# $english (Number) for example 3
fewer-sentences = { $id } has { $here ->
        [one] one sentence
       *[other] { $here } sentences
    } here, its English has { $english }
    .help = write the rest of the text; if it is whole, end the line behind it, or write as many sentences as the English has

# $id (String) for example background-acts
# $here (Number) for example 1
# $english (Number) for example 3
# $tag (String) the language, for example fr
fewer-since-record = { fewer-sentences }, and it has changed since it was written down
    .help = write the rest of the text; if it is whole, run  communique locales record { $tag }

# $id (String) for example background-acts
# $here (Number) for example 1
# $english (Number) for example 3
much-shorter = { fewer-sentences }, and it is not half as long as others are beside theirs
    .help = write the rest of the text; if it is whole, write as many sentences as the English has

# $id (String) for example background-acts
# $here (Number) for example 1
# $english (Number) for example 3
comment-may-go-on = { fewer-sentences }, and this comment may be the rest of it; it is not shown
    .help = if it belongs to the text, take out the empty line above it and put a space in the place of every # at its start; if it is a note, end it without a full stop

# $id (String) for example title
no-line-end = the file ends here without the end of a line; nothing says that { $id } is whole
    .help = write the rest of the text; if it is whole, end the line behind it

## english_cut.rs

# $id (String) for example background-origins
# $lost (String) its words that are no longer there, for example from the 1980s.
english-cut = { $id } ends in the middle of a sentence; its translations were made from what went on: “{ $lost }”
    .help = a server keeps the last good text, or does not start; write the rest again, or end it with a full stop where it is meant to end

# $id (String) for example background-acts
# $lost (String) for example Some of them still enjoy impunity.
english-shorter = { $id } is shorter by its end than what its translations were made from: “{ $lost }”
    .help = write the rest again; if it is meant to be shorter, nothing is to be done here: this goes when the first translation is changed or accepted

## element_slips.rs

# $text (String) for example <a href="/">
html = { $text } is not allowed in a text and would be shown as it is
    .help = allowed are <em>, <strong>, <sup>, <br> and the named elements of the English, without attributes

# $written (String) what stands there, for example ‹link›
# $name (String) for example link
other-angles = { $written } would be shown as it is typed
    .help = type the < and > of the keyboard: <{ $name }>…</{ $name }>

# $written (String) what stands there, for example < link>
# $meant (String) for example <link>
mistyped-element = { $written } is no element as it is written, and would be shown as it is typed
    .help = write { $meant }: nothing else stands between the < and the >

# $name (String) for example link
element-not-ended = the > of <{ $name }> is missing
    .help = write <{ $name }>

# $name (String) for example link
element-without-slash = <{ $name }> is opened here a second time, where it is to be closed
    .help = write </{ $name }>

# $outer (String) for example em
# $inner (String) for example link
crossed-element = </{ $outer }> stands inside <{ $inner }>, which is opened behind <{ $outer }>
    .help = write </{ $inner }> before </{ $outer }>

# $name (String) for example link
element-not-opened = </{ $name }> closes nothing here
    .help = write <{ $name }> before it

# $name (String) for example link
element-not-closed = <{ $name }> is never closed
    .help = write </{ $name }> after it

## elements.rs

# $name (String) for example link
element-in-term = the page does not know <{ $name }> in a name
    .help = write the name without elements

# $name (String) for example link
# $reference (String) the message that it comes with, for example share-link
element-of-reference = <{ $name }> comes with { $reference }, and the page does not know it here
    .help = write the words instead of the reference

# $name (String) for example lnik
# $meant (String) for example link
misspelled-element = the page does not know <{ $name }> here; did you mean <{ $meant }>?
    .help = names of elements are not translated; write <{ $meant }>…</{ $meant }>

# $name (String) for example verweis
unknown-element = the page does not know <{ $name }> here
    .help = use the names of the English; they are not translated

# $name (String) for example verweis
unexpected-element = { unknown-element }
    .help = the English has no element here; delete <{ $name }> and </{ $name }>

# $name (String) for example link
missing-element = <{ $name }> is missing
    .help = put <{ $name }>…</{ $name }> around the same words as in the English

# $name (String) for example link
element-missing-in-row = <{ $name }> is missing in one of the rows
    .help = { missing-element.help }

# $name (String) for example link
# $here (Number) how often it stands here, for example 1
# $expected (Number) how often it stands in the English, for example 2
rare-element = <{ $name }> stands here { $here ->
        [one] once
        [2] twice
       *[other] { $here } times
    }, in the English { $expected ->
        [one] once
        [2] twice
       *[other] { $expected } times
    }
    .help = { missing-element.help }

# $name (String) for example link
# $here (Number) for example 2
# $expected (Number) for example 1
repeated-element = { rare-element }
    .help = put <{ $name }> around one of them only, as in the English

# $name (String) for example link
empty-element = nothing stands between <{ $name }> and </{ $name }>
    .help = put the words between them that the English has there

# $inner (String) for example link
# $outer (String) for example note-link
nested-element = <{ $inner }> stands inside <{ $outer }>
    .help = close </{ $outer }> before <{ $inner }>, or put <{ $inner }> elsewhere

# $name (String) for example symbol
# $expected (String) what the English has in it, for example A/75/625-S/2020/1161
wrong-symbol = <{ $name }> holds the symbol of a document, and not that of the English
    .help = write { $expected }; it is the same in every language

## empty.rs

# $of (String) what the text is of: message or term, for example term
empty-text = the text is empty
    .help = { $of ->
        [term] write the name; what refers to it is shown in English until then
       *[message] write the text, or delete the message and the English is shown
    }

# $of (String) for example message
unseen-text = the text is empty: readers would see nothing of what it holds
    .help = { empty-text.help }

# $of (String) for example message
empty-row = readers would see nothing in one of the rows
    .help = { empty-text.help }

empty-english = the English text is empty: readers of every language without a translation would see nothing
    .help = write the text, as in its last good version; a server does not start without a text that a page needs, and one that is running keeps the last good text

## encoded.rs

# Part of other sentences: what to type instead of a spelling that other formats have.
# $kind (String) one of the names below, for example visible
# $characters (String) what is meant, or its numbers where it is not seen, for example é
to-type = { $kind ->
    [nothing] delete it; it is no character
    [no-break-space] type a no-break space (U+00A0) itself
    [soft-hyphen] type nothing; browsers hyphenate by themselves
    [space] type a space
    [line-end] type <br> where a new line is needed
    [opening-brace] type {"{\"{\"}"}
    [closing-brace] type {"{\"}\"}"}
    [invisible] type the character { $characters } itself, or a space
   *[visible] type { $characters } itself
}

# $written (String) for example =C3=A9
# $kind (String) for example visible
# $characters (String) for example é
encoded-character = { $written } would be shown as it is typed; only mails and addresses write characters so
    .help = { to-type }

## encoding.rs

# $shown (String) what stands in the file, for example Ã©
# $meant (String) the character that it was, for example é
wrong-encoding = the file was read in the wrong encoding and saved again: “{ $shown }” stands for “{ $meant }”
    .help = take the last good version of the file, and open it as UTF-8

# $shown (String) what stands in the file, for example Р‘
# $meant (String) the character that it was, for example Б
wrong-encoding-of-text = the text was read in the wrong encoding: “{ $shown }” stands for “{ $meant }”
    .help = type or paste it again, or take it from the last good version of the file

# $number (Number) for example 12
# $lines (String) the numbers of the lines, for example 12, 14–17
# $count (Number) how many lines, for example 5
lost-characters = { $number } characters are lost in { $count ->
        [one] line { $lines }, which is
       *[other] the lines { $lines }, which are
    } not in UTF-8 as the rest of the file
    .help = type or paste these lines again and save the file as UTF-8, or take them from its last good version

# $number (Number) for example 12
# $lines (String) the numbers of the lines, for example 12, 14–17
# $count (Number) how many lines, for example 5
replaced-letters = { $number } letters or signs have become question marks in { $count ->
        [one] line { $lines }: it was
       *[other] the lines { $lines }: they were
    } saved in an encoding that does not have them
    .help = take these lines from the last good version of the file, or type them again, and save the file as UTF-8

## endonym.rs

# $variable (String) for example { $language }
own-name = { $variable } is a language’s own name and keeps its form, whatever the sentence asks
    .help = set it apart: at the start, in brackets, in quotation marks or behind a colon

# $name (String) for example Türkçe
# $tag (String) the language that has it here, for example de
# $other (String) the language whose name it is, for example tr
# $shown (String) what readers see in its place, for example Deutsch
name-of-other = “{ $name }” is the own name of { $other }, not of { $tag }; so that readers can tell the two apart, they see “{ $shown }” for { $tag }
    .help = write the name that { $tag } has for itself

# $name (String) for example Português
# $other (String) the language that has the name, for example pt
# $shown (String) what readers see in its place, for example Português (BR)
shared-name = “{ $name }” is the name of { $other } here, too; so that readers can tell the two apart, they see “{ $shown }”
    .help = write a name that no other language of the menu has

# $other (String) the folder that it is a copy of, for example fr
# $tag (String) for example fr-CA
copied-folder = this folder is a copy of { $other }: each of its texts stands there, the name of the language too; { $tag } is not listed
    .help = move it out of the folder of the locales; if it is to be a variety of { $other }, keep language-name, with a name of its own, and the texts that are different

## escapes.rs

# $entity (String) for example &eacute;
# $kind (String) for example visible
# $characters (String) for example é
entity = { $entity } would be shown as it is typed; a text is no HTML
    .help = { to-type }

# $escape (String) for example \u00e9
# $kind (String) for example visible
# $characters (String) for example é
escape-by-number = { $escape } would be shown as it is typed; a backslash means nothing in a text
    .help = { to-type }

# $escape (String) for example \n
# $means (String) what it stands for elsewhere, one of the names below, for example line-end
# $sign (String) the character behind the backslash, for example n
escape = { escape-by-number }
    .help = { $means ->
        [line-end] write <br> where a new line is needed, or a space
        [space] type a space, or nothing
        [apostrophe] type ’ alone
        [backslash] delete it, or write {"{\"\\\\\"}"} to show a backslash
        [sign] type { $sign } alone
       *[character] type the character itself
    }

## files.rs

# $original (String) for example statement.ftl
copied-file = this is a copy of { $original }; nothing in it is used
    .help = take what is right into { $original } and delete this file

# $name (String) for example share.ftl
# $original (String) the file that was saved over it, for example site.ftl
overwritten-file = this is the text of { $original }, not that of { $name }; nothing in it is used
    .help = take { $name } from its last good version

# $name (String) for example share.ftl
other-text = nothing that stands in { $name } elsewhere stands here; nothing in it is used
    .help = { overwritten-file.help }

# $name (String) for example share.ftl
# $meant (String) for example site.ftl
exchanged-file = this is the text of { $meant }, not that of { $name }
    .help = rename the file to { $meant }; if there is no other { $name }, take that from its last good version

# $name (String) for example statment.ftl
# $meant (String) for example statement.ftl
misspelled-file = the English has no file { $name }; did you mean { $meant }?
    .help = rename the file to { $meant }

# $name (String) for example statement.ftl.txt
# $meant (String) for example statement.ftl
file-stands-in = { $name } is read in the place of { $meant }, which is not there
    .help = rename the file to { $meant }; other tools do not find it by this name

# $name (String) for example statement.ftl.txt
# $meant (String) for example statement.ftl
stray-file = { $name } is not read: the name of a file with messages ends with .ftl
    .help = rename the file to { $meant }

# $name (String) for example statement.ftl.bak
# $meant (String) a file that is there, for example statement.ftl
stray-copy = { stray-file }
    .help = take what is right into { $meant } and delete this file

# $name (String) for example locale.toml.txt
# $meant (String) locale.toml or .made-from.ftl, for example locale.toml
misnamed-file = { $name } is not read; did you mean { $meant }?
    .help = rename the file to { $meant }; if that is there too, take what is right into it and delete this one

## foreign_names.rs

# $name (String) what stands before the =, for example примечание-назад
# $meant (String) the name of the English that is missing there, for example note-back
translated-name = the English has no name { $name }; did you mean { $meant }?
    .help = names are not translated; write { $meant } = …

# $name (String) for example примечание-назад
foreign-name = the English has no name { $name }
    .help = names are not translated; write the name that the text has in the English

# $id (String) for example note-back
quoted-name = a name stands without quotation marks
    .help = write { $id } = …

## functions.rs

# $name (String) for example NUMBR
# $meant (String) for example NUMBER
misspelled-function = there is no function { $name }; did you mean { $meant }?
    .help = write { $meant }

# $name (String) for example DATETIME
unknown-function = there is no function { $name }
    .help = write what the English has in its braces; the only function is NUMBER

# $given (Number) how many values it is given, for example 2
function-argument = NUMBER is given { $given ->
        [0] no number
        [one] no number
       *[other] more than a number
    }
    .help = write one variable first, as in {"{ NUMBER($count) }"}

# $variable (String) for example { $date }
number-of-variable = NUMBER writes numbers, and { $variable } holds a text
    .help = write { $variable } without NUMBER

# $argument (String) for example count
# $term (String) for example -ministry
number-of-argument = { $term } makes a number of { $argument }, and this is a text
    .help = write the number without quotation marks

# $option (String) for example useGroupin
# $meant (String) for example useGrouping
misspelled-option = NUMBER does nothing with { $option }
    .help = did you mean { $meant }?

# $option (String) for example currency
# $known (String) for example useGrouping, type
unknown-option = NUMBER does nothing with { $option }
    .help = delete it; NUMBER takes { $known }

# $option (String) for example style
# $text (String) for example decimal
option-of-one-text = NUMBER does nothing with { $option } as it is written here
    .help = write { $option }: "{ $text }"

# $option (String) for example type
# $first (String) for example cardinal
# $second (String) for example ordinal
option-of-two-texts = { option-of-one-text }
    .help = write { $option }: "{ $first }" or "{ $second }"

# $option (String) for example minimumIntegerDigits
# $most (Number) for example 21
option-of-digits = { option-of-one-text }
    .help = write a whole number from 1 to { $most } without quotes

## in_braces.rs

# $selector (String) what the choice goes by, for example $count
other-choice = a choice is not written like this here; readers would see nothing of it
    .help = write {"{"} { $selector } -> and each form on a line of its own, as the English does:  [one] …  and  *[other] …

# $change (String) for example {"{+not+}"}
copied-gain = { $change } shows what the English has gained, and is no part of a text
    .help = write the words themselves, without the braces and the signs

## indented.rs

indented-comment = a comment cannot stand inside a message
    .help = move it above the message, to the start of a line, or delete it; write {"{\"#\"}"} to show a #

# $name (String) for example share-link
# $id (String) the message that it is part of, for example share-code
indented-id = { $name } is part of the text of { $id }, because spaces stand before it
    .help = delete the spaces before it; if it is no name but a word of the text, join the line to the one above

# $name (String) for example hint
# $id (String) the message that it is part of, for example share-code
attribute-without-dot = { $name } is part of the text of { $id }, because no dot stands before it
    .help = write .{ $name } = …

## joined.rs

# $name (String) what has lost its line break, with its sign, for example share-link
# $begins (String) what it is: entry, attribute or row, for example entry
joined-line = a line break is missing before { $name }
    .help = { $begins ->
        [entry] begin a new line with { $name } = …, without spaces before it
        [attribute] put { $name } = … on a line of its own, with four spaces before it
       *[row] put { $name } on a line of its own, with spaces before it
    }

## left_over.rs

# $sign (String) for example =
sign-at-start = the text begins with { $sign }, and readers would see that
    .help = delete it; if it is meant, write {"{\""}{ $sign }{"\"}"}

# $sign (String) for example =
sign-at-end = the text ends with { $sign }, and readers would see that
    .help = { sign-at-start.help }

# $signs (String) for example <<<
signs-in-a-row = { $signs } stands in the text, and readers would see that
    .help = delete it, or write what it stands for

# $mark (String) for example **
# $element (String) for example strong
other-markup = { $mark } would be shown as it is typed
    .help = write <{ $element }>…</{ $element }> around the words, if the English has it, or delete the signs

# $mark (String) for example [b]
other-link = { $mark } stands in the text, and readers would see that
    .help = write the words alone; what is a link has a named element in the English

# $note (String) for example [TBD]
unfinished = “{ $note }” is for whoever works on the text, and readers would see it
    .help = delete it; a text that is not finished can be deleted until it is, and the English is shown

# $change (String) for example [-not-]
copied-change = { $change } shows what has gone from the English, and is no part of a text
    .help = delete it

comment-behind = a comment cannot stand behind a text; readers would see it
    .help = write it on a line of its own, above the name; write {"{\"#\"}"} to show a #

# $word (String) for example d?claration
question-mark-in-word = “{ $word }” has a question mark between its letters, as if a letter were lost
    .help = write the letter, or a space behind the question mark

## length.rs

# $length (Number) how long it is, for example 171
# $most (Number) how long it may be, for example 160
too-long = this has { $length } characters, filled in with the examples; there is room for { $most }
    .help = say the same in fewer words

## lists.rs

# $arrow (String) for example =>
wrong-arrow = a list of choices begins with ->, not with { $arrow }
    .help = write ->

# $row (String) for example one
row-in-brackets = the name of a row stands in square brackets
    .help = write [{ $row }]

# $row (String) for example other
no-default-row = every list of choices needs one line with a star *, used when nothing else fits
    .help = put * before [{ $row }]

# $sign (String) for example ＊
# $code (String) the sign by its number, for example U+FF0A
other-star = { $sign } ({ $code }) is not the * that stands before a row
    .help = type the * of the keyboard

# $row (String) for example other
star-of-row = one star stands right before the bracket of a row
    .help = write *[{ $row }]

# $sign (String) for example =
# $number (String) for example 1
sign-in-row = the number of a row stands in its brackets without { $sign }
    .help = write [{ $number }]

no-row = a list of choices has rows, each with its name in square brackets
    .help = write [one] and so on before each, and *[other] before the last

# $row (String) for example one
row-without-text = there is no text behind [{ $row }]
    .help = write the text of this row behind it, on the same line

brace-behind-row = this {"}"} closes the list of choices, and stands behind a row
    .help = put it on the next line, with spaces before it

## marks.rs

# $mark (String) for example l10n-same
loose-mark = { $mark } stands above no text here, and says nothing
    .help = write it with one # on the line right above its text, with no empty line between them; or delete it

# $line (String) what stands there, for example l10n-smae
# $known (String) the mark that is meant, or all that there are, for example l10n-same
unknown-mark = { $line } is no mark, and says nothing
    .help = did you mean { $known }?

## mistyped.rs

# $line (String) the comment as it is to be, for example ## Background information
mistyped-comment = a comment begins with # and a space
    .help = write  { $line }

# $id (String) for example share-link
space-in-name = this name has a space or a hyphen too many, in it or before it
    .help = write { $id } = …

# $id (String) for example share-link
space-before-name = spaces stand before the name { $id }
    .help = delete them: a name stands at the start of a line

# $character (String) for example –
# $code (String) the character by its number, for example U+2013
# $id (String) for example background-origins
foreign-character = “{ $character }” ({ $code }) stands in the name before the =
    .help = did you mean { $id }? Type its name again

# $sign (String) for example ＝
# $code (String) the sign by its number, for example U+FF1D
# $id (String) for example share-link
other-equals = { $sign } ({ $code }) is not the = that stands between a name and its text
    .help = type the = of the keyboard: { $id } = …

# $id (String) for example share-link
missing-equals-of = there is no = between { $id } and its text
    .help = write { $id } = …

## nameless.rs

# $id (String) for example background-acts
lost-name = this text has lost the name before it
    .help = did you mean { $id }? Write { $id } = … before it, at the start of a line

no-name = no name stands before this =
    .help = write the name that the text has in the English, at the start of the line

# $id (String) the message above, for example background-origins
# $meant (String) for example background-acts
hanging-text = this line is not of { $id }: it begins the text of { $meant }, which has lost its name
    .help = write { $meant } = above it, at the start of a line

# $id (String) the message above, for example background-origins
# $meant (String) for example background-acts
may-hang = { $id } goes on here behind an empty line, and { $meant }, which follows it in the English, is missing
    .help = if this is the text of { $meant }, write { $meant } = above it, at the start of a line; if it is not, delete the empty line

# $id (String) for example background-origins
goes-on = { $id } goes on here behind an empty line, and readers would see one paragraph
    .help = if this is a text of its own, write its name above it, at the start of a line: name = …; if it is not, delete the empty line

## numbers.rs

# $found (String) the number, for example 21
# $missing (String) for example 12
# $mark (String) the line that says that it is right, for example l10n-numbers
other-number = { $found } stands here and not in the English; { $missing } stands in the English and not here
    .help = write the number of the English; if both say the same, write a line above the text:  # { $mark }

# $mark (String) for example l10n-numbers
needless-numbers-mark = { $mark } stands above a text that has the numbers of the English
    .help = delete { $mark }: a number that is changed later would not be told

## notes.rs

# $name (String) the element, for example note-link
# $number (String) for example 3
# $expected (String) the marks of the English, for example [1], [2]
wrong-note = <{ $name }> leads to note { $number } here, in the English to { $expected }
    .help = write { $expected }; the digits may be those of your language

# $name (String) for example note-link
# $expected (String) for example [1], [2]
mark-without-number = no number stands in <{ $name }> by which the note is found
    .help = { wrong-note.help }

# $name (String) for example note-link
# $number (String) for example 2
missing-mark = the mark [{ $number }] of the English is missing
    .help = write <{ $name }>[{ $number }]</{ $name }> where it belongs in your sentence

# $number (String) for example 3
# $expected (String) for example 2
wrong-number-of-note = the text begins with the number { $number }, the English with { $expected }
    .help = begin it with [{ $expected }]; the digits may be those of your language

# $expected (String) for example 2
note-without-number = the text does not begin with [{ $expected }] as the English does
    .help = { wrong-number-of-note.help }

# $number (Number) for example 2
# $name (String) the element around a mark, for example note-link
bare-mark = [{ $number }] leads to no note here
    .help = write <{ $name }>[{ $number }]</{ $name }> if it is the mark of a note

## other_file.rs

# $id (String) for example background-origins
# $file (String) for example statement.ftl
other-file = { $id } stands in { $file } in the English; other tools do not find it here
    .help = move it to { $file }

## placeholders.rs

# $written (String) what stands there, for example %(service)s
# $meant (String) for example { $service }
other-placeholder = { $written } is nothing that the page fills in; did you mean { $meant }?
    .help = write { $meant }

# $written (String) for example {"{{ $service }}"}
# $meant (String) for example { $service }
doubled-braces = { $written } has more braces than it needs
    .help = write { $meant }

## plurals.rs

# $row (String) for example eins
# $meant (String) for example one
# $tag (String) the language, for example de
# $categories (String) for example [one], [other]
no-category = [{ $row }] is no plural category; did you mean [{ $meant }]?
    .help = names of rows are not translated; those of { $tag } are { $categories }

# $row (String) for example few
# $tag (String) for example de
# $categories (String) for example [one], [other]
category-without-numbers = no number is [{ $row }] in { $tag }
    .help = delete the row; { $tag } has { $categories }

# $row (String) for example 1
unreachable-row = no number reaches [{ $row }]: a row above it takes it
    .help = put it above the others, or delete it

# $row (String) for example 1.5
row-of-no-number = no number is [{ $row }]: they count, and are whole
    .help = delete the row

# $tag (String) for example ru
# $number (Number) one that needs it, for example 2
# $category (String) for example few
missing-category = { $tag } also needs a form for { $number }
    .help = add a line [{ $category }]

# $row (String) for example one
# $first (Number) for example 1
# $second (Number) for example 21
# $variable (String) for example { $count }
row-without-number = [{ $row }] is shown for { $first }, { $second } and others, and does not say which
    .help = write { $variable } into the row

## references.rs

# $variable (String) for example { $count }
# $reference (String) the message that it comes with, for example share-link
variable-of-reference = { $variable } comes with { $reference }, and the page does not give it here
    .help = write the words instead of the reference

# $name (String) for example -ministri
# $meant (String) for example -ministry
misspelled-reference = there is no { $name }; did you mean { $meant }?
    .help = write {"{"} { $meant } {"}"}

# $name (String) for example -ministry
untranslated-reference = there is no { $name } in this language
    .help = translate { $name } too, or write its words instead of the reference

# $name (String) for example -ministerium
unknown-reference = there is no { $name }
    .help = write the name as in the English; names in braces are not translated. Terms stand in terms.ftl

# $name (String) for example -ministry
# $number (Number) for example 11
# $places (String) for example site.ftl:31, site.ftl:34
unknown-references = there is no { $name }, and { $number } texts refer to it: { $places }
    .help = write { $name } = … again, as in its last good version, or write its words, or a name that there is, in these texts

# $name (String) for example share-link
reference-without-text = { $name } has attributes only, no text
    .help = write one of them, as in {"{"} { $name }.attribute {"}"}

# $name (String) for example share-link
# $attribute (String) for example kopy
# $meant (String) for example copy
misspelled-attribute-of-reference = { $name } has no .{ $attribute }; did you mean .{ $meant }?
    .help = write {"{"} { $name }.{ $meant } {"}"}

# $name (String) for example share-link
# $attribute (String) for example kopie
unknown-attribute-of-reference = { $name } has no .{ $attribute }
    .help = add it to { $name }, or write another

# $of (String) message or term, for example term
cyclic-reference = this { $of ->
        [term] term
       *[message] message
    } refers to itself
    .help = write the text instead of the reference

# $most (Number) for example 100
too-many-placeables = more than { $most } braces are to be filled in here
    .help = write less of it in braces

# $most (Number) for example 200
too-deep = more than { $most } braces stand inside each other here
    .help = { too-many-placeables.help }

## repeated.rs

# $id (String) for example background-origins
repeated-text = this is word for word the text of { $id }, whose English says something else
    .help = take the one that is wrong from its last good version, or translate it

doubled-text = the same text stands here twice, one behind the other; readers would see it twice
    .help = delete one of them

## resolution.rs

unresolvable = this cannot be filled in
    .help = compare what stands in braces with the English

number-of-text = this cannot be filled in: NUMBER is given no number
    .help = { unresolvable.help }

## scripts.rs

# $word (String) for example Mинистерство
# $letter (String) the letter of another script, for example M
# $code (String) the letter by its number, for example U+004D
# $meant (String) the letter that looks like it, for example М
# $number (String) that one by its number, for example U+041C
foreign-letter = “{ $letter }” ({ $code }) in “{ $word }” is of another script than the rest of the word
    .help = type { $meant } ({ $number }) instead

# $digit (String) for example ٤
# $code (String) the digit by its number, for example U+0664
# $meant (String) the digit of this language, for example ۴
# $number (String) that one by its number, for example U+06F4
foreign-digit = “{ $digit }” ({ $code }) is a digit of another language than the others
    .help = type { $meant } ({ $number }) instead

## shape.rs

# $id (String) for example share-lnik
# $meant (String) for example share-link
misspelled-id = the English has no message { $id }; did you mean { $meant }?
    .help = write { $meant } = …

obsolete = the English has no message of this id
    .help = delete it

# $id (String) for example -ministry
# $file (String) for example terms.ftl
# $line (Number) for example 12
duplicate-id = { $id } stands here again, and first in { $file }, line { $line }
    .help = keep one of them

# $name (String) for example NUMBER
id-of-function = { $name } is the name of a function
    .help = write another name

# $name (String) for example ministry
id-of-message-and-term = a message and a term are both called { $name }; Fluent keeps only the first
    .help = rename the message

# $name (String) for example hint
duplicate-attribute = .{ $name } stands here more than once
    .help = keep one of them

# $row (String) for example one
duplicate-row = [{ $row }] stands here more than once
    .help = keep one of them

missing-text = the English has a text here, before the attributes
    .help = write it after the =

unexpected-text = the English has only attributes here
    .help = delete the text after the =

# $name (String) for example hnit
# $meant (String) for example hint
misspelled-attribute = the English has no .{ $name } here; did you mean .{ $meant }?
    .help = write .{ $meant } = …

# $name (String) for example hinweis
# $meant (String) the only one that is missing, for example hint
translated-attribute = the English has no .{ $name } here
    .help = names of attributes are not translated; write .{ $meant } = …

# $name (String) for example hinweis
unexpected-attribute = the English has no .{ $name } here
    .help = delete it, or write its name as in the English

# $name (String) for example hint
# $text (String) the attribute as it stands in the English file, for example .hint = One day
# $lines (Number) its lines, for example 1
missing-attribute = .{ $name } is missing
    .help = translate and add:{ $lines ->
        [one] {"  "}{ $text }
       *[other] {"\u000A    "}{ $text }
    }

## syntax.rs

# $space (String) for example tab
false-indent = { false-space } stands at the start of this line
    .help = replace it by four spaces

# $space (String) for example tab
# $place (String) brackets, braces or name, for example braces
false-space-inside = { false-space } stands { $place ->
        [brackets] inside the brackets
        [braces] inside the braces
       *[name] in the name before the =
    }
    .help = delete it, or type a space instead

# $letter (String) for example а
# $code (String) the letter by its number, for example U+0430
# $place (String) brackets, braces or name, for example braces
no-latin-letter = “{ $letter }” ({ $code }) { $place ->
        [brackets] in the brackets
        [braces] in the braces
       *[name] in the name before the =
    } is no Latin letter
    .help = names are written with a to z as in the English, and are not translated; type it again

# $letter (String) for example ٠
# $code (String) the digit by its number, for example U+0660
# $meant (Number) for example 0
# $place (String) brackets, braces or name, for example brackets
no-latin-digit = “{ $letter }” ({ $code }) { $place ->
        [brackets] in the brackets
        [braces] in the braces
       *[name] in the name before the =
    } is no digit of 0 to 9
    .help = write { $meant }

# $space (String) for example tab
false-indent-of-text = { false-space } stands at the start of this line, so that the message has no text
    .help = replace it by four spaces

# $sign (String) for example [
sign-begins-text = a line of a text cannot begin with { $sign }
    .help = write {"{\""}{ $sign }{"\"}"} instead of the { $sign }, or begin the text behind the =

# $id (String) for example background-acts, or .hint
# $line (Number) the number of the line, for example 12
missing-indent = the text of { $id } begins here without a space before it, so that it is lost
    .help = put a space before the text at line { $line }

brace-not-closed = this {"{"} is never closed
    .help = add {"}"} at the end of it

stray-brace = { brace-not-closed }
    .help = delete it, or write {"{\"{\"}"} to show one

missing-equals = there is no = between the id and the text
    .help = write: id = text

# $token (String) for example )
missing-token = “{ $token }” is missing here
    .help = compare the line with the English one

choices-on-one-line = a list of choices begins on the line below the ->
    .help = put what follows on the next line, indented

missing-number = a number is expected here
    .help = write digits from 0 to 9

no-entry = this is neither a message, a term nor a comment
    .help = a text that continues on the next line must start with a space; a comment starts with #

no-text = there is no text after the =
    .help = write the text; in a translation you can delete the line, and the English is shown

many-default-rows = a list of choices can have only one line with a star *
    .help = leave one *

brace-not-opened = this {"}"} closes nothing
    .help = delete it, or write {"{\"}\"}"} to show one

quotes-not-closed = this text in quotes never ends
    .help = add the closing "

nothing-in-braces = something is missing inside the braces
    .help = copy what the English has in its braces

wrong-selector = a list of choices goes by a variable or by an attribute of a term, and by nothing else
    .help = { nothing-in-braces.help }

attribute-of-term-shown = an attribute of a term cannot be shown; a list of choices can go by it
    .help = write the words themselves

argument-behind-named = what has a name stands last in the parentheses
    .help = { nothing-in-braces.help }

duplicate-argument = the same name stands twice in the parentheses
    .help = delete one of them

unknown-escape = a backslash in quotes stands before ", before another backslash, or before u and four digits
    .help = type the character itself

wrong-number-of-character = a character by its number is \u and four digits, or \U and six, of 0 to 9 and A to F
    .help = type the character itself

## term_names.rs

# $id (String) the name as it stands, for example -minister
# $meant (String) for example -ministry
misspelled-term = { $id } is not the name that the English has; did you mean { $meant }?
    .help = write { $meant } = …

## text_rows.rs

# $row (String) for example offical
# $meant (String) for example official
misspelled-row = no [{ $row }] is ever chosen here; did you mean [{ $meant }]?
    .help = names of rows are not translated; write [{ $meant }]

# $row (String) for example amtlich
# $known (String) for example [official], [copy]
unknown-row = no [{ $row }] is ever chosen here
    .help = names of rows are not translated; write those of the English: { $known }

# $row (String) for example full
missing-row = the row [{ $row }] of the English is missing
    .help = add a row [{ $row }]; names of rows are not translated

# $row (String) for example one
# $variable (String) for example { $date }
row-of-text = no [{ $row }] is ever chosen here: { $variable } holds a text and no number
    .help = write the text without rows

## typography.rs

# $side (String) before or after, for example before
# $sign (String) for example ?
breaking-space = the space { $side ->
        [after] after
       *[before] before
    } { $sign } may break, so that { $sign } stands alone on a line
    .help = type a no-break space (U+00A0, or U+202F) instead

# $month (String) for example janvier
first-of-month = the first of a month is written 1er { $month }
    .help = write 1<sup>er</sup>, or 1er

# $symbol (String) for example 998-IIIQ
split-symbol = { $symbol } is written from left to right and may fall apart in this text
    .help = write <symbol>{ $symbol }</symbol>, so that it stays together

## variables.rs

# $variable (String) for example { $nummer }
# $meant (String) for example { $number }
misspelled-variable = the page does not know { $variable }; did you mean { $meant }?
    .help = names of variables are not translated; write { $meant }

# $variable (String) for example { $anzahl }
# $known (String) for example { $count }, { $days }
unknown-variable = the page does not know { $variable }
    .help = names of variables are not translated; write { $known }

# $variable (String) for example { $anzahl }
unexpected-variable = the page does not know { $variable }
    .help = the English has no variable here; delete it

# $variable (String) for example { $count }
missing-variable = { $variable } is missing
    .help = write { $variable } where it belongs in your sentence

# $variable (String) for example { $count }
variable-missing-in-row = { $variable } is missing in one of the rows
    .help = write { $variable } into each row

# $variable (String) for example { $address }
# $known (String) for example [off], [full]
missing-rows = the rows of { $variable } are missing: { $known }
    .help = write the rows of the English; what they say is no matter of grammar

# $variable (String) for example { $address }
shown-word = { $variable } holds a word that rows are chosen by, and none for readers
    .help = write the rows of the English instead

## finding.rs

# The last one that is told of many that are alike.
# $message (String) what it says by itself, for example .hint is missing
# $help (String) for example keep one of them
# $more (Number) how many are not told, for example 90
many-alike = { $message } (and { $more } more like this)
    .help = { $help }

## What is found by others: ../folder.rs, the names of folders

# $name (String) for example uk_UA
no-tag = “{ $name }” is not the standard tag of a language
    .help = name the folder by its language, for example uk or zh-Hant

# $name (String) for example xx
unknown-language = “{ $name }” is no language
    .help = { no-tag.help }

deep-file = a folder inside the folder of a language is not read
    .help = move its files up into the folder of the language, or out of the folder of the locales

file-outside = this file is in no folder of a language, and is not read
    .help = move it into the folder of its language, for example fr, or out of the folder of the locales

# $name (String) for example fr-Tmpx
# $part (String) for example Tmpx
unknown-script = “{ $name }” is no tag of a language: { $part } is no script
    .help = { unknown-variant.help }

# $name (String) for example fr-XX
# $part (String) for example XX
unknown-region = “{ $name }” is no tag of a language: { $part } is no country and no region
    .help = { unknown-variant.help }

# $name (String) for example fr-backup
# $part (String) for example backup
unknown-variant = “{ $name }” is no tag of a language: { $part } is no variant of one
    .help = name the folder by its language, for example fr or fr-CA; copies and drafts belong outside of the folder of the locales

# $name (String) for example ua
# $tag (String) for example uk
tag-of-country = “{ $name }” is no language but a country; did you mean { $tag }?
    .help = rename the folder to { $tag }, or to the tag of the language that it is in

# $name (String) for example zh-hans
# $tag (String) for example zh-Hans
other-tag = { no-tag }
    .help = rename the folder to { $tag }

## ../manifest.rs, locale.toml

malformed-manifest = this cannot be read: an entry is a name, an = and a value
    .help = write name = "value", or a list as ["one", "two"]; compare with locale.toml of another language

conflict-of-manifest = { merge-conflict }
    .help = keep the entries that are right, and delete the others and the lines <<<<<<<, ======= and >>>>>>>

# $key (String) for example reviewed_by
# $found (String) for example integer
entry-without-text = { $key } is no text, but { $found }
    .help = write it in quotation marks

# $key (String) for example reviewd_by
# $meant (String) for example reviewed_by
misspelled-key = locale.toml has no entry { $key }; it is left out
    .help = did you mean { $meant }?

# $key (String) for example translator
# $known (String) for example reviewed_by, reviewed_on
unknown-key = { misspelled-key }
    .help = delete it, or write one of these: { $known }

# $meant (String) for example by-link
misspelled-state = this is no state of a language
    .help = did you mean "{ $meant }"?

# $known (String) for example "hidden", "listed"
unknown-state = { misspelled-state }
    .help = write one of these: { $known }

# $known (String) for example "facebook", "x"
share-without-list = share is no list of services
    .help = write a list: share = [{ $known }]

# $name (String) for example facebok
# $meant (String) for example facebook
# $known (String) for example facebook, x
misspelled-service = “{ $name }” is no service that pages can be shared on; it is left out
    .help = did you mean { $meant }? There are: { $known }

# $name (String) for example mail
# $known (String) for example facebook, x
unknown-service = { misspelled-service }
    .help = write one of these: { $known }

review-without-day = reviewed_by says who approved the translation, and reviewed_on does not say when
    .help = until both are set, readers are told that nobody has approved the translation

review-without-name = reviewed_on says when the translation was approved, and reviewed_by not by whom
    .help = { review-without-day.help }

# $day (String) for example 5 March
unreadable-day = reviewed_on is “{ $day }”; write a day as 2026-03-05
    .help = write the day of the approval, as 2026-03-05

# $day (String) for example 2099-03-05
future-day = reviewed_on is “{ $day }”, a day that has not come yet
    .help = { unreadable-day.help }

## ../project.rs, l10n.toml

malformed-project = this cannot be read, so that other tools do not know which languages there are
    .help = take the file from its last good version, or write the languages as  locales = ["de", "fr"]

## ../report.rs, files as a whole

# Part of other sentences.
# $file (String) what it is for: messages, records or manifest, for example messages
nothing-used = nothing in it is used{ $file ->
        [records] , and which translations are out of date is not known
        [manifest] , and the language is hidden, because the file may say so
       *[messages] {""}
    }

# $file (String) for example messages
file-in-utf16 = the file is not in UTF-8 but in UTF-16 or UTF-32
    .help = { nothing-used }; save it again in your editor with the encoding UTF-8

# $file (String) for example messages
file-in-other-encoding = the file is not in UTF-8 but in an older encoding
    .help = { file-in-utf16.help }

# $file (String) for example messages
file-of-document = the file is that of a word processor, a PDF or an archive, and no plain text
    .help = { nothing-used }; save it in its program as plain text with the encoding UTF-8, or take it from its last good version

# $file (String) for example messages
file-with-zeros = the file has zeros in the place of its text, as a full disk or a computer that was switched off leaves them
    .help = { nothing-used }; take it from its last good version

# $most (Number) its MiB, for example 1
# $file (String) for example messages
large-file = the file is larger than { $most } MiB
    .help = { nothing-used }; undo the last change to it

# $most (Number) for example 50
# $file (String) for example messages
open-brackets = more than { $most } brackets are open at once; close them with {"}"} or )
    .help = { large-file.help }

# $most (Number) for example 200
# $file (String) for example messages
colons-in-bracket = more than { $most } colons stand in one bracket
    .help = { large-file.help }

# $file (String) for example messages
no-file = it is not a file
    .help = { large-file.help }

# $reason (String) what the system says, for example Permission denied
# $file (String) for example messages
unreadable-file = the file cannot be read: { $reason }
    .help = { large-file.help }

# $reason (String) for example Permission denied
# $file (String) for example messages
unreadable-folder = the folder cannot be read: { $reason }
    .help = { large-file.help }

emptied-file = the file is empty
    .help = take it from its last good version

emptied-manifest = the file is empty: it may have said that the language is hidden, so that nobody sees it until this is mended
    .help = take the file from its last good version; if it has nothing to say, delete it

# $number (Number) how many texts that were written down of it are not there, for example 12
cut-file = the file ends here inside a text, as if it was saved in part: { $number ->
        [one] { $number } text of it is gone
       *[other] { $number } texts of it are gone
    }
    .help = take it from its last good version, or save it again; if what follows was taken out on purpose, end the last line, and the sentence in it

# $name (String) for example contact.ftl
# $number (Number) how many texts were written down of it, for example 12
lost-file = there is no file { $name }, in which { $number ->
        [one] { $number } text was; it is shown
       *[other] { $number } texts were; they are shown
    } as English
    .help = take it from its last good version, or give it its name back

# $name (String) for example contact.ftl
lost-english-file = there is no file { $name } with the English of what the translations have
    .help = take it from its last good version, or give it its name back; a server does not start without texts that a page needs

# $tag (String) for example fr
lost-folder = there is no folder { $tag } with messages, and this file names that language
    .help = take the folder from its last good version, or take { $tag } out of this list

damaged-records = the record of what the translations were made from is damaged; of some of them it is not known whether they are out of date
    .help = take the file from the last good version; communique writes it, nobody edits it

## ../report.rs, the states of translations

# $tag (String) for example fr
# $id (String) for example share-link
out-of-date = the English changed after this was translated
    .help = change the translation, or run  communique locales accept { $tag } { $id }

# $tag (String) for example fr
# $id (String) for example share-link
to-be-confirmed = the English changed, and so did this; whether it says the same is to be confirmed
    .help = compare it with the English of now, and run  communique locales accept { $tag } { $id }

# $reason (String) what is wrong beside the English of now, for example <note-link> is missing
# $help (String) for example write <note-link>[2]</note-link> where it belongs in your sentence
# $shown (String) what readers see: translation or english, for example english
no-longer-fits = the English changed, and this does not fit it: { $reason }; until it does, readers see { $shown ->
        [english] the English
       *[translation] this as it is
    }
    .help = { $help }; as it is, it cannot be accepted

# $tag (String) for example fr
# $term (String) for example -ministry
term-out-of-date = { $term }, which the English of this refers to, changed after this was translated
    .help = change what refers to it, and run  communique locales accept { $tag } { $term }

# $tag (String) for example fr
# $number (Number) for example 12
no-record = of { $number ->
        [one] { $number } translation nothing says which English it was made from
       *[other] { $number } translations nothing says which English they were made from
    }
    .help = compare { $number ->
        [one] it
       *[other] them
    } with the English, and run  communique locales accept { $tag } --all

# $tag (String) for example fr
# $number (Number) for example 12
not-recorded = { $number ->
        [one] { $number } text is
       *[other] { $number } texts are
    } new, which nobody has written down yet: if the English changes, nobody is told
    .help = run  communique locales record { $tag }

# $old (String) for example background-origins
# $id (String) for example background-menace
renamed = the English has no message of this id; what it was made from is called { $id } now, and shown as English
    .help = write { $id } = …, or do so in every language:  communique locales rename { $old } { $id }

# $old (String) for example background
# $new (String) for example context
# $number (Number) of how many texts, for example 4
renamed-section = the English has given { $number } texts other names: what was { $old } is { $new } now, and shown as English
    .help = rename them in every language:  communique locales rename { $old } { $new }

# $of (String) message or term, for example message
# $mark (String) the line that says that it is the same, for example l10n-same
untranslated = this is still the English text
    .help = translate it, or delete it; { $of ->
        [term] what refers to it is shown
       *[message] it is shown
    } as English either way. If it is the same in both languages, write above it:  # { $mark }

# $of (String) for example message
# $mark (String) for example l10n-same
untranslated-of-former-days = this is still the English text, as it was before it changed
    .help = { untranslated.help }

# $mark (String) for example l10n-same
needless-mark = { $mark } stands above a text that is not the English
    .help = delete { $mark }: it is for texts that are rightly the same as the English

# $language (String) the own name of a language, for example Français
# $path (String) for example fr/statement.ftl
foreign-file = these are the texts of { $language }, word for word those of { $path }; none of them is shown here
    .help = take the file from its last good version

# $language (String) the own name of a language, for example Français
# $path (String) for example fr/statement.ftl
# $tag (String) for example tr
# $id (String) for example background-origins
foreign-text = this is the text of { $language }, word for word that of { $path }
    .help = take the text from its last good version, or translate it; if both languages say it with the same words, run  communique locales accept { $tag } { $id }

# $path (String) for example fr/statement.ftl
same-file = this file is word for word the same as { $path }: one of the two is in the wrong language
    .help = take the one that is wrong from its last good version; a folder that is only a copy belongs outside of the folder of the locales

# $records (String) what there is of them: whole, incomplete or damaged, for example whole
# $tag (String) for example fr
unrecorded-approval = which texts were approved is not recorded yet
    .help = { $records ->
        [damaged] until then nothing is called approved; mend the records
        [incomplete] until then nothing is called approved; run  communique locales accept { $tag } --all, then record
       *[whole] until then readers are not told of it; run  communique locales record { $tag }
    }

# $number (Number) for example 2
# $missing (String) for example site-menu, site-title
listed-incomplete = the language is listed although { $number ->
        [one] a text is missing that is needed to be listed
       *[other] texts are missing that are needed to be listed
    }: { $missing }
    .help = translate { $number ->
        [one] it; it is shown
       *[other] them; they are shown
    } as English, and the page is then in two languages

# $percent (Number) for example 73
listed-with-few-words = the language is listed although only { $percent } % of the words of the statement are in it
    .help = translate the rest; it is shown as English, and the page is then in two languages

# $name (String) for example Français
name-of-cldr = the language’s own name cannot be shown: until it is mended, readers see “{ $name }”, as Unicode CLDR has it
    .help = mend language-name, as is said beside this

# $name (String) for example Français
name-missing = language-name is missing: until it is there again, readers see “{ $name }”, as Unicode CLDR has it
    .help = write language-name = … with the name that the language has for itself

# $language (String) the own name of a language, for example Français
# $tag (String) for example fr
# $percent (Number) for example 73
# $needed (Number) for example 80
words-leave-menu = { $language } ({ $tag }) would no longer be listed, because only { $percent } % of the words of the statement are in it, and { $needed } % are needed
    .help = mend or translate what is missing; if the language is not to be listed, write  state = "by-link"  into { $tag }/locale.toml

# $language (String) the own name of a language, for example Français
# $tag (String) for example fr
# $number (Number) for example 2
# $missing (String) for example site-menu, site-title
required-leave-menu = { $language } ({ $tag }) would no longer be listed, because { $number ->
        [one] a text is missing that is needed to be listed
       *[other] texts are missing that are needed to be listed
    }: { $missing }
    .help = { words-leave-menu.help }

# $language (String) the own name of a language, for example Français
# $tag (String) for example fr
manifest-leaves-menu = { $language } ({ $tag }) would no longer be listed, because of what is wrong in locale.toml: it may say so
    .help = mend it; if the language is not to be listed, write  state = "by-link"

# $tag (String) for example fr
files-leave-menu = { $tag } would no longer be listed, because none of its files with messages is there
    .help = take the folder from its last good version; if the language is to go, delete the folder

# $language (String) the own name of a language, for example Français
# $tag (String) for example fr
# $percent (Number) for example 73
# $needed (Number) for example 80
# $number (Number) how many texts are missing that are needed to be listed, for example 2
not-in-menu = { $language } ({ $tag }) is not listed: { $percent } % of the words of the statement are in it, and { $number ->
        [0] no text is missing that is needed to be listed
        [one] { $number } text is missing that is needed to be listed
       *[other] { $number } texts are missing that are needed to be listed
    }
    .help = to be listed a language needs { $needed } % of the words and all texts that are needed to be listed; if it is not meant to be, write  state = "by-link"  into { $tag }/locale.toml

# $language (String) the own name of a language, for example Français
# $tag (String) for example fr
# $number (Number) for example 2
# $missing (String) for example site-menu, site-title
required-gained = { $language } ({ $tag }) lacks { $number ->
        [one] a text that is
       *[other] texts that are
    } needed to be listed and that the English has gained: { $missing }
    .help = translate { $number ->
        [one] it; until then it is shown
       *[other] them; until then they are shown
    } as English

## What is found by whoever shows the messages

no-source = there is no folder en with messages; the pages cannot be shown without their source
    .help = check the folder that holds en, or add it

# $part (String) for example share-link.hint
unused-text = no page shows { $part }
    .help = delete it, or give it the name that a page asks for

# $abbreviation (String) for example OSZE
abbreviation-nowhere = { $abbreviation } stands nowhere in the paragraphs and notes of the statement, so that it is not explained
    .help = write it as the statement does; if the statement writes the name out, write the name in place of the abbreviation, too

# $template (String) for example share.html
# $part (String) for example share-link.hint
# $reason (String) why there is no answer, for example no locale has it
# $remedy (String) what is to be done, one of the names below, for example link
# $name (String) what it is done with: a message, an attribute, a variable or an element, for example contact-link
asked-for = templates/{ $template } asks for { $part }: { $reason }
    .help =
        { $remedy ->
            [text] write { $name } = … into this file, as in its last good version
            [attribute] write .{ $name } = … below its text, as in its last good version
            [variable] write { $name } where its value belongs
            [no-variable] take { $name } out, or write the name that the comment above the text gives
            [link] put <{ $name }> and </{ $name }> around the words that lead there
            [one-link] keep one <{ $name }>…</{ $name }>, and take out the tags of the others
            [other-element] write <{ $name }>…</{ $name }>
            [no-element] delete <{ $name }> and </{ $name }>
           *[mend] mend what is told of it
        }; { not-served }

# $reason (String) for example background-aims has no place
no-site = { $reason }
    .help = { not-served }

not-served = a server does not start with it; one that is running keeps the last good text

# $reason (String) for example another page has this address
statement-data = { $reason }
    .help = the comments in the file say what each line is for

# $day (String) for example 2099-03-05
future-retrieval = retrieved is { $day }, a day that has not come yet; readers are told of none
    .help = write the day on which the statement was taken from its page, as 2026-03-05
