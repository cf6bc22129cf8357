### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

language-name = Русский

skip = Перейти к тексту

menu = Язык

breadcrumb = Вы находитесь здесь

document-title = { $page } — { $site }

site-official = МИД Азербайджана

site-copy = неофициальная копия сайта { $website }

publisher-official = { -ministry }

publisher-copy = { -ministry } (неофициальная копия)

description = Заявление { -ministry(case: "genitive") } о противодействии терроризму — для чтения, печати, цитирования и распространения.

notice-copy = Это не сайт { -ministry(case: "genitive") }. Это неофициальная копия <original-link>страницы Министерства</original-link>.

copy-band = <strong>Неофициальная копия</strong><rest> — не сайт Министерства</rest>

notice-unreviewed = Это неофициальный перевод. Преимущественную силу имеет <source-link>текст на английском языке</source-link>.

notice-reviewed = Перевод проверен: { $name } ({ $date }).

notice-missing =
    { $count ->
        [one] { $count } фрагмент еще не переведен и приводится на другом языке ({ $language }):
        [few] { $count } фрагмента еще не переведены и приводятся на другом языке ({ $language }):
        [many] { $count } фрагментов еще не переведены и приводятся на другом языке ({ $language }):
       *[other] { $count } фрагмента еще не переведены и приводятся на другом языке ({ $language }):
    }

notice-stale =
    { $count ->
        [one] Английский текст { $count } фрагмента изменился с момента перевода:
        [few] Английский текст { $count } фрагментов изменился с момента перевода:
        [many] Английский текст { $count } фрагментов изменился с момента перевода:
       *[other] Английский текст { $count } фрагмента изменился с момента перевода:
    }

notice-changed =
    { $count ->
        [one] После проверки этого перевода изменен или добавлен { $count } фрагмент:
        [few] После проверки этого перевода изменены или добавлены { $count } фрагмента:
        [many] После проверки этого перевода изменены или добавлены { $count } фрагментов:
       *[other] После проверки этого перевода изменены или добавлены { $count } фрагмента:
    }

##

retrieved = Текст получен { $date }

about-text = О тексте

changed = Последнее изменение текста на этом языке: { $date }

in-languages =
    { $count ->
        [one] На { $count } языке
        [few] На { $count } языках
        [many] На { $count } языках
       *[other] На { $count } языка
    }

passage-link = Фрагмент { $number }

contents = На этой странице

heading-link = Ссылка на раздел «{ $heading }»

note-mark = Сноска

note-heading =
    { $count ->
        [1] Примечание
       *[more] Примечания
    }

note-back = Вернуться к тексту

abbreviations =
    { $count ->
        [1] Сокращение
       *[more] Сокращения
    }

attribution = Это заявление { -ministry(case: "genitive") }, взятое с <original-link>сайта Министерства</original-link>.

use = Использование текста
    .beside = Два языка параллельно
    .paper = Печать, текст без форматирования
    .print = Распечатать
    .mistakes = Ошибки

# l10n-same
parallel-title = { $title } ({ $languages })

parallel-swap = Поменять языки местами

parallel-single = Показать только: { $language }

plain-text = Текст без форматирования

report = Сообщить об ошибке в тексте

share-more = Все способы поделиться

reading = Настройки чтения
    .larger = Более крупный текст
    .spacing = Больше места между строками и словами
    .contrast = Более высокая контрастность
    .plain = Простой шрифт (без засечек)
    .reset = Сбросить

footer = О сайте
footer-contact = Контакты
footer-accessibility = Доступность
