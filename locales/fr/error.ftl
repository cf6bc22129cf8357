### Pages that say what went wrong.

error-not-found = Page introuvable
    .text = Il n’existe aucune page à cette adresse. L’adresse a peut-être été mal saisie, ou la page a peut-être été déplacée.

error-method = Cette adresse ne permet que d’afficher une page
    .text = Rien ne peut être envoyé à cette adresse. Rien n’a été enregistré.

error-server = Cette page ne peut être affichée pour le moment
    .text = L’erreur est de notre fait. Veuillez réessayer dans quelques minutes.

error-statement = La déclaration peut être lue dans les langues suivantes :

error-contact = Si vous pensez qu’il s’agit d’une erreur de notre part, veuillez <contact-link>nous le signaler</contact-link>.
