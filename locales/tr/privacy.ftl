### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Gizlilik Politikası

# $date (String) day of this version, for example 5 March 2026
privacy-dated = { $date } tarihli sürüm

privacy-summary = Bu sayfaları, kim olduğunuzu kimseye bildirmeden okuyabilirsiniz. Sayfalar çerez kullanmaz, cihazınızda hiçbir şey saklamaz, başka internet sitelerinden hiçbir şey yüklemez ve ziyaretçileri saymaz.

# <contact-link> leads to the contact page.
privacy-controller = Sorumluluk kime aittir
    .official = Bu internet sitesinden { -ministry } sorumludur. Bakanlığın adresi <contact-link>iletişim sayfasında</contact-link> yer almaktadır.
    .copy = Bu kopyadan, kopyanın işletmecisi sorumludur. İşletmeci, { -ministry } değildir. İşletmeciye nasıl ulaşılabileceği, bilindiği ölçüde, <contact-link>iletişim sayfasında</contact-link> belirtilmektedir.

privacy-delivery = Bir sayfayı açtığınızda
    .text = Tarayıcınız ağ adresinizi, sayfanın adresini ve tercih ettiği diller gibi ayarları gönderir. Sunucu bunları yalnızca yanıt vermek için kullanır ve ardından unutur. Hukuki dayanak, istediğiniz sayfanın size gösterilmesindeki meşru menfaattir.

# $address (String) which part of the visitor’s network address is written down:
# off (nothing), truncated (shortened) or full (all of it)
privacy-log = Bir hata oluştuğunda
    .text = Sunucu, ziyaretlerin listesini tutmaz. Yalnızca bir isteğe yanıt veremediğinde zamanı, sayfanın türünü, sonucu ve işlemin ne kadar sürdüğünü { $address ->
        [off] ağ adresiniz olmadan
        [full] ağ adresinizle birlikte
       *[truncated] bütün bir bağlantı grubunu temsil edecek şekilde kısaltılmış ağ adresinizle birlikte
    } kaydeder. Hukuki dayanak, hatanın bulunup giderilmesindeki ve saldırıların savuşturulmasındaki meşru menfaattir.
    .kept = Yazılım bu kayıtları kendisi saklamaz. Bunları, üzerinde çalıştığı bilgisayarın günlüğüne aktarır; bilgisayar, kayıtları kendi ayarlarına göre siler. Bu sunucunun önünde yer alan bir sunucu kendi günlüğünü tutabilir.

# $days (Number) how long messages are kept, for example 180
privacy-messages = Sorumlu birime yazdığınızda
    .text = Adınız, adresiniz ve yazdıklarınız yalnızca talebinizin ele alınması için kullanılır. Hukuki dayanak, yazmakla verdiğiniz ve gerekçe göstermeksizin istediğiniz zaman geri alabileceğiniz rızanızdır; geri almadan önce yapılmış olanlar hukuka uygun olmaya devam eder. Lütfen pasaport kopyası veya banka bilgileri göndermeyiniz.
    .kept = { $days ->
        [0] Mesajlar, işlemleri tamamlanır tamamlanmaz silinir.
        [one] Mesajlar, işlemleri tamamlandıktan { $days } gün sonra silinir.
       *[other] Mesajlar, işlemleri tamamlandıktan { $days } gün sonra silinir.
    }

privacy-recipients = Verileri kimler alır
    .text = Yazılım hiçbir kişisel veriyi başkalarına aktarmaz. Sizinle bu internet sitesi arasındaki bilgisayarları ve hatları işletenler, her internet sitesinde olduğu gibi, bağlantının teknik verilerini görebilir. E-posta veya posta yoluyla gönderilen bir mesaj, onu taşıyan ve başka ülkelerde bulunabilen hizmetlerden geçer. Bu internet sitesinin kendisi yurt dışına kişisel veri aktarmaz.

privacy-share = Paylaşım bağlantıları
    .text = Diğer hizmetlere giden bağlantılar yalın bağlantılardır. Siz bir hizmetin bağlantısını açmadan önce o hizmete hiçbir şey gönderilmez. Bundan sonra o hizmetin gizlilik politikası geçerlidir.

privacy-automated = Makineler karar vermez
    .text = Bu sayfaları okumak için kişisel veri vermeniz gerekmez; vermediğiniz takdirde hiçbir şeyden yoksun bırakılmazsınız. Hakkınızda hiçbir karar otomatik olarak alınmaz.

# <contact-link> leads to the contact page.
privacy-rights = Haklarınız
    .text = Hakkınızda hangi verilerin tutulduğunu sorabilir; bunların düzeltilmesini, silinmesini, size teslim edilmesini veya yalnızca belirli sınırlar içinde kullanılmasını isteyebilirsiniz. Verilerinizin kullanılmasına itiraz edebilirsiniz. Bu haklara, Azerbaycan Cumhuriyeti’nin 11 Mayıs 2010 tarihli ve 998-IIIQ sayılı Kişisel Veriler Hakkında Kanunu ve uygulandığı hâllerde Avrupa Birliği Genel Veri Koruma Tüzüğü uyarınca sahipsiniz. Haklarınızı kullanmak için <contact-link>bize yazınız</contact-link>.
    .complaint = Ayrıca yaşadığınız yerde verilerin korunmasından sorumlu olan makama şikâyette bulunabilirsiniz.

# <source-link> leads to the English privacy policy.
privacy-language = Diller
    .text = Bu politika her dilde aynı hususları belirtir. İki sürüm arasında fark bulunması hâlinde <source-link>İngilizce sürüm</source-link> esas alınır.
