### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

language-name = Español

skip = Ir al texto

menu = Idioma

breadcrumb = Usted está aquí

document-title = { $page } – { $site }

site-official = Ministerio de Exteriores de Azerbaiyán

site-copy = copia no oficial de { $website }

publisher-official = { -ministry }

publisher-copy = { -ministry } (copia no oficial)

description = Declaración del { -ministry } sobre la lucha contra el terrorismo, para leer, imprimir, citar y compartir.

notice-copy = Este no es el sitio web del { -ministry }. Es una copia no oficial de <original-link>la página del Ministerio</original-link>.

copy-band = <strong>Copia no oficial</strong><rest> – no es el sitio web del Ministerio</rest>

notice-unreviewed = Esta es una traducción no oficial. Prevalece el <source-link>texto en inglés</source-link>.

notice-reviewed = Traducción revisada el { $date } (revisión: { $name }).

notice-missing =
    { $count ->
        [one] Un pasaje aún no se ha traducido y se muestra en otro idioma ({ $language }):
       *[other] { $count } pasajes aún no se han traducido y se muestran en otro idioma ({ $language }):
    }

notice-stale =
    { $count ->
        [one] El texto en inglés de un pasaje ha cambiado desde que se tradujo:
       *[other] El texto en inglés de { $count } pasajes ha cambiado desde que se tradujeron:
    }

notice-changed =
    { $count ->
        [one] Un pasaje se ha modificado o añadido desde que se revisó esta traducción:
       *[other] { $count } pasajes se han modificado o añadido desde que se revisó esta traducción:
    }

##

retrieved = Texto tomado el { $date }

about-text = Acerca de este texto

changed = Última modificación en este idioma: { $date }

in-languages =
    { $count ->
        [one] En un idioma
       *[other] En { $count } idiomas
    }

passage-link = Pasaje { $number }

contents = En esta página

heading-link = Enlace a la sección «{ $heading }»

note-mark = Nota al pie

note-heading =
    { $count ->
        [1] Nota
       *[more] Notas
    }

note-back = Volver al texto

abbreviations =
    { $count ->
        [1] Sigla
       *[more] Siglas
    }

attribution = Esta es una declaración del { -ministry }, tomada del <original-link>sitio web del Ministerio</original-link>.

use = Uso de este texto
    .beside = Dos idiomas en paralelo
    .paper = Impresión, texto sin formato
    .print = Imprimir
    .mistakes = Errores

# l10n-same
parallel-title = { $title } ({ $languages })

parallel-swap = Intercambiar los dos idiomas

parallel-single = { $language } únicamente

plain-text = Texto sin formato

report = Comunicar un error en el texto

share-more = Todas las formas de compartir

reading = Preferencias de lectura
    .larger = Texto más grande
    .spacing = Más espacio entre líneas y palabras
    .contrast = Mayor contraste
    .plain = Letra sencilla (sin remates)
    .reset = Restablecer

footer = Acerca de este sitio web
footer-contact = Contacto
footer-accessibility = Accesibilidad
