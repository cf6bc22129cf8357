### /{tag}/contact — how to reach the office, and the rights in the text.

contact-title = Contacto

contact-rights = Uso de material sujeto a licencia
    .text = Los derechos sobre la declaración pertenecen al { -ministry }. Se ruega a quienes deseen utilizar material sujeto a licencia que obtengan autorización previa.
    .how = Indique qué material desea utilizar, con qué fin y en qué idioma, y cómo podemos ponernos en contacto con usted.

contact-problem = Errores y barreras
    .text = Escríbanos también si encuentra un error en el texto o en una traducción, o si algún elemento de estas páginas no puede leerse o utilizarse. Indique la página y, si es posible, el pasaje.

contact-post = Por correo postal

contact-address = { -ministry }<br>Calle Shikhali Gurbanov, 4<br>AZ1009 Bakú<br>República de Azerbaiyán

contact-email = Por correo electrónico
    .office = La oficina responsable de este sitio web:
    .operator = El operador de esta copia, que no es el Ministerio:

contact-no-email = No se ha indicado ninguna dirección de correo electrónico para este sitio web. Escríbanos por correo postal.
    .copy = El operador de esta copia no ha indicado cómo ponerse en contacto con él. La dirección que figura a continuación es la del Ministerio, para las cuestiones relativas a los derechos sobre el texto.
