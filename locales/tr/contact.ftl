### /{tag}/contact — the form, other ways to reach the office, and the rights in the text.

contact-title = İletişim

# The page in one or two sentences, for search results and previews.
# max-length: 160
contact-description = Açıklamanın kullanımı, metindeki veya çevirideki bir hata ya da okunamayan veya kullanılamayan bir şey hakkında bize yazınız.

contact-rights = Lisanslı materyalin kullanımı
    .text = Açıklamaya ilişkin haklar { -ministry(case: "dative") } aittir. Lisanslı materyal kullanmak isteyenlerin önceden izin almaları rica olunur.
    .how = Lütfen hangi materyali, hangi amaçla ve hangi dilde kullanmak istediğinizi ve size nasıl ulaşılabileceğini belirtiniz.

contact-problem = Hatalar ve engeller
    .text = Metinde veya bir çeviride hata bulursanız ya da bu sayfalarda okunamayan veya kullanılamayan bir şey varsa lütfen bu durumda da bize yazınız. Sayfayı ve mümkünse metnin ilgili parçasını belirtiniz.

# Above the form: whom the message reaches.
contact-form =
    .official = Mesajınız, bu internet sitesinden sorumlu birime iletilir.
    .copy = Mesajınız, bu kopyanın işletmecisine iletilir; işletmeci, Bakanlık değildir.

# The choices of what the message is about.
contact-topic = Mesajınızın konusu nedir?
    .material = Lisanslı materyalin kullanımı
    .text = Metinde veya bir çeviride hata
    .accessibility = Okunamayan veya kullanılamayan bir şey
    .other = Başka bir konu

# A list of the headings and first words of the passages of the statement.
contact-about = Metnin ilgili parçası (isteğe bağlı)
    .hint = Mesajınız açıklamanın bir parçasıyla ilgiliyse o parçayı burada seçiniz.
    .none = Belirli bir parçayla ilgili değil

contact-name = Adınız ve soyadınız

contact-address-field = E-posta adresiniz
    .hint = Size yanıt verebilmemiz için gereklidir. Örnek: name@example.org

contact-organisation = Kuruluşunuz (isteğe bağlı)

# $language (String) the own name of the language of the page, for example English
contact-reply = Yanıtın dili
    .page = { $language } (bu sayfa)

# $count (Number) most characters, for example 5000
contact-message = Mesajınız
    .hint = En fazla { $count } karakter. Lütfen pasaport kopyası veya banka bilgileri göndermeyiniz.

contact-count = { $typed } karakter yazıldı, en fazla { $count }

# Above the box to be ticked: what happens to the data.
# <privacy-link> leads to the privacy policy.
# $days (Number) how long messages are kept, for example 180
contact-consent = Verileriniz nasıl işlenir
    .text = Bu forma girdiğiniz veriler, bu internet sitesini işletenlerce saklanır, mesajınızı yanıtlayanlara iletilir ve başka hiçbir amaçla kullanılmaz.
    .kept =
        { $days ->
            [0] Bu veriler, iletilir iletilmez bu internet sitesinden silinir.
            [one] Bu veriler, iletildikten { $days } gün sonra bu internet sitesinden silinir.
           *[other] Bu veriler, iletildikten { $days } gün sonra bu internet sitesinden silinir.
        }
    .rights = Rızanızı istediğiniz zaman geri alabilirsiniz. Bunu nasıl yapacağınız ve hangi haklara sahip olduğunuz <privacy-link>gizlilik politikasında</privacy-link> açıklanmaktadır.
    .agree = Verilerimin saklanmasına ve mesajımın ele alınması için kullanılmasına rıza veriyorum.

# A field that people do not see. Only those who browse without style meet it.
contact-trap = Lütfen bu alanı boş bırakınız

contact-send = Mesajı gönder

# The title of the page when something has to be corrected.
# $title (String) title of the page, for example Contact
contact-fault-title = Hata: { $title }

# Above a list of links to the fields.
# $count (Number) how many, for example 2
contact-faults =
    { $count ->
        [one] Lütfen bir alandaki bilgiyi düzeltiniz
       *[other] Lütfen { $count } alandaki bilgileri düzeltiniz
    }

