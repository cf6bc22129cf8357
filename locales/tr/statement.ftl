### /{tag}/fight-against-terrorism — the statement of the ministry.
###
### The words are the ministry’s. They are kept exactly, its spelling
### included: nothing is added, mended, softened or left out. A translation
### says the same, in the formal register of official documents, and gives
### every institution, law and document its official name in its language.
### The id of a passage is its address on the page (#background-origins), the
### same in every language.

## Titles

section = Uluslararası İş Birliği
title = Terörizmle Mücadele
heading = TERÖRİZMLE MÜCADELE

## Background information

background = Arka plan bilgileri

background-origins = Terörizm belası Azerbaycan için yeni bir olgu değildir; zira Azerbaycan bu tehdidi 1980’li yıllardan itibaren yaşamaktadır.

background-acts = Ermenistan tarafından Azerbaycan topraklarında başlatılan, gerçekleştirilen veya tertiplenen ve binlerce masum insanın hayatına mal olan terör faaliyetlerine ilişkin belgelenmiş olgular mevcuttur. Ermenistan’ın Azerbaycan topraklarına açıkça tecavüz ettiği ve Azerbaycan’ın toprak bütünlüğüne karşı askerî saldırganlığa giriştiği 1980’li yılların sonlarından bu yana Ermeni teröristler Azerbaycan topraklarında defalarca terör eylemi gerçekleştirmiştir. Bunlardan bazıları hâlen cezasızlıktan yararlanmaktadır ve henüz adalet önüne çıkarılmamıştır.

background-contribution = Azerbaycan, terörizmle mücadeleye yönelik uluslararası çabalara önemli katkı sağlamaya devam etmektedir. Amerika Birleşik Devletleri’ne yönelik terör saldırılarından bu yana Azerbaycan, uluslararası terörizme karşı küresel kampanyaya değerli katkısını sunmak üzere kararlılıkla ve süratle hareket etmektedir. Azerbaycan, uluslararası toplumun çağrılarına karşılık vererek hava sahasını ve havalimanlarını, terörizmle mücadele koalisyonunun Afganistan’da Taliban’a ve El Kaide’ye karşı mücadelesinde kullanımına açmıştır.

## Measures at the national level

national-measures = Ulusal düzeyde alınan tedbirler

national-measures-conventions = Azerbaycan, ulusal mevzuatını terörizmle mücadelenin farklı yönlerine ilişkin uluslararası hukuki belgelerle uyumlu hâle getirmek için istikrarlı çabalar sarf etmiştir ve sarf etmeye devam etmektedir. Azerbaycan, terörizmle mücadeleye ilişkin 12 uluslararası sözleşmenin tamamına katılmıştır.

national-measures-law = Terörizmle Mücadele Hakkında Kanun (1999), Azerbaycan Cumhuriyeti’nin ilgili kurumlarının etkili karşı tedbirleri organize etmesi için yasal çerçeveyi oluşturmaktadır.

national-measures-prevention = Terörizme karşı ulusal tedbirler kolluk faaliyetleriyle sınırlı olmayıp terör faaliyetlerine yol açabilecek aşırılıkçı ve radikal ideolojilerle mücadeleye yönelik önleyici stratejileri de kapsamaktadır. Ulusal karşı tedbirler, potansiyel suçluların ve aile fertlerinin rehabilite edilmesi ve topluma yeniden kazandırılması amacıyla yürütülen sosyal faaliyetleri de içermektedir.

national-measures-agencies = Yasal reformlara, terörizmle mücadelede kurumlar arasında etkili iş birliği ve koordinasyonun tesis edilmesinin yolunu açan kurumsal gelişmeler eşlik etmiştir. Terörizmle mücadelede özel yetkilere sahip başlıca ulusal kurumlar Devlet Güvenlik Servisi, Dış İstihbarat Servisi, İçişleri Bakanlığı ve Devlet Sınır Servisidir. Bu kolluk kurumlarının yanı sıra, Dinî Kurumlarla Çalışma Devlet Komitesi ile Aile, Kadın ve Çocuk Sorunları Devlet Komitesi ve diğer bazı ilgili kurumlar, Hükûmetin terörizmle mücadeledeki kapsamlı yaklaşımının bir parçası olarak önleyici ve sosyal faaliyetler yürütmektedir.

