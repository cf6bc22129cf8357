### /{tag}/contact/received/{reference} — what a citizen sees after a message has been stored.

receipt-title = Se ha recibido su mensaje

receipt-reference = Referencia
    .hint = Anote la referencia. Indíquela si nos escribe acerca de este mensaje.

receipt-time =
    Recibido el { $date } { $time ->
        [1] a la
       *[other] a las
    } { $time } (UTC).

receipt-next = Qué ocurre a continuación
    .official = El mensaje está almacenado y se transmite a la oficina responsable de este sitio web. Una persona lo leerá.
    .copy = El mensaje está almacenado y se transmite al gestor de esta copia, que no es el Ministerio. Una persona lo leerá.
    .reply = Si el mensaje requiere respuesta, la recibirá por correo electrónico y, cuando sea posible, en el idioma que haya elegido.
    .kept =
        { $days ->
            [0] Su mensaje se eliminará de este sitio web en cuanto se haya transmitido.
            [one] Su mensaje se eliminará de este sitio web { $days } día después de haberse transmitido.
           *[other] Su mensaje se eliminará de este sitio web { $days } días después de haberse transmitido.
        }
    .again = No es necesario volver a enviarlo: si el mismo texto se envía de nuevo en el plazo de un día, recibe la misma referencia.

receipt-sent = Su copia del mensaje
    .hint = Se muestra únicamente esta vez. Imprima la página si desea conservar la copia.

receipt-keep = Puede imprimir esta página o conservar su dirección. Quien abra la dirección más adelante no verá nada de lo que usted ha escrito.

receipt-copy = Copiar la referencia
    .copied = Se ha copiado la referencia.

receipt-local = Según el reloj de este dispositivo:

receipt-page = Esta página

receipt-back = Volver a la declaración

receipt-print = Imprimir esta página

receipt-unknown = No hay ningún mensaje con esta referencia
    .mistyped = La referencia contiene un error de escritura. Compare cada carácter con lo que anotó.
    .text = Compare la referencia con lo que anotó. Los mensajes se eliminan al cabo de un tiempo y, con ellos, sus referencias.
    .contact = Si cree que se trata de un error nuestro, <contact-link>escríbanos</contact-link>.

receipt-unavailable = La referencia no puede consultarse en este momento
    .text = Todo mensaje cuya referencia se le haya mostrado está almacenado. Vuelva a intentarlo dentro de unos minutos.
