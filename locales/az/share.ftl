### /{tag}/share — ways to pass the statement on.

share-title = Bu səhifəni paylaşın

share-description = Terrorçuluğa qarşı mübarizəyə dair bəyanatın paylaşılması üsulları: keçid, QR kod, istinad və xidmətlər.

share-link = Keçid
    .hint = Səhifənin bu dildəki ünvanı.
    .copy = Keçidi kopyala
    .copied = Keçid kopyalandı.

share-device = Bu cihazdakı tətbiq vasitəsilə paylaş

share-services = Xidmətlər
    .hint = Keçidə daxil olmayınca xidmət Sizin haqqınızda heç bir məlumat əldə etmir. Keçidə daxil olduqdan sonra həmin xidmətin öz qaydaları tətbiq edilir.

share-on = { $service } vasitəsilə paylaş

share-email = Elektron poçtla göndər

share-code = QR kod
    .hint = Səhifəni telefonda açmaq üçün telefonun kamerasını koda yönəldin.

share-citation = İstinad
    .hint = Səhifənin mənbə kimi göstərilmə qaydası.
    .copy = İstinadı kopyala
    .copied = İstinad kopyalandı.

share-citation-un = BMT üslubu
    .hint = Birləşmiş Millətlər Təşkilatının sənədlərində mənbələrin göstərilmə qaydası.
    .copy = İstinadı BMT üslubunda kopyala
    .copied = İstinad BMT üslubunda kopyalandı.

share-citation-work = { -ministry }, “{ $title }”
    .unreviewed = { -ministry }, “{ $title }”, qeyri-rəsmi tərcümə
    .paragraph = { $work }, abzas { $number }

share-citation-text = { $work }, { $url }
    .un = { $work }. İnternet ünvanı: { $url }

share-citation-copy = { $citation } (qeyri-rəsmi nüsxə, mətn { $date } tarixində götürülmüşdür)
    .undated = { $citation } (qeyri-rəsmi nüsxə)

share-citation-read = { $citation } (müraciət tarixi: { $day })
