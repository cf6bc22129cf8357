### /{tag}/share — ways to pass the statement on.

share-title = Compartir esta página

share-description = Formas de compartir la declaración sobre la lucha contra el terrorismo: enlace, código QR, cita bibliográfica y servicios.

share-link = Enlace
    .hint = La dirección de la página en este idioma.
    .copy = Copiar el enlace
    .copied = Se ha copiado el enlace.

share-device = Compartir con una aplicación de este dispositivo

share-services = Servicios
    .hint = Ningún servicio obtiene información sobre usted antes de que usted siga el enlace correspondiente. A partir de ese momento se aplican las normas del propio servicio.

share-on = Compartir en { $service }

share-email = Enviar por correo electrónico

share-code = Código QR
    .hint = Apunte al código con la cámara de un teléfono para abrir la página en ese teléfono.

share-citation = Cita bibliográfica
    .hint = Cómo citar la página como fuente.
    .copy = Copiar la cita
    .copied = Se ha copiado la cita.

share-citation-un = Estilo de la ONU
    .hint = Así citan sus fuentes los documentos de las Naciones Unidas.
    .copy = Copiar la cita en el estilo de la ONU
    .copied = Se ha copiado la cita en el estilo de la ONU.

share-citation-work = { -ministry }, «{ $title }»
    .unreviewed = { -ministry }, «{ $title }», traducción no oficial
    .paragraph = { $work }, párr. { $number }

share-citation-text = { $work }, { $url }
    .un = { $work }. Disponible en { $url }

share-citation-copy = { $citation } (copia no oficial, texto tomado el { $date })
    .undated = { $citation } (copia no oficial)

share-citation-read = { $citation } (consultado el { $day })
