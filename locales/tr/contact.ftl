### /{tag}/contact — how to reach the office, and the rights in the text.

contact-title = İletişim

contact-rights = Lisanslı materyalin kullanımı
    .text = Açıklamaya ilişkin haklar { -ministry(case: "dative") } aittir. Lisanslı materyal kullanmak isteyenlerin önceden izin almaları rica olunur.
    .how = Lütfen hangi materyali, hangi amaçla ve hangi dilde kullanmak istediğinizi ve size nasıl ulaşılabileceğini belirtiniz.

contact-problem = Hatalar ve engeller
    .text = Metinde veya bir çeviride hata bulursanız ya da bu sayfalarda okunamayan veya kullanılamayan bir şey varsa lütfen bunu da bildiriniz. Sayfayı ve mümkünse metnin ilgili parçasını belirtiniz.

contact-post = Posta yoluyla

# The postal address of the ministry, line by line, as it is written on a letter
# from abroad.
contact-address = { -ministry }<br>Şıhali Gurbanov Sokağı No: 4<br>AZ1009 Bakü<br>Azerbaycan Cumhuriyeti

contact-email = E-posta yoluyla
    .office = Bu internet sitesinden sorumlu birim:
    .operator = Bu kopyanın işletmecisi (işletmeci, Bakanlık değildir):

# Where no e-mail address has been given.
contact-no-email = Bu internet sitesi için bir e-posta adresi verilmemiştir. Lütfen posta yoluyla yazınız.
    .copy = Bu kopyanın işletmecisi, kendisine nasıl ulaşılabileceğini belirtmemiştir. Aşağıdaki adres Bakanlığın adresidir ve metin üzerindeki haklara ilişkin sorular içindir.
