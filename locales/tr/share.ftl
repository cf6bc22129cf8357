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

# The citation itself. No quotation marks may be missing.
# $title (String) title of the page, for example Fight Against Terrorism
# $url (String) address of the page, for example https://www.example.org/en/fight-against-terrorism
share-citation-text = { -ministry }, “{ $title }”, { $url }

# The same for a translation that has not been reviewed.
# $title (String) title of the page, for example Fight Against Terrorism
# $url (String) address of the page, for example https://www.example.org/en/fight-against-terrorism
share-citation-unreviewed = { -ministry }, “{ $title }”, resmî olmayan çeviri, { $url }

share-citation-copy = { $citation } (resmî olmayan kopya, metin { $date } tarihinde alınmıştır)
    .undated = { $citation } (resmî olmayan kopya)
