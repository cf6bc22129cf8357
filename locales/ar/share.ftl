### /{tag}/share — ways to pass the statement on.

share-title = مشاركة هذه الصفحة

share-description = طرق مشاركة البيان بشأن مكافحة الإرهاب: الرابط، ورمز الاستجابة السريعة، وصيغة الاستشهاد، والخدمات.

share-link = الرابط
    .hint = عنوان الصفحة بهذه اللغة.
    .copy = نسخ الرابط
    .copied = نُسخ الرابط.

share-device = المشاركة عن طريق تطبيق على هذا الجهاز

share-services = الخدمات
    .hint = لا تعرف أي خدمة شيئاً عنك قبل فتح رابطها. وبعد ذلك تسري قواعدها الخاصة.

share-on = المشاركة على { $service }

share-email = الإرسال بالبريد الإلكتروني

share-code = رمز الاستجابة السريعة (QR)
    .hint = لفتح الصفحة على الهاتف، يُرجى توجيه كاميرا الهاتف نحو الرمز.

share-citation = صيغة الاستشهاد
    .hint = كيفية ذكر الصفحة بوصفها مصدراً.
    .copy = نسخ صيغة الاستشهاد
    .copied = نُسخت صيغة الاستشهاد.

share-citation-text = { -ministry }، «{ $title }»، { $url }

share-citation-unreviewed = { -ministry }، «{ $title }»، ترجمة غير رسمية، { $url }

share-citation-copy = { $citation } (نسخة غير رسمية، نُقل النص بتاريخ { $date })
    .undated = { $citation } (نسخة غير رسمية)
