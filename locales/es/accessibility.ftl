### /{tag}/accessibility — the accessibility statement.
### Its outline follows the model of Commission Implementing Decision (EU)
### 2018/1523. It says only what has been done and measured.

accessibility-title = Declaración de accesibilidad

accessibility-description = En qué medida este sitio web cumple las WCAG 2.2 y la norma EN 301 549, qué no es accesible y cómo comunicar una barrera.

accessibility-dated = La presente declaración se preparó el { $date } y se revisa al menos una vez al año.

accessibility-scope = La presente declaración se aplica a todas las páginas de este sitio web ({ $site }), en todos sus idiomas. Todas las personas deberían poder leerlas y utilizarlas, cualesquiera que sean sus capacidades, sus dispositivos y su conexión.

accessibility-status = Situación de cumplimiento
    .text = Este sitio web es parcialmente conforme con las Pautas de Accesibilidad para el Contenido Web (WCAG) 2.2, nivel AA, y con la norma EN 301 549. No se conoce ningún incumplimiento, pero el sitio web aún no ha sido examinado en todos los idiomas por personas que utilizan tecnologías de apoyo. Mientras no lo hayan examinado, no lo calificaremos de plenamente conforme.

accessibility-limits = Contenido no accesible
    .failures = Falta de conformidad con las normas: no se conoce ninguna.
    .burden = Carga desproporcionada: no se invoca ninguna.
    .scope = Fuera del ámbito de la presente declaración: los sitios web de los servicios en los que puede compartirse la página y los documentos de otras organizaciones que se mencionan en la declaración del Ministerio.

accessibility-measures = Medidas adoptadas
    .text = Todas las páginas pueden leerse con un lector de pantalla y utilizarse solo con el teclado, sin scripts, sin hojas de estilo, en letra grande, con una ampliación del 400 %, en colores claros y oscuros y en papel. Nada se mueve y nada tiene límite de tiempo. El texto en otro idioma está marcado como tal. El contraste entre el texto y el fondo es de 7:1 como mínimo. Al pie de cada página, las preferencias de lectura permiten ampliar el texto, aumentar los espacios y el contraste y elegir una letra más sencilla.
    .alternatives = La declaración del Ministerio también está disponible como <text-link>texto sin formato</text-link>.

accessibility-method = Preparación de la presente declaración
    .text = La presente declaración se basa en una evaluación realizada por los creadores del programa informático. Con cada cambio, todas las páginas se examinan en todos los idiomas mediante herramientas automáticas, en colores claros y oscuros, en una pantalla ancha y en una estrecha, y se comprueban su estructura, su contraste, su comportamiento a 320 píxeles y su versión impresa.

accessibility-feedback = Si encuentra una barrera
    .text = <contact-link>Póngase en contacto con nosotros</contact-link> e indíquenos de qué página se trata y qué deseaba hacer. También puede solicitar el texto en otro formato.

accessibility-enforcement = Si la respuesta no le satisface
    .text = Puede dirigirse al Comisionado de Derechos Humanos (Ombudsman) de la República de Azerbaiyán, que supervisa la observancia de la Convención sobre los Derechos de las Personas con Discapacidad.
