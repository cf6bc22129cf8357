### /{tag}/share — ways to pass the statement on.

share-title = Поделиться этой страницей

share-link = Ссылка
    .hint = Адрес страницы на этом языке.
    .copy = Скопировать ссылку
    .copied = Ссылка скопирована.

share-device = Поделиться через приложение на этом устройстве

share-services = Сервисы
    .hint = Сервис ничего не узнает о вас, пока вы не перейдете по ссылке на него. После этого действуют его собственные правила.

share-on = Поделиться в { $service }

share-email = Отправить по электронной почте

share-code = QR-код
    .hint = Чтобы открыть страницу на телефоне, наведите его камеру на код.

share-citation = Библиографическая ссылка
    .hint = Как указать страницу в качестве источника.
    .copy = Скопировать библиографическую ссылку
    .copied = Библиографическая ссылка скопирована.

share-citation-text = { -ministry }, «{ $title }», { $url }

share-citation-unreviewed = { -ministry }, «{ $title }», неофициальный перевод, { $url }

share-citation-copy = { $citation } (неофициальная копия, текст получен { $date })
    .undated = { $citation } (неофициальная копия)
