### /{tag}/contact — the form, other ways to reach the office, and the rights in the text.

contact-title = Əlaqə

contact-description = Bəyanatdan istifadə, mətndə və ya tərcümədə səhv, yaxud oxunması və ya istifadəsi mümkün olmayan hər hansı bir şey barədə bizə yazın.

contact-rights = Lisenziyalı materialdan istifadə
    .text = Bəyanata dair hüquqlar { -ministry(case: "dative") } məxsusdur. Lisenziyalı materialdan istifadə etmək istəyən hər kəsdən əvvəlcədən icazə alması xahiş olunur.
    .how = Xahiş edirik, hansı materialdan, hansı məqsədlə və hansı dildə istifadə etmək istədiyinizi, habelə Sizinlə necə əlaqə saxlamağın mümkün olduğunu bildirin.

contact-problem = Səhvlər və maneələr
    .text = Mətndə və ya tərcümədə səhv aşkar etdikdə, yaxud bu səhifələrdə nəyisə oxumaq və ya ondan istifadə etmək mümkün olmadıqda da bizə yazmağınızı xahiş edirik. Səhifəni və mümkün olduqda mətnin müvafiq hissəsini göstərin.

contact-form =
    .official = Mesajınız bu sayta görə məsul olan quruma göndərilir.
    .copy = Mesajınız bu nüsxənin operatoruna göndərilir; operator Nazirlik deyil.

contact-topic = Mesajınızın mövzusu nədir?
    .material = Lisenziyalı materialdan istifadə
    .text = Mətndə və ya tərcümədə səhv
    .accessibility = Nəyisə oxumaq və ya ondan istifadə etmək mümkün deyil
    .other = Başqa mövzu

contact-about = Mətnin hissəsi (məcburi deyil)
    .hint = Mesajınız bəyanatın bir hissəsinə aiddirsə, həmin hissəni burada seçin.
    .none = Konkret hissəyə aid deyil

contact-name = Adınız və soyadınız

contact-address-field = Elektron poçt ünvanınız
    .hint = Bu ünvan Sizə cavab verməyimiz üçün lazımdır. Məsələn: name@example.org

contact-organisation = Təşkilatınız (məcburi deyil)

contact-reply = Cavabın dili
    .page = { $language } (bu səhifə)

contact-message = Mesajınız
    .hint = Ən çoxu { $count } simvol. Xahiş edirik, pasport surətlərini və ya bank rekvizitlərini göndərməyin.

contact-count = { $typed } simvol yazılıb, ən çoxu { $count }

contact-consent = Məlumatlarınız necə işlənilir
    .text = Bu formaya daxil etdiyiniz məlumatlar bu saytı idarə edənlər tərəfindən saxlanılır, mesajınıza cavab verənlərə ötürülür və həmin məlumatlardan heç bir digər məqsəd üçün istifadə edilmir.
    .kept =
        { $days ->
            [0] Məlumatlar ötürüldükdən dərhal sonra bu saytdan silinir.
            [one] Məlumatlar ötürüldükdən { $days } gün sonra bu saytdan silinir.
           *[other] Məlumatlar ötürüldükdən { $days } gün sonra bu saytdan silinir.
        }
    .rights = Siz razılığınızı istənilən vaxt geri götürə bilərsiniz. Bunun necə edildiyi və hansı hüquqlara malik olduğunuz <privacy-link>gizlilik siyasətində</privacy-link> izah edilir.
    .agree = Mesajıma baxılması üçün məlumatlarımın saxlanılmasına və onlardan istifadə edilməsinə razılıq verirəm.

contact-trap = Xahiş edirik, bu sahəni boş saxlayın

contact-send = Mesajı göndər

contact-fault-title = Xəta: { $title }

contact-faults =
    { $count ->
        [one] Xahiş edirik, bir sahədəki məlumatı düzəldin
       *[other] Xahiş edirik, { $count } sahədəki məlumatı düzəldin
    }

