### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Política de privacidad

privacy-description = Qué ocurre con los datos personales en este sitio web: páginas, formulario de contacto, registros, sus derechos y plazo de conservación de los mensajes.

privacy-dated = Versión del { $date }

privacy-summary = Puede leer estas páginas sin revelar a nadie quién es. Las páginas no instalan ninguna cookie, no cargan nada de otros sitios web y no contabilizan a los visitantes. No se almacena nada en su dispositivo, salvo que elija preferencias de lectura, que su navegador conserva para estas páginas y no envía a nadie, o que nos envíe un mensaje, como se indica más abajo.

privacy-controller = Quién es el responsable
    .official = El { -ministry } es responsable de este sitio web. La dirección del Ministerio figura en la <contact-link>página de contacto</contact-link>.
    .copy = El gestor de esta copia es responsable de ella. El gestor no es el { -ministry }. En la <contact-link>página de contacto</contact-link> se indica, en la medida en que se conoce, cómo ponerse en contacto con el gestor.

privacy-delivery = Cuando abre una página
    .text = Su navegador envía su dirección de red (IP), la dirección de la página y ajustes como sus idiomas preferidos. El servidor los utiliza únicamente para responder y después no los conserva. La base jurídica es el interés legítimo en mostrarle la página que ha solicitado.
    .logged = Su navegador envía su dirección de red (IP), la dirección de la página y ajustes como sus idiomas preferidos. El servidor los utiliza para responder y anota una parte de ellos, como se indica en la sección siguiente. La base jurídica es el interés legítimo en mostrarle la página que ha solicitado.

privacy-log = Cuando se produce un fallo
    .text =
        El servidor no lleva ningún registro de las visitas. Solo cuando no logra responder a una solicitud anota la hora, el tipo de página, el resultado, el tiempo empleado y un número que permite relacionar la anotación con la de un servidor situado delante de este, { $address ->
            [off] sin su dirección de red
            [full] junto con su dirección de red
           *[truncated] junto con su dirección de red, truncada de modo que represente a todo un grupo de conexiones
        }. La base jurídica es el interés legítimo en localizar y subsanar el fallo y en repeler ataques.
    .kept = El programa informático no almacena por sí mismo estas anotaciones. Las transmite al registro del equipo en el que funciona, que las elimina según su propia configuración. Un servidor situado delante de este puede llevar su propio registro.

privacy-visits = Qué anota el servidor
    .text =
        El servidor anota cada solicitud: la hora, el tipo de página y su idioma, el resultado, el número de bytes, el tiempo empleado y un número que permite relacionar la anotación con la de un servidor situado delante de este, { $address ->
            [off] sin su dirección de red
            [full] junto con su dirección de red
           *[truncated] junto con su dirección de red, truncada de modo que represente a todo un grupo de conexiones
        }. No anota lo que usted escribe, ni lo que figura en una dirección después de un signo de interrogación, ni qué navegador utiliza. La base jurídica es el interés legítimo en mantener en funcionamiento este sitio web, en localizar y subsanar fallos y en repeler ataques.

