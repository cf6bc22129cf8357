### /{tag}/fight-against-terrorism — the statement of the ministry.
###
### The words are the ministry’s. They are kept exactly, its spelling
### included: nothing is added, mended, softened or left out. A translation
### says the same, in the formal register of official documents, and gives
### every institution, law and document its official name in its language.
### The id of a passage is its address on the page (#background-origins), the
### same in every language.

## Titles

section = Beynəlxalq əməkdaşlıq
title = Terrorçuluğa qarşı mübarizə
heading = TERRORÇULUĞA QARŞI MÜBARİZƏ

## Background information

background = Ümumi məlumat

background-origins = Terrorçuluq bəlası Azərbaycan üçün yeni hadisə deyildir, çünki Azərbaycan bu təhlükə ilə 1980-ci illərdən etibarən üzləşmişdir.

background-acts = Azərbaycan ərazisində Ermənistan tərəfindən başladılmış, törədilmiş və ya təşkil edilmiş, minlərlə günahsız insanın həyatına son qoymuş terror fəaliyyətinə dair sənədləşdirilmiş faktlar mövcuddur. Ermənistanın Azərbaycan ərazisinə açıq şəkildə qəsd etdiyi və onun ərazi bütövlüyünə qarşı hərbi təcavüzə başladığı 1980-ci illərin sonlarından etibarən erməni terrorçuları Azərbaycan ərazisində dəfələrlə terror aktları törətmişlər. Onların bəziləri hələ də cəzasız qalmaqdadır və indiyədək ədalət mühakiməsi qarşısına çıxarılmamışdır.

background-contribution = Azərbaycan terrorçuluğa qarşı mübarizə sahəsində beynəlxalq səylərə əhəmiyyətli töhfə verməkdə davam edir. Amerika Birləşmiş Ştatlarına qarşı törədilmiş terror hücumlarından sonra Azərbaycan beynəlxalq terrorçuluğa qarşı qlobal kampaniyaya öz dəyərli töhfəsini vermək üçün qətiyyətlə və operativ şəkildə fəaliyyət göstərməkdədir. Beynəlxalq ictimaiyyətin çağırışlarına cavab olaraq Azərbaycan öz hava məkanını və hava limanlarını antiterror koalisiyasının Əfqanıstanda Talibana və Əl-Qaidəyə qarşı mübarizəsində istifadə üçün açmışdır.

## Measures at the national level

national-measures = Milli səviyyədə görülən tədbirlər

national-measures-conventions = Azərbaycan öz milli qanunvericiliyini terrorçuluğa qarşı mübarizənin müxtəlif aspektlərinə dair beynəlxalq hüquqi sənədlərə uyğunlaşdırmaq üçün ardıcıl səylər göstərmişdir və göstərməkdə davam edir. Azərbaycan terrorçuluğa qarşı mübarizəyə dair 12 beynəlxalq konvensiyanın hamısına qoşulmuşdur.

national-measures-law = “Terrorçuluğa qarşı mübarizə haqqında” Qanun (1999) Azərbaycan Respublikasının müvafiq qurumlarının səmərəli əks-tədbirlər təşkil etməsi üçün qanunvericilik çərçivəsini müəyyən edir.

national-measures-prevention = Terrorçuluğa qarşı milli tədbirlər hüquq-mühafizə fəaliyyəti ilə məhdudlaşmır, həmçinin terror fəaliyyətinə gətirib çıxara biləcək ekstremist və radikal ideologiyalara qarşı mübarizəyə yönəlmiş qabaqlayıcı strategiyaları da əhatə edir. Milli əks-tədbirlərə potensial hüquqpozucuların və onların ailə üzvlərinin reabilitasiyası və cəmiyyətə reinteqrasiyası məqsədilə həyata keçirilən sosial fəaliyyət də daxildir.

national-measures-agencies = Qanunvericilik islahatları terrorçuluğa qarşı mübarizədə səmərəli qurumlararası əməkdaşlığın və əlaqələndirmənin qurulmasına yol açmış institusional inkişafla müşayiət olunmuşdur. Terrorçuluğa qarşı mübarizə sahəsində xüsusi səlahiyyətlərə malik olan əsas milli qurumlar Dövlət Təhlükəsizliyi Xidməti, Xarici Kəşfiyyat Xidməti, Daxili İşlər Nazirliyi və Dövlət Sərhəd Xidmətidir. Bu hüquq-mühafizə orqanları ilə yanaşı, Dini Qurumlarla İş üzrə Dövlət Komitəsi, Ailə, Qadın və Uşaq Problemləri üzrə Dövlət Komitəsi və bəzi digər müvafiq qurumlar Hökumətin terrorçuluğa qarşı mübarizədə hərtərəfli yanaşmasının tərkib hissəsi kimi qabaqlayıcı və sosial fəaliyyət həyata keçirir.