national-measures-finance = Mali İzleme Servisi, ülkenin mali istihbarat birimi sıfatıyla, suç gelirlerinin aklanması ve terörizmin finansmanı ile mücadele alanında uzmanlaşmıştır. Servisin işleyişinde, OECD Mali Eylem Görev Gücünün başlıca standartlarının karşılanması amacıyla reform yapılmıştır.

## International cooperation

international-cooperation = Uluslararası iş birliği

international-cooperation-importance = Azerbaycan, uluslararası iş birliğini terörizmle küresel mücadelenin en önemli unsurlarından biri olarak görmektedir.

international-cooperation-mechanisms = Azerbaycan Cumhuriyeti, terörizmle mücadeleye yönelik ortak kabiliyetleri güçlendirmek amacıyla farklı devletlerle ikili ve çok taraflı anlaşmalar akdetmenin yanı sıra, bölgesel ve uluslararası iş birliği mekanizmalarına da etkin biçimde katılmaktadır.

international-cooperation-organizations = Azerbaycan; BM Terörle Mücadele Ofisi, AGİT Sınıraşan Tehditler Departmanı ve Avrupa Konseyi Terörizmle Mücadele Uzmanlar Komitesi ile GUAM, Avrupa Birliği, Şanghay İşbirliği Örgütü, Bağımsız Devletler Topluluğu ve diğer kuruluşların ilgili birimleriyle iş birliği yapmaktadır.

## Terrorist threats against Azerbaijan during the 44 days of Patriotic War

patriotic-war = 44 günlük Vatan Muharebesi sırasında Azerbaycan’a yönelik terör tehditleri ve bunlara karşı alınan tedbirler

patriotic-war-fighters = 44 günlük Vatan Muharebesi sırasında Ermenistan Cumhuriyeti, Azerbaycan Cumhuriyeti Silahlı Kuvvetlerine karşı kitlesel ölçekte paralı asker ve yabancı terörist savaşçı kullanmış; Azerbaycan’ın egemen topraklarında ülkenin sivil halkına karşı terör faaliyetlerinin finansmanı için kaynak toplamak üzere, yabancı ülkelerde hayır kurumu kisvesi altında faaliyet gösteren Ermeni diasporası kuruluşlarını seferber etmiştir.

# <note-link> is the link to the note at the end of the page. Its number is
# written in the digits of the language.
patriotic-war-report = Ermenistan Cumhuriyeti’nin, Azerbaycan’a karşı Eylül 2020’den itibaren yürüttüğü askerî taarruz sırasında paralı asker ve yabancı terörist savaşçı kullanmasına ilişkin kapsamlı bir rapor<note-link>[1]</note-link>, ilgili devlet kurumlarınca sunulan ve açık kaynaklardan derlenen inkâr edilemez olgu ve verilere dayanılarak hazırlanmış ve Birleşmiş Milletler Sekretaryasına, BM Üye Devletlerine ve ilgili görev alanına sahip diğer uluslararası kuruluşlara sunulmuştur.

patriotic-war-funds = Azerbaycan ayrıca, yabancı ülkelerde faaliyet gösteren Ermeni diasporası kuruluşlarının hayır kurumu statülerini kötüye kullanarak yürüttükleri yasa dışı kaynak toplama kampanyalarından doğan yasa dışı mali akışın önlenmesi için etkili tedbirler almıştır. Bu tür yasa dışı kampanyalar yoluyla toplanan kaynaklar, daha sonra Azerbaycan’ın sivil halkına karşı terör faaliyetlerinin finansmanında kullanılmak üzere Ermenistan’ın devlet bütçesine aktarılmıştır. Azerbaycan, bu tür kötü niyetli faaliyetlere ilişkin ayrıntılı bir rapor hazırlamış ve yolsuzluğa bulaşmış bu tür kuruluşlar bakımından gerekli özenin tüm devletlerce gösterilmesini sağlamak amacıyla bu raporu BM Üye Devletlerinin mali izleme makamlarına sunmuştur.

## Note

# <symbol> is the number of a United Nations document. It is the same in every
# language and always reads from left to right.
note-report = [1] Bilgi için: <symbol>A/75/625-S/2020/1161</symbol>

## The end of the page

share-heading = Bu sayfayı paylaşınız

# <contact-link> leads to the contact page.
rights = Tüm hakları saklıdır. Herhangi bir lisanslı materyali kullanmak için <contact-link>bizimle iletişime geçiniz</contact-link>.

privacy-policy = Gizlilik Politikası
