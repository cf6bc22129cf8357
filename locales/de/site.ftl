### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

language-name = Deutsch

skip = Direkt zum Text

menu = Sprache

breadcrumb = Sie sind hier

document-title = { $page } – { $site }

site-official = Außenministerium Aserbaidschans

site-copy = nichtamtliche Kopie von { $website }

publisher-official = { -ministry }

publisher-copy = { -ministry } (nichtamtliche Kopie)

description = Erklärung des { -ministry(case: "genitive") } zur Bekämpfung des Terrorismus – zum Lesen, Drucken, Zitieren und Teilen.

notice-copy = Dies ist nicht die Website des { -ministry(case: "genitive") }. Es handelt sich um eine nichtamtliche Kopie der <original-link>Seite des Ministeriums</original-link>.

copy-band = <strong>Nichtamtliche Kopie</strong><rest> – nicht die Website des Ministeriums</rest>

notice-unreviewed = Dies ist eine nichtamtliche Übersetzung. Maßgeblich ist der <source-link>englische Text</source-link>.

notice-reviewed = Übersetzung am { $date } geprüft durch: { $name }.

notice-missing =
    { $count ->
        [one] Eine Textstelle ist noch nicht übersetzt und wird in einer anderen Sprache ({ $language }) angezeigt:
       *[other] { $count } Textstellen sind noch nicht übersetzt und werden in einer anderen Sprache ({ $language }) angezeigt:
    }

notice-stale =
    { $count ->
        [one] Bei einer Textstelle hat sich der englische Text seit der Übersetzung geändert:
       *[other] Bei { $count } Textstellen hat sich der englische Text seit der Übersetzung geändert:
    }

notice-changed =
    { $count ->
        [one] Eine Textstelle wurde geändert oder hinzugefügt, seit diese Übersetzung geprüft wurde:
       *[other] { $count } Textstellen wurden geändert oder hinzugefügt, seit diese Übersetzung geprüft wurde:
    }

##

retrieved = Text am { $date } übernommen

about-text = Über diesen Text

changed = In dieser Sprache zuletzt geändert am { $date }

in-languages =
    { $count ->
        [one] In einer Sprache
       *[other] In { $count } Sprachen
    }

passage-link = Textstelle { $number }

contents = Auf dieser Seite

heading-link = Link zum Abschnitt „{ $heading }“

note-mark = Fußnote

note-heading =
    { $count ->
        [1] Anmerkung
       *[more] Anmerkungen
    }

note-back = Zurück zum Text

abbreviations =
    { $count ->
        [1] Abkürzung
       *[more] Abkürzungen
    }

attribution = Dies ist eine Erklärung des { -ministry(case: "genitive") }, die der <original-link>Website des Ministeriums</original-link> entnommen ist.

use = Diesen Text verwenden
    .beside = Zwei Sprachen nebeneinander
    .paper = Druck, reiner Text
    .print = Drucken
    .mistakes = Fehler

# l10n-same
parallel-title = { $title } ({ $languages })

parallel-swap = Die beiden Sprachen tauschen

parallel-single = Nur anzeigen: { $language }

plain-text = Reiner Text

report = Fehler im Text melden

share-more = Alle Möglichkeiten zum Teilen

reading = Leseeinstellungen
    .larger = Größere Schrift
    .spacing = Mehr Abstand zwischen Zeilen und Wörtern
    .contrast = Höherer Kontrast
    .plain = Schlichte Schriftart (serifenlos)
    .reset = Zurücksetzen

footer = Über diese Website
footer-contact = Kontakt
footer-accessibility = Barrierefreiheit
