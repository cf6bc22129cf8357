### /{tag}/contact/received/{reference} — what a citizen sees after a message has been stored.

receipt-title = Votre message a été reçu

receipt-reference = Référence
    .hint = Veuillez noter la référence et la rappeler si vous nous écrivez au sujet de ce message.

receipt-time = Reçu le { $date } à { $time } (UTC).

receipt-next = Suite donnée à votre message
    .official = Le message est enregistré, puis transmis au service responsable de ce site web. Une personne lira le message.
    .copy = Le message est enregistré, puis transmis à l’exploitant de cette copie, qui n’est pas le Ministère. Une personne lira le message.
    .reply = Si le message appelle une réponse, vous la recevrez par courrier électronique et, dans la mesure du possible, dans la langue que vous avez choisie.
    .kept =
        { $days ->
            [0] Votre message est supprimé de ce site web dès qu’il a été transmis.
            [one] Votre message est supprimé de ce site web { $days } jour après avoir été transmis.
           *[other] Votre message est supprimé de ce site web { $days } jours après avoir été transmis.
        }
    .again = Il n’est pas nécessaire d’envoyer de nouveau le message : le même texte, s’il est envoyé une nouvelle fois dans un délai d’un jour, reçoit la même référence.

receipt-sent = Votre copie du message
    .hint = Elle n’est affichée que cette seule fois. Si vous souhaitez la conserver, imprimez la page.

receipt-keep = Vous pouvez imprimer cette page ou en conserver l’adresse. Quiconque ouvrira cette adresse par la suite ne verra rien de ce que vous avez écrit.

receipt-copy = Copier la référence
    .copied = La référence a été copiée.

receipt-local = À l’heure de cet appareil :

receipt-page = Cette page

receipt-back = Retour à la déclaration

receipt-print = Imprimer cette page

receipt-unknown = Aucun message ne porte cette référence
    .mistyped = La référence contient une faute de frappe. Veuillez comparer chaque caractère avec ce que vous avez noté.
    .text = Veuillez comparer la référence avec ce que vous avez noté. Les messages sont supprimés après un certain temps, et leurs références avec eux.
    .contact = Si vous pensez qu’il s’agit d’une erreur de notre part, veuillez <contact-link>nous écrire</contact-link>.

receipt-unavailable = La référence ne peut être recherchée pour le moment
    .text = Tout message dont la référence vous a été communiquée est enregistré. Veuillez réessayer dans quelques minutes.
