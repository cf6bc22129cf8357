### /{tag}/contact/received/{reference} — what a citizen sees after a message has been stored.

receipt-title = Mesajınız alınmıştır

# Above the reference itself, a code such as 4T7QK-9HX2W.
receipt-reference = Referans kodu
    .hint = Lütfen referans kodunu not ediniz. Bu mesajla ilgili olarak bize yazarsanız referans kodunu belirtiniz.

# $date (String) day, for example 5 March 2026
# $time (String) time of day, for example 14:05
receipt-time = Alınma zamanı: { $date }, saat { $time } (UTC).

# $days (Number) how long messages are kept, for example 180
receipt-next = Bundan sonra ne olacak
    .official = Mesaj kaydedilmiştir ve bu internet sitesinden sorumlu birime iletilir. Mesajı bir kişi okuyacaktır.
    .copy = Mesaj kaydedilmiştir ve bu kopyanın işletmecisine iletilir; işletmeci, Bakanlık değildir. Mesajı bir kişi okuyacaktır.
    .reply = Mesajınız yanıt gerektiriyorsa yanıt size e-posta yoluyla ve mümkün olduğu takdirde seçtiğiniz dilde gönderilecektir.
    .kept =
        { $days ->
            [0] Mesajınız, iletilir iletilmez bu internet sitesinden silinir.
            [one] Mesajınız, iletildikten { $days } gün sonra bu internet sitesinden silinir.
           *[other] Mesajınız, iletildikten { $days } gün sonra bu internet sitesinden silinir.
        }
    .again = Mesajı yeniden göndermenize gerek yoktur: Bir gün içinde yeniden gönderilen aynı metin, aynı referans kodunu alır.

# Above what the sender wrote, which a browser with script shows once, right after sending.
receipt-sent = Mesajınızın kopyası
    .hint = Mesajınızın kopyası yalnızca bu defa gösterilir. Kopyayı saklamak isterseniz sayfayı yazdırınız.

receipt-keep = Bu sayfayı yazdırabilir veya adresini saklayabilirsiniz. Adresi daha sonra açanlar, yazdıklarınızın hiçbirini görmez.

receipt-copy = Referans kodunu kopyala
    .copied = Referans kodu kopyalandı.

receipt-local = Bu cihazın saatine göre:

receipt-page = Bu sayfa

receipt-back = Açıklamaya dön

# A button.
receipt-print = Bu sayfayı yazdır

# <contact-link> leads to the form.
receipt-unknown = Bu referans koduna ait bir mesaj bulunmamaktadır
    .mistyped = Referans kodunda yazım hatası vardır. Lütfen her karakteri notunuzla karşılaştırınız.
    .text = Lütfen referans kodunu notunuzla karşılaştırınız. Mesajlar bir süre sonra, referans kodlarıyla birlikte silinir.
    .contact = Bunun bizim hatamız olduğunu düşünüyorsanız <contact-link>bize yazınız</contact-link>.

receipt-unavailable = Referans kodu şu anda sorgulanamıyor
    .text = Referans kodu size gösterilmiş olan mesaj kaydedilmiştir. Lütfen birkaç dakika sonra yeniden deneyiniz.
