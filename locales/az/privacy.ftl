### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Gizlilik Siyasəti

privacy-dated = { $date } tarixli redaksiya

privacy-summary = Bu səhifələri kim olduğunuzu heç kimə bildirmədən oxuya bilərsiniz. Səhifələr kuki fayllarından istifadə etmir, cihazınızda heç nə saxlamır, başqa saytlardan heç nə yükləmir və ziyarətçiləri saymır.

privacy-controller = Kim məsuliyyət daşıyır
    .official = Bu sayta görə { -ministry } məsuliyyət daşıyır. Nazirliyin ünvanı <contact-link>əlaqə səhifəsində</contact-link> göstərilmişdir.
    .copy = Bu nüsxəyə görə onun operatoru məsuliyyət daşıyır. Operator { -ministry } deyil. Operatorla əlaqə yolları, məlum olduğu həddə, <contact-link>əlaqə səhifəsində</contact-link> göstərilmişdir.

privacy-delivery = Səhifəni açdığınız zaman
    .text = Brauzeriniz şəbəkə ünvanınızı, səhifənin ünvanını və üstünlük verdiyiniz dillər kimi parametrləri göndərir. Server bunlardan yalnız cavab vermək üçün istifadə edir, sonra isə onları yaddaşında saxlamır. Sorğu etdiyiniz səhifənin Sizə göstərilməsi üzrə qanuni maraq bunun hüquqi əsasını təşkil edir.

privacy-log = Nasazlıq baş verdikdə
    .text = Server ziyarətlərin siyahısını aparmır. Yalnız sorğuya cavab verə bilmədikdə server { $address ->
        [off] şəbəkə ünvanınız olmadan
        [full] şəbəkə ünvanınızla birlikdə
       *[truncated] şəbəkə ünvanınızın bütöv bir bağlantılar qrupunu ifadə edəcək dərəcədə qısaldılmış forması ilə birlikdə
    } vaxtı, səhifənin növünü, nəticəni və sərf olunan müddəti qeydə alır. Nasazlığın aşkar edilməsi və aradan qaldırılması, habelə hücumların qarşısının alınması üzrə qanuni maraq bunun hüquqi əsasını təşkil edir.
    .kept = Proqram təminatı bu qeydləri özü saxlamır. O, qeydləri işlədiyi kompüterin jurnalına ötürür, jurnal isə onları öz parametrlərinə uyğun olaraq silir. Bu serverin önündə yerləşən server öz jurnalını apara bilər.

privacy-messages = Bizə yazdığınız zaman
    .data = Forma vasitəsilə adınız, elektron poçt ünvanınız, göstərdiyiniz halda təşkilatınız, mövzu və mətnin hissəsi, cavabın dili, mesajınız, onu göndərdiyiniz vaxt və razılıq verməyiniz faktı saxlanılır. Təşkilat və mətnin hissəsi istisna olmaqla, bütün sahələr Sizə cavab vermək üçün zəruridir. Heç kim bizə yazmağa məcbur deyil.
    .text = Bu məlumatlardan yalnız mesajınıza baxılması üçün istifadə edilir: mesajınız bu məlumatlarla birlikdə saxlanılır, elektron poçtla və ya bir şəxs tərəfindən əl ilə bu sayt üzrə məsul olanlara ötürülür, oxunur, cavablandırılır və silinir. Xahiş edirik, pasport surətlərini və ya bank rekvizitlərini göndərməyin.
    .basis = Razılığınız bunun hüquqi əsasını təşkil edir. Razılıq məlumatlar silinənədək qüvvədədir. Siz onu istənilən vaxt səbəb göstərmədən geri götürə bilərsiniz: bunun üçün bizə yazın və mesajınızın istinad kodunu göstərin. Razılıq geri götürülənədək görülmüş işlər qanuni olaraq qalır.
    .kept = { $days ->
        [0] Mesaj ötürüldükdən dərhal sonra bu saytdan silinir.
        [one] Mesaj ötürüldükdən { $days } gün sonra bu saytdan silinir.
       *[other] Mesaj ötürüldükdən { $days } gün sonra bu saytdan silinir.
    }
    .waiting = Mesaj ötürülənədək saxlanılır. Yuxarıda göstərilən müddət başa çatdıqda, Siz razılığınızı geri götürdükdə və ya biz vəfat etdiyinizi öyrəndikdə mesaj silinir və arxivləşdirilmir.
    .review = { $review ->
        [one] Ötürülə bilmədiyinə və ya avtomatik sistem tərəfindən göndərilmiş kimi göründüyünə görə barəsində insanın qərar verməli olduğu mesaj daxil olmasından { $review } gün sonra silinir, lakin bu saytı idarə edənlərə həmin mesaj barədə xatırladılmadan əvvəl silinmir.
       *[other] Ötürülə bilmədiyinə və ya avtomatik sistem tərəfindən göndərilmiş kimi göründüyünə görə barəsində insanın qərar verməli olduğu mesaj daxil olmasından { $review } gün sonra silinir, lakin bu saytı idarə edənlərə həmin mesaj barədə xatırladılmadan əvvəl silinmir.
    }

