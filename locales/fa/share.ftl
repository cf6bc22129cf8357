### /{tag}/share — ways to pass the statement on.

share-title = اشتراک‌گذاری این صفحه

share-description = راه‌های اشتراک‌گذاری بیانیه درباره مقابله با تروریسم: پیوند، کد QR، استناد و سرویس‌ها.

share-link = پیوند
    .hint = نشانی صفحه به این زبان.
    .copy = کپی کردن پیوند
    .copied = پیوند کپی شد.

share-device = اشتراک‌گذاری با یکی از برنامه‌های این دستگاه

share-services = سرویس‌ها
    .hint = پیش از آنکه پیوند سرویسی را باز کنید، آن سرویس هیچ اطلاعی درباره شما به دست نمی‌آورد. پس از آن، قواعد همان سرویس اعمال می‌شود.

share-on = اشتراک‌گذاری در { $service }

share-email = ارسال با رایانامه

share-code = کد QR
    .hint = دوربین تلفن را رو به کد بگیرید تا صفحه در تلفن باز شود.

share-citation = استناد
    .hint = چگونگی ذکر این صفحه به‌عنوان منبع.
    .copy = کپی کردن متن استناد
    .copied = متن استناد کپی شد.

share-citation-text = { -ministry }، «{ $title }»، { $url }

share-citation-unreviewed = { -ministry }، «{ $title }»، ترجمه غیررسمی، { $url }

share-citation-copy = { $citation } (رونوشت غیررسمی، برگرفته‌شده در تاریخ { $date })
    .undated = { $citation } (رونوشت غیررسمی)