national-measures-finance = Maliyyə Monitorinqi Xidməti ölkənin maliyyə kəşfiyyatı orqanı qismində cinayət yolu ilə əldə edilmiş əmlakın leqallaşdırılmasına və terrorçuluğun maliyyələşdirilməsinə qarşı mübarizə üzrə ixtisaslaşdırılmışdır. Xidmətin fəaliyyətində İqtisadi Əməkdaşlıq və İnkişaf Təşkilatının Maliyyə Tədbirləri üzrə İşçi Qrupunun əsas standartlarına cavab vermək məqsədilə islahatlar aparılmışdır.

## International cooperation

international-cooperation = Beynəlxalq əməkdaşlıq

international-cooperation-importance = Azərbaycan beynəlxalq əməkdaşlığı terrorçuluğa qarşı qlobal mübarizənin ən mühüm tərkib hissələrindən biri hesab edir.

international-cooperation-mechanisms = Azərbaycan Respublikası terrorçuluğa qarşı mübarizə üzrə birgə imkanların gücləndirilməsi məqsədilə müxtəlif dövlətlərlə ikitərəfli və çoxtərəfli sazişlər bağlamaqla yanaşı, regional və beynəlxalq əməkdaşlıq mexanizmlərində də fəal iştirak edir.

international-cooperation-organizations = Azərbaycan Respublikası BMT-nin Terrorçuluğa qarşı Mübarizə İdarəsi, ATƏT-in Transmilli Təhdidlər Departamenti, Avropa Şurasının Terrorçuluğa qarşı Mübarizə üzrə Ekspertlər Komitəsi, habelə GUAM, Avropa İttifaqı, Şanxay Əməkdaşlıq Təşkilatı, Müstəqil Dövlətlər Birliyi və digər təşkilatların müvafiq qurumları ilə əməkdaşlıq edir.

## Terrorist threats against Azerbaijan during the 44 days of Patriotic War

patriotic-war = 44 günlük Vətən müharibəsi dövründə Azərbaycana qarşı terror təhdidləri və onlara qarşı görülmüş tədbirlər

patriotic-war-fighters = 44 günlük Vətən müharibəsi dövründə Ermənistan Respublikası Azərbaycan Respublikasının Silahlı Qüvvələrinə qarşı kütləvi şəkildə muzdlulardan və xarici terrorçu döyüşçülərdən istifadə etmiş, habelə Azərbaycanın suveren ərazilərində onun mülki əhalisinə qarşı terror fəaliyyətinin maliyyələşdirilməsi üçün vəsait toplamaq məqsədilə xarici ölkələrdə xeyriyyə qurumları adı altında fəaliyyət göstərən erməni diaspor təşkilatlarını səfərbər etmişdir.

# <note-link> is the link to the note at the end of the page. Its number is
# written in the digits of the language.
patriotic-war-report = Ermənistan Respublikasının 2020-ci ilin sentyabrından başlayaraq Azərbaycana qarşı həyata keçirdiyi hərbi hücum zamanı muzdlulardan və xarici terrorçu döyüşçülərdən istifadə etməsinə dair hərtərəfli hesabat<note-link>[1]</note-link> müvafiq dövlət qurumları tərəfindən təqdim edilmiş və açıq mənbələrdən toplanmış təkzibolunmaz faktlar və məlumatlar əsasında hazırlanmış və Birləşmiş Millətlər Təşkilatının Katibliyinə, BMT-yə üzv dövlətlərə və müvafiq profilli digər beynəlxalq təşkilatlara təqdim edilmişdir.

patriotic-war-funds = Azərbaycan xarici ölkələrdə fəaliyyət göstərən erməni diaspor təşkilatlarının öz xeyriyyə statusundan sui-istifadə etməklə apardıqları qanunsuz vəsait toplama kampaniyalarından yaranan qeyri-qanuni maliyyə axınının qarşısını almaq üçün səmərəli tədbirlər də görmüşdür. Bu cür qeyri-qanuni kampaniyalar vasitəsilə toplanmış vəsait Azərbaycanın mülki əhalisinə qarşı terror fəaliyyətinin maliyyələşdirilməsində sonradan istifadə edilmək üçün Ermənistanın dövlət büdcəsinə köçürülmüşdür. Azərbaycan belə bədniyyətli fəaliyyətə dair ətraflı hesabat hazırlamış və bu cür korrupsiyalaşmış qurumlara münasibətdə bütün dövlətlər tərəfindən zəruri yoxlama tədbirlərinin həyata keçirilməsini təmin etmək məqsədilə onu BMT-yə üzv dövlətlərin maliyyə monitorinqi orqanlarına təqdim etmişdir.

## Note

# <symbol> is the number of a United Nations document. It is the same in every
# language and always reads from left to right.
note-report = [1] İstinad üçün: <symbol>A/75/625-S/2020/1161</symbol>

## The end of the page

share-heading = Bu səhifəni paylaşın

# <contact-link> leads to the contact page.
rights = Bütün hüquqlar qorunur. Hər hansı bir lisenziyalı materialdan istifadə etmək üçün <contact-link>əlaqə saxlayın</contact-link>.

privacy-policy = Gizlilik Siyasəti