privacy-floods = Mesaj axınına qarşı
    .text = Mesaj göndərildikdə server onun hansı şəbəkə ünvanından gəldiyini bir dəqiqə ərzində yadda saxlayır. Server bu məlumatı yalnız operativ yaddaşında saxlayır, mesajla birlikdə saxlamır. Formanın hər kəs üçün istifadəyə yararlı qalması üzrə qanuni maraq bunun hüquqi əsasını təşkil edir.

privacy-recipients = Məlumatları kim əldə edir
    .text = Mesajları bu saytı idarə edənlər və bu sayt üzrə məsul olanlar alır. Onları elektron poçtla və ya poçtla çatdıran xidmətlər, habelə Sizinlə bu sayt arasındakı kompüterləri və rabitə xətlərini idarə edənlər özlərindən keçən məlumatları görə bilərlər və başqa ölkələrdə yerləşə bilərlər. Başqa heç kim fərdi məlumatları əldə etmir və bu saytın özü heç bir fərdi məlumatı xaricə ötürmür.

privacy-share = Paylaşma keçidləri
    .text = Digər xidmətlərə keçidlər adi keçidlərdir. Keçidə daxil olmayınca xidmətə heç nə göndərilmir. Keçidə daxil olduqdan sonra həmin xidmətin gizlilik siyasəti tətbiq edilir.

privacy-automated = Avtomatlaşdırılmış qərarlar qəbul edilmir
    .text = Bu səhifələri oxumaq üçün heç bir fərdi məlumat verməyiniz tələb olunmur və məlumat verməməyiniz heç bir məhdudiyyətə səbəb olmur. Sizin barənizdə heç bir qərar avtomatik qəbul edilmir.
    .held = Avtomatik sistem tərəfindən göndərilmiş kimi görünən mesaj işarələnir və insan ona baxanadək ayrıca saxlanılır. Heç kim ona baxmazsa, mesaj yuxarıda göstərilən müddətdən sonra silinir.

privacy-rights = Hüquqlarınız
    .text = Siz haqqınızda hansı məlumatların saxlanıldığını soruşa, onların düzəldilməsini, silinməsini, Sizə təqdim edilməsini və ya onlardan yalnız müəyyən hədlər daxilində istifadə edilməsini xahiş edə bilərsiniz. Siz onlardan istifadə edilməsinə etiraz edə bilərsiniz. Siz bu hüquqlara “Fərdi məlumatlar haqqında” Azərbaycan Respublikasının 2010-cu il 11 may tarixli 998-IIIQ nömrəli Qanununa və tətbiq edildiyi hallarda Avropa İttifaqının Məlumatların Mühafizəsi haqqında Ümumi Reqlamentinə əsasən maliksiniz. Bu hüquqlardan istifadə etmək üçün <contact-link>bizə yazın</contact-link>.
    .complaint = Siz həmçinin yaşadığınız yerdə məlumatların mühafizəsi üzrə məsul olan quruma şikayət edə bilərsiniz.

privacy-language = Dillər
    .text = Bu siyasətin məzmunu bütün dillərdə eynidir. İki mətn arasında fərq olduqda <source-link>ingilis dilində olan mətnə</source-link> üstünlük verilir.
