### /{tag}/accessibility — the accessibility statement.
### Its outline follows the model of Commission Implementing Decision (EU)
### 2018/1523. It says only what has been done and measured.

accessibility-title = Erişilebilirlik beyanı

# The page in one or two sentences, for search results and previews.
# max-length: 160
accessibility-description = Bu internet sitesinin WCAG 2.2 ve EN 301 549 ile ne ölçüde uyumlu olduğu, nelerin erişilebilir olmadığı ve bir engelin nasıl bildirileceği.

# $date (String) day of this version, for example 5 March 2026
accessibility-dated = Bu beyan { $date } tarihinde hazırlanmıştır ve yılda en az bir kez gözden geçirilir.

# $site (String) address of the website, for example https://www.example.org
accessibility-scope = Bu beyan, bu internet sitesinin ({ $site }) tüm dillerdeki bütün sayfaları için geçerlidir. Yetileri, cihazları ve bağlantıları ne olursa olsun herkes bu sayfaları okuyabilmeli ve kullanabilmelidir.

accessibility-status = Uyum durumu
    .text = Bu internet sitesi, Web İçeriği Erişilebilirlik Kılavuzu (WCAG) 2.2’nin AA düzeyiyle ve EN 301 549 standardıyla kısmen uyumludur. Bilinen bir uyumsuzluk bulunmamaktadır; ancak yardımcı teknolojileri kullanan kişiler siteyi henüz her dilde incelememiştir. Bu inceleme yapılıncaya kadar siteyi tam uyumlu olarak nitelendirmiyoruz.

accessibility-limits = Erişilebilir olmayan içerik
    .failures = Standartlarla uyumsuzluk: Bilinen bir uyumsuzluk yoktur.
    .burden = Orantısız yük: Böyle bir iddiada bulunulmamaktadır.
    .scope = Bu beyanın kapsamı dışında kalanlar: sayfanın paylaşılabileceği hizmetlerin internet siteleri ve Bakanlığın açıklamasında anılan, diğer kuruluşlara ait belgeler.

# <text-link> leads to the plain text of the statement.
accessibility-measures = Yapılanlar
    .text = Her sayfa ekran okuyucuyla okunabilir; yalnızca klavyeyle, betikler olmadan, biçimlendirme olmadan, büyük puntolarla, yüzde 400 büyütmeyle, açık ve koyu renklerde ve kâğıt üzerinde kullanılabilir. Hiçbir şey hareket etmez ve hiçbir şey için süre sınırı yoktur. Başka bir dildeki metinler, o dilde oldukları belirtilerek işaretlenmiştir. Metin ile arka plan arasındaki kontrast en az 7’ye 1 oranındadır. Her sayfanın altındaki okuma tercihleriyle yazı büyütülebilir, boşluklar genişletilebilir, kontrast artırılabilir ve daha sade bir yazı tipi seçilebilir.
    .alternatives = Bakanlığın açıklaması, <text-link>düz metin</text-link> olarak da sunulmaktadır.

accessibility-method = Bu beyanın hazırlanma yöntemi
    .text = Bu beyan, yazılımı geliştirenlerin yaptığı bir değerlendirmeye dayanmaktadır. Her değişiklikte bütün sayfalar her dilde, açık ve koyu renklerde, geniş ve dar ekranda otomatik araçlarla incelenir; sayfaların yapısı, kontrastı, 320 piksel genişlikteki davranışı ve basılı biçimi sınanır.

# <contact-link> leads to the contact page.
accessibility-feedback = Bir engelle karşılaşırsanız
    .text = Lütfen engelin hangi sayfayla ilgili olduğunu ve ne yapmak istediğinizi <contact-link>bize bildiriniz</contact-link>. Metni başka bir biçimde de isteyebilirsiniz.

# Only on the ministry’s own website.
accessibility-enforcement = Yanıttan memnun kalmazsanız
    .text = Engellilerin Haklarına İlişkin Sözleşme’ye nasıl uyulduğunu izleyen Azerbaycan Cumhuriyeti İnsan Hakları Komiserine (Ombudsman) başvurabilirsiniz.
