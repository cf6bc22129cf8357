### Pages that say what went wrong.

error-not-found = Página no encontrada
    .text = No hay ninguna página en esta dirección. Es posible que la dirección se haya escrito mal o que la página se haya trasladado.

error-method = Esta dirección solo muestra una página
    .text = No se puede enviar nada a esta dirección. No se ha guardado nada.

error-server = Esta página no puede mostrarse en este momento
    .text = El fallo es nuestro. Vuelva a intentarlo dentro de unos minutos.

error-statement = La declaración puede leerse en los siguientes idiomas:

error-contact = Si cree que se trata de un error nuestro, <contact-link>comuníquenoslo</contact-link>.
