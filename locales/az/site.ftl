### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

language-name = Azərbaycanca

skip = Mətnə keç

menu = Dil

breadcrumb = Siz buradasınız

document-title = { $page } – { $site }

site-official = Azərbaycan Xarici İşlər Nazirliyi

site-copy = { $website } saytının qeyri-rəsmi nüsxəsi

publisher-official = { -ministry }

publisher-copy = { -ministry } (qeyri-rəsmi nüsxə)

description = { -ministry(case: "genitive") } terrorçuluğa qarşı mübarizəyə dair bəyanatı: oxumaq, çap etmək, istinad etmək və paylaşmaq üçün.

notice-copy = Bu, { -ministry(case: "genitive") } saytı deyil. Bu, <original-link>Nazirliyin səhifəsinin</original-link> qeyri-rəsmi nüsxəsidir.

copy-band = <strong>Qeyri-rəsmi nüsxə</strong><rest> – Nazirliyin saytı deyil</rest>

notice-unreviewed = Bu, qeyri-rəsmi tərcümədir. <source-link>İngilis dilində olan mətnə</source-link> üstünlük verilir.

notice-reviewed = Tərcümə { $name } tərəfindən { $date } tarixində yoxlanılmışdır.

notice-missing =
    { $count ->
        [one] Bir hissə hələ tərcümə edilməmişdir və başqa dildə ({ $language }) göstərilir:
       *[other] { $count } hissə hələ tərcümə edilməmişdir və başqa dildə ({ $language }) göstərilir:
    }

notice-stale =
    { $count ->
        [one] Bir hissənin ingilis dilində olan mətni tərcümə edildikdən sonra dəyişmişdir:
       *[other] { $count } hissənin ingilis dilində olan mətni tərcümə edildikdən sonra dəyişmişdir:
    }

notice-changed =
    { $count ->
        [one] Bu tərcümə yoxlanıldıqdan sonra bir hissə dəyişdirilmiş və ya əlavə edilmişdir:
       *[other] Bu tərcümə yoxlanıldıqdan sonra { $count } hissə dəyişdirilmiş və ya əlavə edilmişdir:
    }

##

retrieved = Mətn { $date } tarixində götürülmüşdür

about-text = Bu mətn haqqında

changed = Bu dildə son dəyişiklik: { $date }

in-languages =
    { $count ->
        [one] Bir dildə
       *[other] { $count } dildə
    }

passage-link = { $number } nömrəli hissə

contents = Bu səhifədə

heading-link = “{ $heading }” bölməsinə keçid

note-mark = Səhifəaltı qeyd

note-heading =
    { $count ->
        [1] Qeyd
       *[more] Qeydlər
    }

note-back = Mətnə qayıt

abbreviations =
    { $count ->
        [1] İxtisar
       *[more] İxtisarlar
    }

attribution = Bu, { -ministry(case: "genitive") } bəyanatıdır və <original-link>Nazirliyin saytından</original-link> götürülmüşdür.

use = Bu mətndən istifadə
    .beside = İki dil yanaşı
    .paper = Çap, sadə mətn
    .print = Çap et
    .mistakes = Səhvlər

# l10n-same
parallel-title = { $title } ({ $languages })

parallel-swap = İki dilin yerini dəyiş

parallel-single = Yalnız bu dil: { $language }

plain-text = Sadə mətn

report = Mətndəki səhvi bildir

share-more = Bütün paylaşma üsulları

reading = Oxu parametrləri
    .larger = Daha iri mətn
    .spacing = Daha geniş sətir və söz aralıqları
    .contrast = Daha yüksək kontrast
    .plain = Sadə şrift
    .reset = İlkin vəziyyətə qaytar

footer = Bu sayt haqqında
footer-contact = Əlaqə
footer-accessibility = Əlçatanlıq
