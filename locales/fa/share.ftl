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

share-citation-un = شیوه سازمان ملل متحد
    .hint = شیوه ذکر منابع در اسناد سازمان ملل متحد.
    .copy = کپی کردن متن استناد به شیوه سازمان ملل متحد
    .copied = متن استناد به شیوه سازمان ملل متحد کپی شد.

share-citation-work = { -ministry }، «{ $title }»
    .unreviewed = { -ministry }، «{ $title }»، ترجمه غیررسمی
    .paragraph = { $work }، بند { $number }

share-citation-text = { $work }، { $url }
    .un = { $work }. قابل دسترسی در نشانی: { $url }

share-citation-copy = { $citation } (رونوشت غیررسمی، متن برگرفته‌شده در تاریخ { $date })
    .undated = { $citation } (رونوشت غیررسمی)

share-citation-read = { $citation } (تاریخ دسترسی: { $day })
