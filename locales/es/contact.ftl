### /{tag}/contact — the form, other ways to reach the office, and the rights in the text.

contact-title = Contacto

contact-description = Escríbanos sobre el uso de la declaración, un error en el texto o en una traducción, o algo que no pueda leerse o utilizarse.

contact-rights = Uso de material sujeto a licencia
    .text = Los derechos sobre la declaración pertenecen al { -ministry }. Se ruega a quienes deseen utilizar material sujeto a licencia que obtengan autorización previa.
    .how = Indique qué material desea utilizar, con qué fin y en qué idioma, y cómo podemos ponernos en contacto con usted.

contact-problem = Errores y barreras
    .text = Escríbanos también si encuentra un error en el texto o en una traducción, o si algún elemento de estas páginas no puede leerse o utilizarse. Indique la página y, si es posible, el pasaje.

contact-form =
    .official = El destinatario de su mensaje es la oficina responsable de este sitio web.
    .copy = El destinatario de su mensaje es el gestor de esta copia, que no es el Ministerio.

contact-topic = ¿De qué trata su mensaje?
    .material = Uso de material sujeto a licencia
    .text = Un error en el texto o en una traducción
    .accessibility = Un elemento que no puede leerse o utilizarse
    .other = Otro asunto

contact-about = Pasaje (opcional)
    .hint = Si su mensaje se refiere a un pasaje concreto de la declaración, selecciónelo aquí.
    .none = Ningún pasaje concreto

contact-name = Su nombre

contact-address-field = Su dirección de correo electrónico
    .hint = La necesitamos para responderle. Por ejemplo: name@example.org

contact-organisation = Su organización (opcional)

contact-reply = Idioma de la respuesta
    .page = { $language } (esta página)

contact-message = Su mensaje
    .hint = Como máximo, { $count } caracteres. Le rogamos que no envíe copias de pasaportes ni datos bancarios.

contact-count = { $typed } caracteres de un máximo de { $count }

contact-consent = Qué ocurre con sus datos
    .text = Los datos que introduce en este formulario son almacenados por quienes gestionan este sitio web, se transmiten a quienes responden a su mensaje y no se utilizan para ningún otro fin.
    .kept =
        { $days ->
            [0] Los datos se eliminarán de este sitio web en cuanto se hayan transmitido.
            [one] Los datos se eliminarán de este sitio web { $days } día después de haberse transmitido.
           *[other] Los datos se eliminarán de este sitio web { $days } días después de haberse transmitido.
        }
    .rights = Puede retirar su consentimiento en cualquier momento. En la <privacy-link>política de privacidad</privacy-link> se explica cómo hacerlo y qué derechos le asisten.
    .agree = Doy mi consentimiento para que mis datos se almacenen y se utilicen con el fin de tramitar mi mensaje.

contact-trap = Deje este campo vacío

contact-send = Enviar el mensaje

# l10n-same
contact-fault-title = Error: { $title }

contact-faults =
    { $count ->
        [one] Corrija un dato
       *[other] Corrija { $count } datos
    }

# l10n-same
contact-fault = Error:

contact-fault-topic = Seleccione de qué trata su mensaje.
contact-fault-name = Introduzca su nombre.
    .long = El nombre es demasiado largo. No utilice más de { $count } caracteres.
contact-fault-address = Introduzca su dirección de correo electrónico.
    .form = Compruebe la dirección de correo electrónico. Debería tener un formato como name@example.org.
    .long = La dirección de correo electrónico es demasiado larga. No utilice más de { $count } caracteres.
contact-fault-organisation = El nombre de la organización es demasiado largo. No utilice más de { $count } caracteres.
contact-fault-message = Escriba su mensaje.
    .long = El mensaje es demasiado largo. No utilice más de { $count } caracteres.
contact-fault-consent = Para enviar el mensaje, marque la casilla con la que da su consentimiento.

contact-refused = Su mensaje no se ha enviado
    .origin = Su navegador ha indicado que el mensaje procedía de otro sitio web. Compruebe los datos introducidos y vuelva a enviar el mensaje. Si se rechaza de nuevo, copie su texto y envíelo mediante <form-link>el formulario disponible en la dirección principal de este sitio web</form-link>.
    .size = El mensaje es demasiado largo para ser recibido. Acórtelo y vuelva a enviarlo.
    .damaged = El mensaje ha llegado incompleto. Vuelva a enviarlo.
    .slow = El mensaje ha tardado demasiado en llegar. Vuelva a intentarlo.
    .rate = Se han recibido demasiados mensajes en poco tiempo. Espere un minuto y vuelva a enviar el mensaje.
    .day = Hoy se han recibido demasiados mensajes. Vuelva a intentarlo mañana.
    .storage = El mensaje no puede almacenarse de forma segura en este momento. Vuelva a intentarlo dentro de unos minutos.
    .kept = Lo que ha escrito figura más abajo, sin cambios.
    .lost = No se ha podido leer lo que ha escrito. Vuelva a la página anterior, donde es posible que su navegador aún lo conserve.

contact-other = Otras formas de ponerse en contacto con nosotros
    .refused = También puede utilizar <other-link>una de las otras formas de ponerse en contacto con nosotros</other-link>.

contact-nowhere = Esta página no contiene ningún formulario
    .text = Desde aquí no se pueden enviar mensajes. Le rogamos que utilice <other-link>una de las otras formas de ponerse en contacto con nosotros</other-link>.

contact-post = Por correo postal
    .copy = La dirección del Ministerio, para las cuestiones relativas a los derechos sobre el texto:

contact-address = { -ministry }<br>Calle Shikhali Gurbanov, 4<br>AZ1009 Bakú<br>República de Azerbaiyán

contact-email = Por correo electrónico
    .office = La oficina responsable de este sitio web:
    .operator = El gestor de esta copia, que no es el Ministerio:

contact-no-email = No se ha indicado ninguna dirección de correo electrónico para este sitio web. Utilice el formulario o escríbanos por correo postal.
    .copy = El gestor de esta copia no ha indicado ninguna dirección de correo electrónico. La dirección postal que figura a continuación es la del Ministerio, para las cuestiones relativas a los derechos sobre el texto.
