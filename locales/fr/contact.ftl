### /{tag}/contact — the form, other ways to reach the office, and the rights in the text.

# l10n-same
contact-title = Contact

contact-description = Écrivez-nous au sujet de l’utilisation de la déclaration, d’une erreur dans le texte ou dans une traduction, ou d’un élément qui ne peut être lu ou utilisé.

contact-rights = Utilisation de contenus sous licence
    .text = Les droits sur la déclaration appartiennent au { -ministry }. Toute personne souhaitant utiliser des contenus sous licence est priée d’en obtenir au préalable l’autorisation.
    .how = Veuillez préciser quels contenus vous souhaitez utiliser, à quelle fin et dans quelle langue, ainsi que la manière de vous joindre.

contact-problem = Erreurs et obstacles
    .text = Veuillez également nous écrire si vous constatez une erreur dans le texte ou dans une traduction, ou si un élément de ces pages ne peut être lu ou utilisé. Indiquez la page et, si possible, le passage.

contact-form =
    .official = Votre message est adressé au service responsable de ce site web.
    .copy = Votre message est adressé à l’exploitant de cette copie, qui n’est pas le Ministère.

contact-topic = Quel est l’objet de votre message ?
    .material = Utilisation de contenus sous licence
    .text = Une erreur dans le texte ou dans une traduction
    .accessibility = Un élément qui ne peut être lu ou utilisé
    .other = Autre

contact-about = Passage (facultatif)
    .hint = Si votre message porte sur un passage de la déclaration, choisissez-le ici.
    .none = Aucun passage en particulier

contact-name = Votre nom

contact-address-field = Votre adresse électronique
    .hint = Elle nous est nécessaire pour vous répondre. Par exemple : name@example.org

contact-organisation = Votre organisation (facultatif)

contact-reply = Langue de la réponse
    .page = { $language } (cette page)

contact-message = Votre message
    .hint = { $count } caractères au maximum. Veuillez ne pas envoyer de copies de passeports ni de coordonnées bancaires.

contact-count = { $typed } caractères sur { $count } au maximum

contact-consent = Ce qu’il advient de vos données
    .text = Ce que vous saisissez dans ce formulaire est enregistré par les personnes qui exploitent ce site web, transmis à celles qui répondent à votre message, et n’est utilisé à aucune autre fin.
    .kept =
        { $days ->
            [0] Ces données sont supprimées de ce site web dès qu’elles ont été transmises.
            [one] Ces données sont supprimées de ce site web { $days } jour après avoir été transmises.
           *[other] Ces données sont supprimées de ce site web { $days } jours après avoir été transmises.
        }
    .rights = Vous pouvez retirer votre consentement à tout moment. La <privacy-link>politique de confidentialité</privacy-link> explique comment le faire et quels sont vos droits.
    .agree = Je consens à ce que mes données soient enregistrées et utilisées pour traiter mon message.

contact-trap = Veuillez laisser ce champ vide

contact-send = Envoyer le message

contact-fault-title = Erreur : { $title }

contact-faults =
    { $count ->
        [one] Veuillez corriger un champ
       *[other] Veuillez corriger { $count } champs
    }

contact-fault = Erreur :

contact-fault-topic = Choisissez l’objet de votre message.
contact-fault-name = Saisissez votre nom.
    .long = Le nom est trop long. Ne dépassez pas { $count } caractères.
contact-fault-address = Saisissez votre adresse électronique.
    .form = Vérifiez l’adresse électronique. Elle doit se présenter sous la forme name@example.org.
    .long = L’adresse électronique est trop longue. Ne dépassez pas { $count } caractères.
contact-fault-organisation = Le nom de l’organisation est trop long. Ne dépassez pas { $count } caractères.
contact-fault-message = Rédigez votre message.
    .long = Le message est trop long. Ne dépassez pas { $count } caractères.
contact-fault-consent = Pour envoyer le message, cochez la case afin de donner votre consentement.

contact-refused = Votre message n’a pas été envoyé
    .origin = Votre navigateur a indiqué que le message provenait d’un autre site web. Veuillez vérifier les informations saisies et envoyer de nouveau le message. S’il est de nouveau refusé, veuillez copier votre texte et l’envoyer en utilisant <form-link>le formulaire disponible à l’adresse principale de ce site web</form-link>.
    .size = Le message est trop long pour être reçu. Veuillez le raccourcir et l’envoyer de nouveau.
    .damaged = Le message est arrivé incomplet. Veuillez l’envoyer de nouveau.
    .slow = Le message a mis trop de temps à arriver. Veuillez réessayer.
    .rate = Trop de messages sont arrivés en un court laps de temps. Veuillez attendre une minute et envoyer de nouveau le message.
    .day = Trop de messages sont arrivés aujourd’hui. Veuillez réessayer demain.
    .storage = Le message ne peut être enregistré de manière sûre pour le moment. Veuillez réessayer dans quelques minutes.
    .kept = Ce que vous avez saisi figure ci-dessous, inchangé.
    .lost = Ce que vous avez saisi n’a pas pu être lu. Veuillez revenir à la page précédente, où votre navigateur l’a peut-être conservé.

contact-other = Autres moyens de nous joindre
    .refused = Vous pouvez également utiliser <other-link>l’un des autres moyens de nous joindre</other-link>.

contact-nowhere = Cette page ne comporte pas de formulaire
    .text = Il n’est pas possible d’envoyer un message à partir d’ici. Veuillez utiliser <other-link>l’un des autres moyens de nous joindre</other-link>.

contact-post = Par voie postale
    .copy = L’adresse du Ministère, pour les questions relatives aux droits sur le texte :

contact-address = { -ministry }<br>4, rue Shikhali Gurbanov<br>AZ1009 Bakou<br>République d’Azerbaïdjan

contact-email = Par courrier électronique
    .office = Le service responsable de ce site web :
    .operator = L’exploitant de cette copie, qui n’est pas le Ministère :

contact-no-email = Aucune adresse électronique n’a été indiquée pour ce site web. Veuillez utiliser le formulaire ou écrire par voie postale.
    .copy = L’exploitant de cette copie n’a pas indiqué d’adresse électronique. L’adresse postale ci-dessous est celle du Ministère, pour les questions relatives aux droits sur le texte.
