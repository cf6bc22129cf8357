### Pages that say what went wrong.

error-not-found = Səhifə tapılmadı
    .text = Bu ünvanda səhifə yoxdur. Ünvan səhv yazılmış və ya səhifənin ünvanı dəyişmiş ola bilər.

error-method = Bu ünvan yalnız səhifəni göstərir
    .text = Bu ünvana heç nə göndərmək mümkün deyil. Heç nə yadda saxlanılmadı.

error-server = Bu səhifəni hazırda göstərmək mümkün deyil
    .text = Nasazlıq bizim tərəfimizdədir. Xahiş edirik, bir neçə dəqiqədən sonra yenidən cəhd edin.

error-statement = Bəyanatı bu dillərdə oxumaq olar:

error-contact = Bunun bizim səhvimiz olduğunu düşünürsünüzsə, <contact-link>bizə bildirin</contact-link>.
