### /{tag}/share — ways to pass the statement on.

share-title = Bu sayfayı paylaşınız

# The page in one or two sentences, for search results and previews.
# max-length: 160
share-description = Terörizmle mücadeleye ilişkin açıklamayı paylaşmanın yolları: bağlantı, karekod, atıf ve hizmetler.

share-link = Bağlantı
    .hint = Sayfanın bu dildeki adresi.
    .copy = Bağlantıyı kopyala
    .copied = Bağlantı kopyalandı.

# A button that opens the sharing menu of the telephone or computer.
share-device = Bu cihazdaki bir uygulamayla paylaş

share-services = Hizmetler
    .hint = Hiçbir hizmet, siz bağlantısını açmadan önce hakkınızda bilgi edinmez. Bağlantıyı açtığınız andan itibaren o hizmetin kendi kuralları geçerlidir.

# $service (String) name of a service, for example Telegram
share-on = { $service } üzerinden paylaş

share-email = E-posta ile gönder

share-code = Karekod
    .hint = Sayfayı telefonda açmak için telefonun kamerasını koda doğrultunuz.

share-citation = Atıf
    .hint = Sayfanın kaynak olarak nasıl gösterileceği.
    .copy = Atfı kopyala
    .copied = Atıf kopyalandı.

share-citation-un = BM biçimi
    .hint = Birleşmiş Milletler belgelerinde kaynakların gösterilme biçimi.
    .copy = Atfı BM biçiminde kopyala
    .copied = Atıf BM biçiminde kopyalandı.

share-citation-work = { -ministry }, “{ $title }”
    .unreviewed = { -ministry }, “{ $title }”, resmî olmayan çeviri
    .paragraph = { $work }, paragraf { $number }

share-citation-text = { $work }, { $url }
    .un = { $work }. Erişim adresi: { $url }

share-citation-copy = { $citation } (resmî olmayan kopya, metin { $date } tarihinde alınmıştır)
    .undated = { $citation } (resmî olmayan kopya)

share-citation-read = { $citation } (erişim tarihi: { $day })
