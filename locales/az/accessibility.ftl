### /{tag}/accessibility — the accessibility statement.
### Its outline follows the model of Commission Implementing Decision (EU)
### 2018/1523. It says only what has been done and measured.

accessibility-title = Əlçatanlıq haqqında bəyanat

accessibility-description = Bu saytın WCAG 2.2 və EN 301 549 tələblərinə nə dərəcədə uyğun olduğu, nələrin əlçatan olmadığı və maneə barədə necə məlumat verildiyi.

accessibility-dated = Bu bəyanat { $date } tarixində hazırlanmışdır və ildə ən azı bir dəfə yenidən nəzərdən keçirilir.

accessibility-scope = Bu bəyanat bu saytın ({ $site }) bütün dillərdə olan bütün səhifələrinə aiddir. Hər kəs imkanlarından, cihazından və internet bağlantısından asılı olmayaraq bu səhifələri oxuya və onlardan istifadə edə bilməlidir.

accessibility-status = Uyğunluq vəziyyəti
    .text = Bu sayt Veb Məzmunun Əlçatanlığına dair Təlimatların (WCAG) 2.2 versiyasının AA səviyyəsinə və EN 301 549 standartına qismən uyğundur. Heç bir uyğunsuzluq məlum deyil, lakin köməkçi texnologiyalardan istifadə edən şəxslər saytı hələ bütün dillərdə yoxlamamışlar. Bu yoxlama aparılanadək saytın tam uyğun olduğunu bildirmirik.

accessibility-limits = Əlçatan olmayan məzmun
    .failures = Standartlara uyğunsuzluq: heç bir belə hal məlum deyil.
    .burden = Qeyri-mütənasib yük: belə yükə istinad edilmir.
    .scope = Bu bəyanatın əhatə dairəsinə daxil deyil: səhifənin paylaşıla biləcəyi xidmətlərin saytları və Nazirliyin bəyanatında adı çəkilən, digər təşkilatlara məxsus sənədlər.

accessibility-measures = Görülmüş işlər
    .text = Hər bir səhifəni ekran oxuyucusu ilə oxumaq və ondan yalnız klaviatura ilə, skriptlər və tərtibat üslubu olmadan, iri şriftlə, 400 faizlik miqyasda, açıq və tünd rənglərdə, habelə kağız üzərində istifadə etmək mümkündür. Heç nə hərəkət etmir və heç bir vaxt məhdudiyyəti yoxdur. Başqa dildə olan mətn müvafiq qaydada işarələnmişdir. Mətnlə fon arasında kontrast ən azı 7:1 nisbətindədir. Hər səhifənin sonundakı oxu parametrləri mətni iriləşdirməyə, aralıqları genişləndirməyə, kontrastı artırmağa və daha sadə şrift seçməyə imkan verir.
    .alternatives = Nazirliyin bəyanatı <text-link>sadə mətn</text-link> şəklində də mövcuddur.

accessibility-method = Bu bəyanat necə hazırlanmışdır
    .text = Bu bəyanat proqram təminatını hazırlayanların apardığı qiymətləndirməyə əsaslanır. Hər bir dəyişiklik zamanı bütün səhifələr bütün dillərdə avtomatik alətlərlə, açıq və tünd rənglərdə, enli və ensiz ekranda yoxlanılır, habelə onların strukturu, kontrastı, 320 piksel enində göstərilməsi və çap forması sınaqdan keçirilir.

accessibility-feedback = Maneə ilə qarşılaşdıqda
    .text = Xahiş edirik, bunun hansı səhifəyə aid olduğunu və nə etmək istədiyinizi <contact-link>bizə bildirin</contact-link>. Siz mətnin başqa formada təqdim edilməsini də xahiş edə bilərsiniz.

accessibility-enforcement = Cavab Sizi qane etmədikdə
    .text = Siz “Əlilliyi olan şəxslərin hüquqları haqqında” Konvensiyaya riayət olunmasının monitorinqini aparan Azərbaycan Respublikasının İnsan Hüquqları üzrə Müvəkkilinə (Ombudsmana) müraciət edə bilərsiniz.
