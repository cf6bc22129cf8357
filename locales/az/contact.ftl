### /{tag}/contact — how to reach the office, and the rights in the text.

contact-title = Əlaqə

contact-rights = Lisenziyalı materialdan istifadə
    .text = Bəyanata dair hüquqlar { -ministry(case: "dative") } məxsusdur. Lisenziyalı materialdan istifadə etmək istəyən hər kəsdən əvvəlcədən icazə alması xahiş olunur.
    .how = Xahiş edirik, hansı materialdan, hansı məqsədlə və hansı dildə istifadə etmək istədiyinizi, habelə Sizinlə necə əlaqə saxlamağın mümkün olduğunu bildirin.

contact-problem = Səhvlər və maneələr
    .text = Mətndə və ya tərcümədə səhv aşkar etdikdə, yaxud bu səhifələrdə nəyisə oxumaq və ya ondan istifadə etmək mümkün olmadıqda da bizə yazmağınızı xahiş edirik. Səhifəni və mümkün olduqda mətnin müvafiq hissəsini göstərin.

contact-post = Poçtla

contact-address = { -ministry }<br>Şıxəli Qurbanov küçəsi, 4<br>AZ1009 Bakı<br>Azərbaycan Respublikası

contact-email = Elektron poçtla
    .office = Bu sayt üzrə məsul qurum:
    .operator = Bu nüsxənin operatoru (Nazirlik deyil):

contact-no-email = Bu sayt üçün elektron poçt ünvanı göstərilməmişdir. Xahiş edirik, poçtla yazın.
    .copy = Bu nüsxənin operatoru özü ilə necə əlaqə saxlamağın mümkün olduğunu bildirməmişdir. Aşağıdakı ünvan Nazirliyin ünvanıdır və mətnə dair hüquqlarla bağlı suallar üçündür.