privacy-messages = Cuando nos escribe
    .data = El formulario almacena su nombre, su dirección de correo electrónico, su organización (si indica alguna), el asunto y el pasaje, el idioma de la respuesta, su mensaje, el momento en que lo envió y el hecho de que dio su consentimiento. Todos los campos, salvo los de la organización y el pasaje, son necesarios para responderle. Usted no tiene obligación de escribirnos.
    .text = Estos datos se utilizan únicamente para tramitar su mensaje: se almacenan, se transmiten por correo electrónico o manualmente a los responsables de este sitio web, se leen, se utilizan para responderle y se eliminan. Le rogamos que no envíe copias de pasaportes ni datos bancarios.
    .device = Mientras se envía su mensaje, su navegador conserva lo que usted ha introducido, a fin de poder mostrarle una sola vez una copia, junto con la referencia. Después lo elimina, en todo caso a más tardar cuando usted cierre la ventana.
    .basis = La base jurídica es su consentimiento. El consentimiento es válido hasta que se eliminen los datos. Puede retirarlo en cualquier momento sin indicar los motivos: escríbanos e indique la referencia de su mensaje. Lo realizado con anterioridad seguirá siendo lícito.
    .kept =
        { $days ->
            [0] Cada mensaje se eliminará de este sitio web en cuanto se haya transmitido.
            [one] Cada mensaje se eliminará de este sitio web { $days } día después de haberse transmitido.
           *[other] Cada mensaje se eliminará de este sitio web { $days } días después de haberse transmitido.
        }
    .waiting =
        { $days ->
            [0] Los mensajes que aún no se hayan transmitido se conservan, salvo en el caso que se indica más abajo. Todo mensaje se eliminará, sin archivarse, en cuanto se haya transmitido, cuando usted retire su consentimiento o cuando tengamos conocimiento de que ha fallecido.
           *[other] Los mensajes que aún no se hayan transmitido se conservan, salvo en el caso que se indica más abajo. Todo mensaje se eliminará, sin archivarse, cuando haya transcurrido el plazo indicado más arriba, cuando usted retire su consentimiento o cuando tengamos conocimiento de que ha fallecido.
        }
    .review =
        { $review ->
            [one] Todo mensaje sobre el que deba decidir una persona, porque no puede transmitirse o porque parece enviado de forma automática, se eliminará { $review } día después de su recepción, pero no antes de que quienes gestionan este sitio web hayan recibido un recordatorio al respecto.
           *[other] Todo mensaje sobre el que deba decidir una persona, porque no puede transmitirse o porque parece enviado de forma automática, se eliminará { $review } días después de su recepción, pero no antes de que quienes gestionan este sitio web hayan recibido un recordatorio al respecto.
        }

privacy-floods = Contra los envíos masivos de mensajes
    .text = Cuando se envía un mensaje, el servidor recuerda durante un minuto de qué dirección de red procedía. Conserva este dato únicamente en su memoria de trabajo y no junto con el mensaje. La base jurídica es el interés legítimo en que el formulario siga siendo utilizable para todas las personas.

privacy-recipients = Quién recibe datos
    .text = Los mensajes los reciben quienes gestionan este sitio web y quienes son responsables de él. Los servicios que los transportan por correo electrónico o por correo postal, y quienes gestionan los equipos y las líneas que hay entre usted y este sitio web, pueden ver lo que pasa por ellos y pueden encontrarse en otros países. Nadie más recibe datos personales, y este sitio web, por su parte, no transfiere ninguno al extranjero.

privacy-share = Enlaces para compartir
    .text = Los enlaces a otros servicios son simples enlaces. No se envía nada a un servicio antes de que usted siga el enlace correspondiente. A partir de ese momento se aplica la política de privacidad de ese servicio.

privacy-automated = Ausencia de decisiones automatizadas
    .text = No es necesario que facilite datos personales para leer estas páginas, y no se le niega nada si no los facilita. No se toma de forma automatizada ninguna decisión que le concierna.
    .held = Los mensajes que parecen enviados de forma automática se marcan y se apartan hasta que una persona los haya examinado. Si nadie lo hace, se eliminarán una vez transcurrido el plazo indicado más arriba para los mensajes sobre los que deba decidir una persona.

privacy-rights = Sus derechos
    .text = Puede preguntar qué datos sobre usted se conservan y solicitar que se rectifiquen, se supriman, se le entreguen o se utilicen solo dentro de ciertos límites. Puede oponerse a su utilización. Estos derechos le asisten en virtud de la Ley de Datos Personales de la República de Azerbaiyán (núm. 998-IIIQ, de 11 de mayo de 2010) y, cuando sea aplicable, del Reglamento general de protección de datos de la Unión Europea. Para ejercerlos, <contact-link>escríbanos</contact-link>.
    .complaint = También puede presentar una reclamación ante la autoridad competente en materia de protección de datos del lugar donde reside.

privacy-language = Idiomas
    .text = Esta política tiene el mismo contenido en todos los idiomas. En caso de discrepancia entre dos versiones, prevalece la <source-link>versión en inglés</source-link>.
