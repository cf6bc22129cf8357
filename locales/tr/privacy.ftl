### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Gizlilik Politikası

# The page in one or two sentences, for search results and previews.
# max-length: 160
privacy-description = Bu internet sitesinde kişisel verilerin nasıl işlendiği: sayfalar, iletişim formu, günlükler, mesajların saklanma süresi ve haklarınız.

# $date (String) day of this version, for example 5 March 2026
privacy-dated = { $date } tarihli sürüm

privacy-summary = Bu sayfaları, kim olduğunuzu kimseye bildirmeden okuyabilirsiniz. Sayfalar çerez kullanmaz, başka internet sitelerinden hiçbir şey yüklemez ve ziyaretçileri saymaz. Okuma tercihlerinizi belirlediğiniz veya bize mesaj gönderdiğiniz hâller dışında cihazınızda hiçbir şey saklanmaz. Tarayıcınız okuma tercihlerinizi bu sayfalar için saklar ve kimseye göndermez; mesaj gönderdiğinizde cihazınızda nelerin saklandığı aşağıda belirtilmektedir.

# <contact-link> leads to the contact page.
privacy-controller = Sorumluluk kime aittir
    .official = Bu internet sitesinden { -ministry } sorumludur. Bakanlığın adresi <contact-link>iletişim sayfasında</contact-link> yer almaktadır.
    .copy = Bu kopyadan, kopyanın işletmecisi sorumludur. İşletmeci, { -ministry } değildir. İşletmeciye nasıl ulaşılabileceği, bilindiği ölçüde, <contact-link>iletişim sayfasında</contact-link> belirtilmektedir.

privacy-delivery = Bir sayfayı açtığınızda
    .text = Tarayıcınız ağ (IP) adresinizi, sayfanın adresini ve tercih ettiği diller gibi ayarları gönderir. Sunucu bunları yalnızca yanıt vermek için kullanır, ardından saklamaz. Hukuki dayanak, istediğiniz sayfanın size gösterilmesindeki meşru menfaattir.
    .logged = Tarayıcınız ağ (IP) adresinizi, sayfanın adresini ve tercih ettiği diller gibi ayarları gönderir. Sunucu bunları yanıt vermek için kullanır ve bir sonraki bölümde belirtildiği üzere bir kısmını kaydeder. Hukuki dayanak, istediğiniz sayfanın size gösterilmesindeki meşru menfaattir.

# $address (String) which part of the visitor’s network address is written down:
# off (nothing), truncated (shortened) or full (all of it)
privacy-log = Bir hata oluştuğunda
    .text =
        Sunucu, ziyaretlerin listesini tutmaz. Yalnızca bir isteğe yanıt veremediğinde zamanı, sayfanın türünü, sonucu, işlemin ne kadar sürdüğünü ve kaydın, bu sunucunun önünde yer alan bir sunucunun kaydıyla eşleştirilmesini sağlayan bir numarayı { $address ->
            [off] ağ adresiniz olmadan
            [full] ağ adresinizle birlikte
           *[truncated] bütün bir bağlantı grubunu temsil edecek şekilde kısaltılmış ağ adresinizle birlikte
        } kaydeder. Hukuki dayanak, hatanın bulunup giderilmesindeki ve saldırıların savuşturulmasındaki meşru menfaattir.
    .kept = Yazılım bu kayıtları kendisi saklamaz. Bunları, üzerinde çalıştığı bilgisayarın günlüğüne aktarır; bilgisayar, kayıtları kendi ayarlarına göre siler. Bu sunucunun önünde yer alan bir sunucu kendi günlüğünü tutabilir.

privacy-visits = Sunucunun kaydettikleri
    .text =
        Sunucu her istek için zamanı, sayfanın türünü ve dilini, sonucu, bayt sayısını, işlemin ne kadar sürdüğünü ve kaydın, bu sunucunun önünde yer alan bir sunucunun kaydıyla eşleştirilmesini sağlayan bir numarayı { $address ->
            [off] ağ adresiniz olmadan
            [full] ağ adresinizle birlikte
           *[truncated] bütün bir bağlantı grubunu temsil edecek şekilde kısaltılmış ağ adresinizle birlikte
        } kaydeder. Yazdıklarınızı, bir adreste soru işaretinden sonra gelenleri ve hangi tarayıcıyı kullandığınızı kaydetmez. Hukuki dayanak, bu internet sitesinin çalışır durumda tutulmasındaki, hataların bulunup giderilmesindeki ve saldırıların savuşturulmasındaki meşru menfaattir.

