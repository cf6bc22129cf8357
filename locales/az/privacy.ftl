### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Gizlilik Siyasəti

privacy-description = Bu saytda fərdi məlumatların necə işlənildiyi: səhifələr, əlaqə forması, jurnallar, mesajların saxlanma müddəti və Sizin hüquqlarınız.

privacy-dated = { $date } tarixli redaksiya

privacy-summary = Bu səhifələri kim olduğunuzu heç kimə bildirmədən oxuya bilərsiniz. Səhifələr kuki fayllarından istifadə etmir, başqa saytlardan heç nə yükləmir və ziyarətçiləri saymır. Oxu parametrlərini seçdiyiniz və ya bizə mesaj göndərdiyiniz hallar istisna olmaqla, cihazınızda heç nə saxlanılmır. Brauzeriniz oxu parametrlərini bu səhifələr üçün saxlayır və heç kimə göndərmir; mesaj göndərdiyiniz halda cihazda nəyin saxlanıldığı aşağıda göstərilmişdir.

privacy-controller = Kim məsuliyyət daşıyır
    .official = Bu sayta görə { -ministry } məsuliyyət daşıyır. Nazirliyin ünvanı <contact-link>əlaqə səhifəsində</contact-link> göstərilmişdir.
    .copy = Bu nüsxəyə görə onun operatoru məsuliyyət daşıyır. Operator { -ministry } deyil. Operatorla əlaqə yolları, məlum olduğu dərəcədə, <contact-link>əlaqə səhifəsində</contact-link> göstərilmişdir.

privacy-delivery = Səhifəni açdığınız zaman
    .text = Brauzeriniz şəbəkə (IP) ünvanınızı, səhifənin ünvanını və üstünlük verilən dillər kimi parametrləri göndərir. Server bunlardan yalnız cavab vermək üçün istifadə edir, sonra isə onları saxlamır. Bunun hüquqi əsası istədiyiniz səhifənin Sizə göstərilməsində olan qanuni maraqdır.
    .logged = Brauzeriniz şəbəkə (IP) ünvanınızı, səhifənin ünvanını və üstünlük verilən dillər kimi parametrləri göndərir. Server bunlardan cavab vermək üçün istifadə edir və növbəti bölmədə göstərildiyi kimi, onların bir hissəsini qeydə alır. Bunun hüquqi əsası istədiyiniz səhifənin Sizə göstərilməsində olan qanuni maraqdır.

privacy-log = Nasazlıq baş verdikdə
    .text =
        Server ziyarətlərin siyahısını aparmır. Yalnız sorğuya cavab verə bilmədikdə server vaxtı, səhifənin növünü, nəticəni, sərf olunan müddəti və qeydin bu serverin önündə yerləşən serverin qeydi ilə tutuşdurulmasına imkan verən nömrəni { $address ->
            [off] şəbəkə ünvanınız olmadan
            [full] şəbəkə ünvanınızla birlikdə
           *[truncated] şəbəkə ünvanınızın bütöv bir bağlantılar qrupunu ifadə edəcək dərəcədə qısaldılmış forması ilə birlikdə
        } qeydə alır. Bunun hüquqi əsası nasazlığın aşkar edilməsində və aradan qaldırılmasında, habelə hücumların qarşısının alınmasında olan qanuni maraqdır.
    .kept = Proqram təminatı bu qeydləri özü saxlamır. O, qeydləri işlədiyi kompüterin jurnalına ötürür, jurnal isə onları öz parametrlərinə uyğun olaraq silir. Bu serverin önündə yerləşən server öz jurnalını apara bilər.

privacy-visits = Server nəyi qeydə alır
    .text =
        Server hər bir sorğu üzrə vaxtı, səhifənin növünü və dilini, nəticəni, baytların sayını, sərf olunan müddəti və qeydin bu serverin önündə yerləşən serverin qeydi ilə tutuşdurulmasına imkan verən nömrəni { $address ->
            [off] şəbəkə ünvanınız olmadan
            [full] şəbəkə ünvanınızla birlikdə
           *[truncated] şəbəkə ünvanınızın bütöv bir bağlantılar qrupunu ifadə edəcək dərəcədə qısaldılmış forması ilə birlikdə
        } qeydə alır. O, yazdıqlarınızı, ünvanda sual işarəsindən sonra gələn hissəni və hansı brauzerdən istifadə etdiyinizi qeydə almır. Bunun hüquqi əsası bu saytın işlək vəziyyətdə saxlanılmasında, nasazlıqların aşkar edilməsində və aradan qaldırılmasında, habelə hücumların qarşısının alınmasında olan qanuni maraqdır.

