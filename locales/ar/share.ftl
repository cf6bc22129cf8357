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

share-citation-un = أسلوب الأمم المتحدة
    .hint = كيفية ذكر المصادر في وثائق الأمم المتحدة.
    .copy = نسخ صيغة الاستشهاد وفق أسلوب الأمم المتحدة
    .copied = نُسخت صيغة الاستشهاد وفق أسلوب الأمم المتحدة.

share-citation-work = { -ministry }، «{ $title }»
    .unreviewed = { -ministry }، «{ $title }»، ترجمة غير رسمية
    .paragraph = { $work }، الفقرة { $number }

share-citation-text = { $work }، { $url }
    .un = { $work }. متاح على الرابط التالي: { $url }

share-citation-copy = { $citation } (نسخة غير رسمية، نُقل النص بتاريخ { $date })
    .undated = { $citation } (نسخة غير رسمية)

share-citation-read = { $citation } (تاريخ الاطلاع: { $day })