# $days (Number) how long messages are kept, for example 180
# $review (Number) how long messages are kept that wait for a person, for example 90
privacy-messages = Bize yazdığınızda
    .data = Form şunları saklar: adınız ve soyadınız, e-posta adresiniz, belirtmeniz hâlinde kuruluşunuz, konu ve metnin ilgili parçası, yanıtın dili, mesajınız, mesajı ne zaman gönderdiğiniz ve rıza verdiğiniz bilgisi. Kuruluş ve metnin ilgili parçası için ayrılan alanlar dışındaki tüm alanlar, size yanıt verilebilmesi için gereklidir. Bize yazmak zorunda değilsiniz.
    .text = Bu veriler yalnızca mesajınızın ele alınması için kullanılır: Mesajınız bu verilerle birlikte saklanır, bu internet sitesinden sorumlu olanlara e-posta yoluyla veya bir kişi tarafından elle iletilir, okunur, yanıtlanır ve silinir. Lütfen pasaport kopyası veya banka bilgileri göndermeyiniz.
    .device = Mesajınız gönderilirken tarayıcınız girdiğiniz bilgileri saklar; böylece bunların bir kopyasını referans koduyla birlikte size bir kez gösterebilir. Ardından bu bilgileri siler; pencereyi kapattığınızda ise bilgiler her durumda silinir.
    .basis = Hukuki dayanak, rızanızdır. Rızanız, veriler silininceye kadar geçerlidir. Rızanızı gerekçe göstermeksizin istediğiniz zaman geri alabilirsiniz: Bize yazınız ve mesajınızın referans kodunu belirtiniz. Rızanın geri alınmasından önce yapılan işlemler hukuka uygunluğunu korur.
    .kept =
        { $days ->
            [0] Mesaj, iletilir iletilmez bu internet sitesinden silinir.
            [one] Mesaj, iletildikten { $days } gün sonra bu internet sitesinden silinir.
           *[other] Mesaj, iletildikten { $days } gün sonra bu internet sitesinden silinir.
        }
    .waiting =
        { $days ->
            [0] Henüz iletilmemiş olan mesaj, aşağıda belirtilen durum dışında saklanır. Mesaj; iletilir iletilmez, rızanızı geri aldığınızda veya vefat ettiğinizi öğrendiğimizde silinir ve arşivlenmez.
           *[other] Henüz iletilmemiş olan mesaj, aşağıda belirtilen durum dışında saklanır. Mesaj; yukarıda belirtilen süre dolduğunda, rızanızı geri aldığınızda veya vefat ettiğinizi öğrendiğimizde silinir ve arşivlenmez.
        }
    .review =
        { $review ->
            [one] İletilemediği veya otomatik bir sistem tarafından gönderilmiş gibi göründüğü için hakkında bir kişinin karar vermesi gereken mesaj, ulaştıktan { $review } gün sonra silinir; ancak bu internet sitesini işletenlere mesaj hakkında hatırlatma yapılmadan silinmez.
           *[other] İletilemediği veya otomatik bir sistem tarafından gönderilmiş gibi göründüğü için hakkında bir kişinin karar vermesi gereken mesaj, ulaştıktan { $review } gün sonra silinir; ancak bu internet sitesini işletenlere mesaj hakkında hatırlatma yapılmadan silinmez.
        }

privacy-floods = Aşırı sayıda mesaja karşı
    .text = Bir mesaj gönderildiğinde sunucu, mesajın hangi ağ adresinden geldiğini bir dakika boyunca hatırlar. Bu bilgiyi yalnızca çalışma belleğinde tutar; mesajla birlikte saklamaz. Hukuki dayanak, formun herkes için kullanılabilir kalmasındaki meşru menfaattir.

privacy-recipients = Verileri kimler alır
    .text = Mesajları, bu internet sitesini işletenler ve bu internet sitesinden sorumlu olanlar alır. Mesajları e-posta veya posta yoluyla taşıyan hizmetler ile sizinle bu internet sitesi arasındaki bilgisayarları ve hatları işletenler, kendileri üzerinden geçenleri görebilir ve başka ülkelerde bulunabilir. Başka hiç kimse kişisel veri almaz ve bu internet sitesinin kendisi yurt dışına kişisel veri aktarmaz.

privacy-share = Paylaşım bağlantıları
    .text = Diğer hizmetlere giden bağlantılar yalın bağlantılardır. Siz bir hizmetin bağlantısını açmadan önce o hizmete hiçbir şey gönderilmez. Bağlantıyı açtığınız andan itibaren o hizmetin gizlilik politikası geçerlidir.

privacy-automated = Otomatik karar alınmaz
    .text = Bu sayfaları okumak için kişisel veri vermeniz gerekmez; vermediğiniz takdirde hiçbir şeyden yoksun bırakılmazsınız. Hakkınızda hiçbir karar otomatik olarak alınmaz.
    .held = Otomatik bir sistem tarafından gönderilmiş gibi görünen mesajlar işaretlenir ve bir kişi inceleyinceye kadar ayrı tutulur. Hiç kimse incelemezse bu mesajlar, yukarıda, hakkında bir kişinin karar vermesi gereken mesajlar için belirtilen süre dolduktan sonra silinir.

# <contact-link> leads to the contact page.
privacy-rights = Haklarınız
    .text = Hakkınızda hangi verilerin tutulduğunu sorabilir; bunların düzeltilmesini, silinmesini, size teslim edilmesini veya yalnızca belirli sınırlar içinde kullanılmasını isteyebilirsiniz. Verilerinizin kullanılmasına itiraz edebilirsiniz. Bu haklara, Azerbaycan Cumhuriyeti’nin 11 Mayıs 2010 tarihli ve 998-IIIQ sayılı Kişisel Veriler Hakkında Kanunu ve uygulandığı hâllerde Avrupa Birliği Genel Veri Koruma Tüzüğü uyarınca sahipsiniz. Haklarınızı kullanmak için <contact-link>bize yazınız</contact-link>.
    .complaint = Ayrıca yaşadığınız yerde verilerin korunmasından sorumlu olan makama şikâyette bulunabilirsiniz.

# <source-link> leads to the English privacy policy.
privacy-language = Diller
    .text = Bu politika her dilde aynı hususları belirtir. İki sürüm arasında fark bulunması hâlinde <source-link>İngilizce sürüm</source-link> esas alınır.
