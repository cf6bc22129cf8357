### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

language-name = العربية

skip = الانتقال إلى النص

menu = اللغة

breadcrumb = أنت هنا

document-title = { $page } – { $site }

site-official = وزارة خارجية أذربيجان

site-copy = نسخة غير رسمية من { $website }

publisher-official = { -ministry }

publisher-copy = { -ministry } (نسخة غير رسمية)

description = بيان { -ministry } بشأن مكافحة الإرهاب، لقراءته وطباعته والاستشهاد به ومشاركته.

notice-copy = هذا الموقع ليس موقع { -ministry }، وإنما هو نسخة غير رسمية من <original-link>صفحة الوزارة</original-link>.

copy-band = <strong>نسخة غير رسمية</strong><rest> – ليست موقع الوزارة</rest>

notice-unreviewed = هذه ترجمة غير رسمية. ويُرجَّح <source-link>النص الإنكليزي</source-link> عند الاختلاف.

notice-reviewed = روجعت الترجمة بتاريخ { $date } (جهة المراجعة: { $name }).

notice-missing =
    { $count ->
        [zero] لا توجد مقاطع لم تُترجم بعد.
        [one] ثمة مقطع واحد لم يُترجم بعد، وهو معروض بلغة أخرى ({ $language }):
        [two] ثمة مقطعان لم يُترجما بعد، وهما معروضان بلغة أخرى ({ $language }):
        [few] ثمة { $count } مقاطع لم تُترجم بعد، وهي معروضة بلغة أخرى ({ $language }):
        [many] ثمة { $count } مقطعاً لم تُترجم بعد، وهي معروضة بلغة أخرى ({ $language }):
       *[other] ثمة { $count } مقطع لم تُترجم بعد، وهي معروضة بلغة أخرى ({ $language }):
    }

notice-stale =
    { $count ->
        [zero] لا توجد مقاطع تغيّر نصها الإنكليزي منذ ترجمتها.
        [one] ثمة مقطع واحد تغيّر نصه الإنكليزي منذ ترجمته:
        [two] ثمة مقطعان تغيّر نصهما الإنكليزي منذ ترجمتهما:
        [few] ثمة { $count } مقاطع تغيّر نصها الإنكليزي منذ ترجمتها:
        [many] ثمة { $count } مقطعاً تغيّر نصها الإنكليزي منذ ترجمتها:
       *[other] ثمة { $count } مقطع تغيّر نصها الإنكليزي منذ ترجمتها:
    }

notice-changed =
    { $count ->
        [zero] لم يُغيَّر أي مقطع ولم يُضَف منذ مراجعة هذه الترجمة.
        [one] ثمة مقطع واحد غُيِّر أو أُضيف منذ مراجعة هذه الترجمة:
        [two] ثمة مقطعان غُيِّرا أو أُضيفا منذ مراجعة هذه الترجمة:
        [few] ثمة { $count } مقاطع غُيِّرت أو أُضيفت منذ مراجعة هذه الترجمة:
        [many] ثمة { $count } مقطعاً غُيِّرت أو أُضيفت منذ مراجعة هذه الترجمة:
       *[other] ثمة { $count } مقطع غُيِّرت أو أُضيفت منذ مراجعة هذه الترجمة:
    }

##

retrieved = نُقل النص بتاريخ { $date }

about-text = عن هذا النص

changed = آخر تعديل بهذه اللغة: { $date }

in-languages = عدد اللغات: { $count }

passage-link = المقطع { $number }

contents = في هذه الصفحة

heading-link = رابط إلى القسم المعنون «{ $heading }»

note-mark = حاشية

note-heading =
    { $count ->
        [1] ملاحظة
       *[more] ملاحظات
    }

note-back = العودة إلى النص

abbreviations =
    { $count ->
        [1] اختصار
       *[more] اختصارات
    }

attribution = هذا بيان صادر عن { -ministry }، منقول عن <original-link>الموقع الإلكتروني للوزارة</original-link>.

use = استخدام هذا النص
    .beside = لغتان جنباً إلى جنب
    .paper = الطباعة والنص بلا تنسيق
    .print = طباعة
    .mistakes = الأخطاء

# l10n-same
parallel-title = { $title } ({ $languages })

parallel-swap = تبديل موضعي اللغتين

parallel-single = { $language } فقط

plain-text = نص بلا تنسيق

report = الإبلاغ عن خطأ في النص

share-more = جميع طرق المشاركة

reading = تفضيلات القراءة
    .larger = نص أكبر
    .spacing = مسافة أكبر بين الأسطر والكلمات
    .contrast = تباين أعلى
    .plain = خط بسيط
    .reset = إعادة الضبط

footer = عن هذا الموقع
footer-contact = الاتصال بنا
footer-accessibility = إمكانية الوصول
