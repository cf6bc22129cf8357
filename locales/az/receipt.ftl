### /{tag}/contact/received/{reference} — what a citizen sees after a message has been stored.

receipt-title = Mesajınız qəbul edilmişdir

receipt-reference = Mesajın kodu
    .hint = Xahiş edirik, mesajın kodunu qeyd edin. Bu mesajla bağlı bizə yazdıqda həmin kodu göstərin.

receipt-time = Qəbul edildiyi vaxt: { $date }, saat { $time } (UTC).

receipt-next = Bundan sonra nə olacaq
    .official = Mesaj saxlanılır və bu sayta görə məsul olan quruma ötürülür. Mesajı insan oxuyacaqdır.
    .copy = Mesaj saxlanılır və bu nüsxənin operatoruna ötürülür; operator Nazirlik deyil. Mesajı insan oxuyacaqdır.
    .reply = Mesaj cavab tələb edirsə, cavab Sizə elektron poçtla və mümkün olduqda seçdiyiniz dildə göndəriləcəkdir.
    .kept =
        { $days ->
            [0] Mesajınız ötürüldükdən dərhal sonra bu saytdan silinir.
            [one] Mesajınız ötürüldükdən { $days } gün sonra bu saytdan silinir.
           *[other] Mesajınız ötürüldükdən { $days } gün sonra bu saytdan silinir.
        }
    .again = Mesajı yenidən göndərməyə ehtiyac yoxdur: eyni mətn bir gün ərzində yenidən göndərildikdə ona eyni kod verilir.

receipt-sent = Mesajınızın surəti
    .hint = Surət yalnız bu dəfə göstərilir. Onu saxlamaq istəyirsinizsə, səhifəni çap edin.

receipt-keep = Siz bu səhifəni çap edə və ya onun ünvanını saxlaya bilərsiniz. Həmin ünvanı sonradan açan şəxs yazdıqlarınızdan heç nə görmür.

receipt-copy = Mesajın kodunu kopyala
    .copied = Mesajın kodu kopyalandı.

receipt-local = Bu cihazın saatı ilə:

receipt-page = Bu səhifə

receipt-back = Bəyanata qayıt

receipt-print = Bu səhifəni çap et

receipt-unknown = Bu kodla mesaj yoxdur
    .mistyped = Mesajın kodunda yazı səhvi var. Xahiş edirik, hər bir simvolu qeydinizlə tutuşdurun.
    .text = Xahiş edirik, mesajın kodunu qeydinizlə tutuşdurun. Mesajlar müəyyən müddətdən sonra kodları ilə birlikdə silinir.
    .contact = Bunun bizim səhvimiz olduğunu düşünürsünüzsə, <contact-link>bizə yazın</contact-link>.

receipt-unavailable = Hazırda mesajın kodunu yoxlamaq mümkün deyil
    .text = Kodu Sizə göstərilmiş mesaj saxlanılmışdır. Xahiş edirik, bir neçə dəqiqədən sonra yenidən cəhd edin.
