### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

# The language’s own name for itself, as its readers write it.
language-name = Türkçe

# The first link of every page, for people who use a keyboard or a screen reader.
skip = Metne geç

# The button that opens the list of languages. Read out before the name of the
# current language.
menu = Dil

# Read out by screen readers before the path “International Cooperation › …”.
breadcrumb = Buradasınız

# The title in the browser’s tab and in search results, of at most 70 characters.
# $page (String) title of the page, for example Privacy Policy
# $site (String) the website, for example unofficial copy of mfa.gov.az
document-title = { $page } – { $site }

# The website in titles, where it is the ministry’s own: whose it is, short.
site-official = Azerbaycan Dışişleri Bakanlığı

# The website in titles, where it is a copy that somebody else publishes.
# $website (String) the ministry’s website, for example mfa.gov.az
site-copy = { $website } sitesinin resmî olmayan kopyası

# Whose text it is: at the top of every page, and for previews on the ministry’s own website.
publisher-official = { -ministry }

# Whose text it is, for previews, on a copy that somebody else publishes.
publisher-copy = { -ministry } (resmî olmayan kopya)

# The statement in one or two sentences, for search results and previews.
# max-length: 160
description = { -ministry(case: "genitive") } terörizmle mücadeleye ilişkin açıklaması: okumak, yazdırmak, atıf yapmak ve paylaşmak için.

# At the top of every page of a copy that is not the ministry’s own website.
# <original-link> leads to the ministry’s website.
notice-copy = Bu, { -ministry(case: "genitive") } internet sitesi değildir. <original-link>Bakanlığın sayfasının</original-link> resmî olmayan bir kopyasıdır.

copy-band = <strong>Resmî olmayan kopya</strong><rest> – Bakanlığın internet sitesi değildir</rest>

# Above a translation that nobody at the ministry has read yet.
# <source-link> leads to the English page.
notice-unreviewed = Bu, resmî olmayan bir çeviridir. <source-link>İngilizce metin</source-link> esas alınır.

# Above a translation that has been read and approved.
# $name (String) who approved it, for example Department of Press and Information
# $date (String) when, for example 5 March 2026
notice-reviewed = Çeviri, { $date } tarihinde { $name } tarafından gözden geçirilmiştir.

# Above a list of links to the passages.
# $count (Number) how many passages, for example 3
# $language (String) the own name of the language in which they are shown, for example English
notice-missing =
    { $count ->
        [one] Metnin bir parçası henüz çevrilmemiştir ve başka bir dilde ({ $language }) gösterilmektedir:
       *[other] Metnin { $count } parçası henüz çevrilmemiştir ve başka bir dilde ({ $language }) gösterilmektedir:
    }

# Above a list of links to the passages.
# $count (Number) how many passages, for example 3
notice-stale =
    { $count ->
        [one] Metnin bir parçasının İngilizcesi, çevrildikten sonra değişmiştir:
       *[other] Metnin { $count } parçasının İngilizcesi, çevrildikten sonra değişmiştir:
    }

# Above a list of links to the passages, where the translation has been reviewed.
# $count (Number) how many passages, for example 3
notice-changed =
    { $count ->
        [one] Bu çeviri gözden geçirildikten sonra metnin bir parçası değiştirilmiş veya eklenmiştir:
       *[other] Bu çeviri gözden geçirildikten sonra metnin { $count } parçası değiştirilmiş veya eklenmiştir:
    }

##

retrieved = Metin { $date } tarihinde alınmıştır

about-text = Bu metin hakkında

changed = Bu dildeki son değişiklik: { $date }

in-languages =
    { $count ->
        [one] Bir dilde
       *[other] { $count } dilde
    }

passage-link = { $number }. parça

# Above the list of the sections.
contents = Bu sayfada

# A link beside each heading. $heading is read out by screen readers.
# $heading (String) the heading, for example Background information
heading-link = “{ $heading }” bölümüne bağlantı

# The footnote mark in the text: read out before its number.
note-mark = Dipnot

# Above the footnotes. [1] is for a single one; the others need no number.
# $count (Number) how many there are, for example 1
note-heading =
    { $count ->
        [1] Not
       *[more] Notlar
    }

# After the footnote: the link back to the place in the text.
note-back = Metne dön

# Under the statement: above the list of its abbreviations. [1] is for a single one; the others need no number.
# $count (Number) how many there are, for example 5
abbreviations =
    { $count ->
        [1] Kısaltma
       *[more] Kısaltmalar
    }

# Under the statement. <original-link> leads to the ministry’s website.
attribution = Bu, { -ministry(case: "genitive") } bir açıklamasıdır ve <original-link>Bakanlığın internet sitesinden</original-link> alınmıştır.

use = Bu metnin kullanımı
    .beside = İki dil yan yana
    .paper = Baskı, düz metin
    .print = Yazdır
    .mistakes = Hatalar

# l10n-same
parallel-title = { $title } ({ $languages })

parallel-swap = İki dilin yerini değiştir

# In the view of two languages, above each of them: a link to it alone.
# $language (String) the language’s own name, for example Deutsch
parallel-single = Yalnızca şu dil: { $language }

# A link to the page as a file without any formatting.
plain-text = Düz metin

# A link from the statement to the contact form.
report = Metindeki bir hatayı bildir

# A link from the statement to the page with all ways of sharing.
share-more = Tüm paylaşım yolları

# At the foot of every page: what it opens changes how the text looks, at once and for all pages.
reading = Okuma tercihleri
    .larger = Daha büyük yazı
    .spacing = Satırlar ve kelimeler arasında daha fazla boşluk
    .contrast = Daha yüksek kontrast
    .plain = Sade yazı tipi (serifsiz)
    .reset = Sıfırla

# The links at the foot of every page.
footer = Bu internet sitesi hakkında
footer-contact = İletişim
footer-accessibility = Erişilebilirlik
