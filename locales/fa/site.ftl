### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

language-name = فارسی

skip = رفتن به متن

menu = زبان

breadcrumb = شما اینجا هستید

document-title = { $page } – { $site }

site-official = وزارت امور خارجه آذربایجان

site-copy = رونوشت غیررسمی { $website }

publisher-official = { -ministry }

publisher-copy = { -ministry } (رونوشت غیررسمی)

description = بیانیه { -ministry } درباره مقابله با تروریسم، برای خواندن، چاپ، استناد و اشتراک‌گذاری.

notice-copy = این وبگاه متعلق به { -ministry } نیست، بلکه رونوشتی غیررسمی از <original-link>صفحه وزارتخانه</original-link> است.

copy-band = <strong>رونوشت غیررسمی</strong><rest> – وبگاه وزارتخانه نیست</rest>

notice-unreviewed = این متن، ترجمه‌ای غیررسمی است. <source-link>متن انگلیسی</source-link> ملاک است.

notice-reviewed = این ترجمه در تاریخ { $date } بازبینی شده است (بازبینی‌کننده: { $name }).

notice-missing =
    { $count ->
        [one] یک بند هنوز ترجمه نشده است و به زبانی دیگر ({ $language }) نمایش داده می‌شود:
       *[other] { $count } بند هنوز ترجمه نشده است و به زبانی دیگر ({ $language }) نمایش داده می‌شود:
    }

notice-stale =
    { $count ->
        [one] متن انگلیسی یک بند پس از ترجمه آن تغییر کرده است:
       *[other] متن انگلیسی { $count } بند پس از ترجمه آن‌ها تغییر کرده است:
    }

notice-changed =
    { $count ->
        [one] یک بند پس از بازبینی این ترجمه تغییر کرده یا افزوده شده است:
       *[other] { $count } بند پس از بازبینی این ترجمه تغییر کرده یا افزوده شده است:
    }

##

retrieved = متن برگرفته‌شده در تاریخ { $date }

about-text = درباره این متن

changed = آخرین تغییر متن در این زبان: { $date }

in-languages =
    { $count ->
        [one] به یک زبان
       *[other] به { $count } زبان
    }

passage-link = بند { $number }

contents = در این صفحه

heading-link = پیوند به بخش «{ $heading }»

note-mark = پانویس

note-heading =
    { $count ->
        [1] یادداشت
       *[more] یادداشت‌ها
    }

note-back = بازگشت به متن

abbreviations =
    { $count ->
        [1] کوته‌نوشت
       *[more] کوته‌نوشت‌ها
    }

attribution = این متن، بیانیه { -ministry } است که از <original-link>وبگاه وزارتخانه</original-link> برگرفته شده است.

use = استفاده از این متن
    .beside = دو زبان در کنار هم
    .paper = چاپ و متن ساده
    .print = چاپ
    .mistakes = اشتباهات

# l10n-same
parallel-title = { $title } ({ $languages })

parallel-swap = جابه‌جا کردن دو زبان

parallel-single = فقط { $language }

plain-text = متن ساده

report = گزارش اشتباه در متن

share-more = همه راه‌های اشتراک‌گذاری

reading = تنظیمات خواندن
    .larger = متن بزرگ‌تر
    .spacing = فاصله بیشتر میان سطرها و واژه‌ها
    .contrast = تباین بیشتر
    .plain = قلم ساده
    .reset = بازگشت به حالت اولیه

footer = درباره این وبگاه
footer-contact = تماس با ما
footer-accessibility = دسترس‌پذیری