privacy-messages = Bizə yazdığınız zaman
    .data = Forma vasitəsilə adınız və soyadınız, elektron poçt ünvanınız, göstərdiyiniz halda təşkilatınız, mövzu və mətnin hissəsi, cavabın dili, mesajınız, onu göndərdiyiniz vaxt və razılıq verməyiniz faktı saxlanılır. Təşkilat və mətnin hissəsi üçün nəzərdə tutulan sahələr istisna olmaqla, bütün sahələr Sizə cavab vermək üçün zəruridir. Siz bizə yazmağa məcbur deyilsiniz.
    .text = Bu məlumatlardan yalnız mesajınıza baxılması üçün istifadə edilir: mesajınız bu məlumatlarla birlikdə saxlanılır, elektron poçtla və ya bir şəxs tərəfindən əl ilə bu sayta görə məsul olanlara ötürülür, oxunur, cavablandırılır və silinir. Xahiş edirik, pasport surətlərini və ya bank rekvizitlərini göndərməyin.
    .device = Mesajınız göndərilərkən brauzeriniz daxil etdiyiniz məlumatları saxlayır ki, onların surətini mesajın kodu ilə birlikdə Sizə bir dəfə göstərə bilsin. Sonra brauzer həmin məlumatları silir; pəncərəni bağladığınız zaman isə onlar istənilən halda silinir.
    .basis = Bunun hüquqi əsası razılığınızdır. Razılıq məlumatlar silinənədək qüvvədədir. Siz onu istənilən vaxt səbəb göstərmədən geri götürə bilərsiniz: bunun üçün bizə yazın və mesajınızın kodunu göstərin. Razılıq geri götürülənədək həyata keçirilmiş əməliyyatlar qanuniliyini saxlayır.
    .kept =
        { $days ->
            [0] Mesaj ötürüldükdən dərhal sonra bu saytdan silinir.
            [one] Mesaj ötürüldükdən { $days } gün sonra bu saytdan silinir.
           *[other] Mesaj ötürüldükdən { $days } gün sonra bu saytdan silinir.
        }
    .waiting =
        { $days ->
            [0] Hələ ötürülməmiş mesaj, aşağıda göstərilən hal istisna olmaqla, saxlanılır. Mesaj ötürüldükdən dərhal sonra, Siz razılığınızı geri götürdükdə və ya biz vəfat etdiyinizi öyrəndikdə mesaj silinir və arxivləşdirilmir.
           *[other] Hələ ötürülməmiş mesaj, aşağıda göstərilən hal istisna olmaqla, saxlanılır. Yuxarıda göstərilən müddət başa çatdıqda, Siz razılığınızı geri götürdükdə və ya biz vəfat etdiyinizi öyrəndikdə mesaj silinir və arxivləşdirilmir.
        }
    .review =
        { $review ->
            [one] Ötürülə bilmədiyinə və ya avtomatik sistem tərəfindən göndərilmiş kimi göründüyünə görə barəsində insanın qərar verməli olduğu mesaj daxil olduqdan { $review } gün sonra silinir, lakin bu saytı idarə edənlərə həmin mesaj barədə xatırlatma edilməyincə silinmir.
           *[other] Ötürülə bilmədiyinə və ya avtomatik sistem tərəfindən göndərilmiş kimi göründüyünə görə barəsində insanın qərar verməli olduğu mesaj daxil olduqdan { $review } gün sonra silinir, lakin bu saytı idarə edənlərə həmin mesaj barədə xatırlatma edilməyincə silinmir.
        }

privacy-floods = Mesaj axınına qarşı
    .text = Mesaj göndərildikdə server onun hansı şəbəkə ünvanından gəldiyini bir dəqiqə ərzində yadda saxlayır. Server bu məlumatı yalnız operativ yaddaşında saxlayır, mesajla birlikdə saxlamır. Bunun hüquqi əsası formanın hər kəs üçün istifadəyə yararlı qalmasında olan qanuni maraqdır.

privacy-recipients = Məlumatları kim əldə edir
    .text = Mesajları bu saytı idarə edənlər və bu sayta görə məsul olanlar alır. Onları elektron poçtla və ya poçtla çatdıran xidmətlər, habelə Sizinlə bu sayt arasındakı kompüterləri və rabitə xətlərini idarə edənlər özləri vasitəsilə ötürülən məlumatları görə bilərlər və başqa ölkələrdə yerləşə bilərlər. Başqa heç kim fərdi məlumatları əldə etmir və bu saytın özü heç bir fərdi məlumatı xaricə ötürmür.

privacy-share = Paylaşma keçidləri
    .text = Digər xidmətlərə keçidlər adi keçidlərdir. Keçidə daxil olmayınca xidmətə heç nə göndərilmir. Keçidə daxil olduqdan sonra həmin xidmətin gizlilik siyasəti tətbiq edilir.

privacy-automated = Avtomatlaşdırılmış qərarlar qəbul edilmir
    .text = Bu səhifələri oxumaq üçün heç bir fərdi məlumat verməyiniz tələb olunmur və məlumat verməməyiniz heç bir məhdudiyyətə səbəb olmur. Sizin barənizdə heç bir qərar avtomatik qəbul edilmir.
    .held = Avtomatik sistem tərəfindən göndərilmiş kimi görünən mesaj işarələnir və insan ona baxanadək ayrıca saxlanılır. Heç kim ona baxmazsa, mesaj yuxarıda, barəsində insanın qərar verməli olduğu mesajlar üçün göstərilən müddət başa çatdıqdan sonra silinir.

privacy-rights = Hüquqlarınız
    .text = Siz özünüz haqqında hansı məlumatların saxlanıldığını soruşa, onların düzəldilməsini, silinməsini, Sizə təqdim edilməsini və ya onlardan yalnız müəyyən hədlər daxilində istifadə edilməsini tələb edə bilərsiniz. Siz onlardan istifadə edilməsinə etiraz edə bilərsiniz. Siz bu hüquqlara “Fərdi məlumatlar haqqında” Azərbaycan Respublikasının 2010-cu il 11 may tarixli 998-IIIQ nömrəli Qanununa və tətbiq edildiyi hallarda Avropa İttifaqının Məlumatların Mühafizəsi haqqında Ümumi Reqlamentinə əsasən maliksiniz. Bu hüquqlardan istifadə etmək üçün <contact-link>bizə yazın</contact-link>.
    .complaint = Siz həmçinin yaşadığınız yerdə məlumatların mühafizəsi üzrə məsul olan quruma şikayət edə bilərsiniz.

privacy-language = Dillər
    .text = Bu siyasətin məzmunu bütün dillərdə eynidir. İki mətn arasında fərq olduqda <source-link>ingilis dilində olan mətnə</source-link> üstünlük verilir.
