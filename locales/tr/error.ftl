### Pages that say what went wrong.

error-not-found = Sayfa bulunamadı
    .text = Bu adreste bir sayfa bulunmamaktadır. Adres yanlış yazılmış veya sayfa taşınmış olabilir.

error-method = Bu adres yalnızca bir sayfa gösterir
    .text = Bu adrese hiçbir şey gönderilemez. Hiçbir şey kaydedilmemiştir.

error-server = Bu sayfa şu anda gösterilemiyor
    .text = Hata bizden kaynaklanmaktadır. Lütfen birkaç dakika sonra yeniden deneyiniz.

# Above the list of languages.
error-statement = Açıklama şu dillerde okunabilir:

# <contact-link> leads to the contact page.
error-contact = Bunun bizim hatamız olduğunu düşünüyorsanız <contact-link>bize bildiriniz</contact-link>.