contact-fault = Xəta:

contact-fault-topic = Mesajınızın mövzusunu seçin.
contact-fault-name = Adınızı və soyadınızı yazın.
    .long = Ad və soyad çox uzundur. Ən çoxu { $count } simvol yazın.
contact-fault-address = Elektron poçt ünvanınızı yazın.
    .form = Elektron poçt ünvanını yoxlayın. Ünvan name@example.org nümunəsindəki kimi olmalıdır.
    .long = Elektron poçt ünvanı çox uzundur. Ən çoxu { $count } simvol yazın.
contact-fault-organisation = Təşkilatın adı çox uzundur. Ən çoxu { $count } simvol yazın.
contact-fault-message = Mesajınızı yazın.
    .long = Mesaj çox uzundur. Ən çoxu { $count } simvol yazın.
contact-fault-consent = Mesajı göndərmək üçün xananı işarələyərək razılıq verin.

contact-refused = Mesajınız göndərilmədi
    .origin = Brauzeriniz mesajın başqa saytdan gəldiyini bildirdi. Xahiş edirik, daxil etdiyiniz məlumatları yoxlayın və mesajı yenidən göndərin. Mesaj yenə rədd edilərsə, xahiş edirik, onun mətnini kopyalayın və <form-link>bu saytın əsas ünvanındakı forma</form-link> vasitəsilə göndərin.
    .size = Mesaj qəbul edilə bilməyəcək qədər uzundur. Xahiş edirik, onu qısaldın və yenidən göndərin.
    .damaged = Mesaj tam şəkildə çatmadı. Xahiş edirik, mesajı yenidən göndərin.
    .slow = Mesajın çatması həddən artıq uzun çəkdi. Xahiş edirik, yenidən cəhd edin.
    .rate = Qısa müddət ərzində həddən artıq çox mesaj daxil olmuşdur. Xahiş edirik, bir dəqiqə gözləyin və mesajı yenidən göndərin.
    .day = Bu gün həddən artıq çox mesaj daxil olmuşdur. Xahiş edirik, sabah yenidən cəhd edin.
    .storage = Hazırda mesajı etibarlı şəkildə saxlamaq mümkün deyil. Xahiş edirik, bir neçə dəqiqədən sonra yenidən cəhd edin.
    .kept = Yazdıqlarınız aşağıda dəyişdirilmədən göstərilir.
    .lost = Yazdıqlarınızı oxumaq mümkün olmadı. Xahiş edirik, əvvəlki səhifəyə qayıdın: yazdıqlarınız brauzerinizdə hələ də qalmış ola bilər.

contact-other = Bizimlə əlaqənin digər yolları
    .refused = Siz həmçinin <other-link>bizimlə əlaqənin digər yollarından birindən</other-link> istifadə edə bilərsiniz.

contact-nowhere = Bu səhifədə forma yoxdur
    .text = Buradan mesaj göndərmək mümkün deyil. Xahiş edirik, <other-link>bizimlə əlaqənin digər yollarından birindən</other-link> istifadə edin.

contact-post = Poçtla
    .copy = Nazirliyin ünvanı, mətnə dair hüquqlarla bağlı suallar üçün:

contact-address = { -ministry }<br>Şıxəli Qurbanov küçəsi, 4<br>AZ1009 Bakı<br>Azərbaycan Respublikası

contact-email = Elektron poçtla
    .office = Bu sayta görə məsul olan qurum:
    .operator = Bu nüsxənin operatoru (Nazirlik deyil):

contact-no-email = Bu sayt üçün elektron poçt ünvanı göstərilməmişdir. Xahiş edirik, formadan istifadə edin və ya poçtla yazın.
    .copy = Bu nüsxənin operatoru elektron poçt ünvanı göstərməmişdir. Aşağıdakı poçt ünvanı Nazirliyin ünvanıdır və mətnə dair hüquqlarla bağlı suallar üçündür.