# Read out by screen readers before what is wrong with a field.
contact-fault = Hata:

# Next to the field. $count (Number) most characters, for example 200
contact-fault-topic = Mesajınızın konusunu seçiniz.
contact-fault-name = Adınızı ve soyadınızı giriniz.
    .long = Ad ve soyad çok uzundur. En fazla { $count } karakter giriniz.
contact-fault-address = E-posta adresinizi giriniz.
    .form = E-posta adresini kontrol ediniz. Adres, name@example.org biçiminde olmalıdır.
    .long = E-posta adresi çok uzundur. En fazla { $count } karakter giriniz.
contact-fault-organisation = Kuruluşun adı çok uzundur. En fazla { $count } karakter giriniz.
contact-fault-message = Mesajınızı yazınız.
    .long = Mesaj çok uzundur. En fazla { $count } karakter giriniz.
contact-fault-consent = Mesajı göndermek için rıza verdiğinizi belirten kutuyu işaretleyiniz.

# Above the form when nothing is wrong with the entries. <form-link> leads to the form at the address that the website is known by.
contact-refused = Mesajınız gönderilmedi
    .origin = Tarayıcınız, mesajın başka bir internet sitesinden geldiğini bildirmiştir. Lütfen girdiğiniz bilgileri kontrol ediniz ve mesajı yeniden gönderiniz. Mesajınız yeniden reddedilirse lütfen metninizi kopyalayınız ve <form-link>bu internet sitesinin ana adresindeki form</form-link> aracılığıyla gönderiniz.
    .size = Mesaj, alınamayacak kadar uzundur. Lütfen mesajı kısaltınız ve yeniden gönderiniz.
    .damaged = Mesaj eksik ulaşmıştır. Lütfen mesajı yeniden gönderiniz.
    .slow = Mesajın ulaşması çok uzun sürmüştür. Lütfen yeniden deneyiniz.
    .rate = Kısa bir süre içinde çok fazla mesaj gelmiştir. Lütfen bir dakika bekleyiniz ve mesajı yeniden gönderiniz.
    .day = Bugün çok fazla mesaj gelmiştir. Lütfen yarın yeniden deneyiniz.
    .storage = Mesaj şu anda güvenli biçimde saklanamıyor. Lütfen birkaç dakika sonra yeniden deneyiniz.
    .kept = Yazdıklarınız aşağıda, değiştirilmeden yer almaktadır.
    .lost = Yazdıklarınız okunamamıştır. Lütfen önceki sayfaya dönünüz; tarayıcınız yazdıklarınızı orada hâlâ tutuyor olabilir.

# <other-link> leads to the part of the page with the e-mail address and the postal address.
contact-other = Bize ulaşmanın diğer yolları
    .refused = <other-link>Bize ulaşmanın diğer yollarından birini</other-link> de kullanabilirsiniz.

contact-nowhere = Bu sayfada form bulunmamaktadır
    .text = Buradan mesaj gönderilemez. Lütfen <other-link>bize ulaşmanın diğer yollarından birini</other-link> kullanınız.

contact-post = Posta yoluyla
    .copy = Bakanlığın adresi, metin üzerindeki haklara ilişkin sorular için:

# The postal address of the ministry, line by line, as it is written on a letter
# from abroad.
contact-address = { -ministry }<br>Şıhali Gurbanov Sokağı No: 4<br>AZ1009 Bakü<br>Azerbaycan Cumhuriyeti

contact-email = E-posta yoluyla
    .office = Bu internet sitesinden sorumlu birim:
    .operator = Bu kopyanın işletmecisi (işletmeci, Bakanlık değildir):

# Where no e-mail address has been given.
contact-no-email = Bu internet sitesi için bir e-posta adresi verilmemiştir. Lütfen formu kullanınız veya posta yoluyla yazınız.
    .copy = Bu kopyanın işletmecisi bir e-posta adresi vermemiştir. Aşağıdaki posta adresi Bakanlığın adresidir ve metin üzerindeki haklara ilişkin sorular içindir.
