### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Politique de confidentialité

privacy-description = Ce que deviennent les données à caractère personnel sur ce site web : pages, formulaire de contact, journaux, durée de conservation des messages et vos droits.

privacy-dated = Version du { $date }

privacy-summary = Vous pouvez lire ces pages sans révéler à quiconque qui vous êtes. Elles ne déposent aucun cookie, ne chargent rien depuis d’autres sites web et ne comptent pas les visiteurs. Rien n’est enregistré sur votre appareil, sauf si vous choisissez des préférences de lecture, que votre navigateur conserve pour ces pages et n’envoie à personne, ou si vous nous envoyez un message, comme indiqué ci-dessous.

privacy-controller = Qui est responsable
    .official = Le { -ministry } est responsable de ce site web. L’adresse du Ministère figure sur la <contact-link>page de contact</contact-link>.
    .copy = L’exploitant de cette copie en est responsable. L’exploitant n’est pas le { -ministry }. La <contact-link>page de contact</contact-link> indique les moyens de joindre l’exploitant, dans la mesure où ils sont connus.

privacy-delivery = Lorsque vous ouvrez une page
    .text = Votre navigateur transmet votre adresse réseau (IP), l’adresse de la page et des paramètres tels que ses langues préférées. Le serveur ne les utilise que pour répondre et ne les conserve pas ensuite. La base juridique est l’intérêt légitime consistant à vous présenter la page que vous avez demandée.
    .logged = Votre navigateur transmet votre adresse réseau (IP), l’adresse de la page et des paramètres tels que ses langues préférées. Le serveur les utilise pour répondre et en consigne une partie, comme l’indique la section suivante. La base juridique est l’intérêt légitime consistant à vous présenter la page que vous avez demandée.

privacy-log = En cas de défaillance
    .text =
        Le serveur ne tient aucune liste des visites. Ce n’est que s’il ne parvient pas à répondre à une requête qu’il consigne l’heure, le type de page, le résultat, la durée de l’opération et un numéro permettant de rapprocher l’enregistrement de celui d’un serveur placé devant celui de ce site web, { $address ->
            [off] sans votre adresse réseau
            [full] avec votre adresse réseau
           *[truncated] avec votre adresse réseau, tronquée de manière à désigner tout un groupe de connexions
        }. La base juridique est l’intérêt légitime consistant à détecter et à corriger la défaillance et à repousser les attaques.
    .kept = Le logiciel ne conserve pas lui-même ces enregistrements. Il les transmet au journal de l’ordinateur sur lequel il fonctionne, qui les supprime selon ses propres paramètres. Un serveur placé devant celui de ce site web peut tenir son propre journal.

privacy-visits = Ce que le serveur consigne
    .text =
        Le serveur consigne chaque requête : l’heure, le type de page et sa langue, le résultat, le nombre d’octets, la durée de l’opération et un numéro permettant de rapprocher l’enregistrement de celui d’un serveur placé devant celui de ce site web, { $address ->
            [off] sans votre adresse réseau
            [full] avec votre adresse réseau
           *[truncated] avec votre adresse réseau, tronquée de manière à désigner tout un groupe de connexions
        }. Il ne consigne ni ce que vous saisissez, ni ce qui suit un point d’interrogation dans une adresse, ni le navigateur que vous utilisez. La base juridique est l’intérêt légitime consistant à assurer le fonctionnement de ce site web, à détecter et à corriger les défaillances et à repousser les attaques.

privacy-messages = Lorsque vous nous écrivez
    .data = Le formulaire enregistre votre nom, votre adresse électronique, votre organisation si vous en indiquez une, l’objet et le passage, la langue de la réponse, votre message, le moment où vous l’avez envoyé et le fait que vous avez donné votre consentement. Tous les champs, à l’exception de ceux qui concernent l’organisation et le passage, sont nécessaires pour vous répondre. Rien ne vous oblige à nous écrire.
    .text = Ces données ne sont utilisées que pour traiter votre message : elles sont enregistrées, transmises par courrier électronique ou manuellement aux responsables de ce site web, lues, utilisées pour vous répondre et supprimées. Veuillez ne pas envoyer de copies de passeports ni de coordonnées bancaires.
    .device = Pendant l’envoi de votre message, votre navigateur conserve ce que vous avez saisi, afin de pouvoir vous en présenter une copie, une seule fois, avec la référence. Il le supprime ensuite, et en tout état de cause au plus tard lorsque vous fermez la fenêtre.
    .basis = La base juridique est votre consentement. Celui-ci vaut jusqu’à la suppression des données. Vous pouvez le retirer à tout moment sans indiquer de motifs : écrivez-nous en rappelant la référence de votre message. Ce qui a été fait auparavant demeure licite.
    .kept =
        { $days ->
            [0] Chaque message est supprimé de ce site web dès qu’il a été transmis.
            [one] Chaque message est supprimé de ce site web { $days } jour après avoir été transmis.
           *[other] Chaque message est supprimé de ce site web { $days } jours après avoir été transmis.
        }
    .waiting =
        { $days ->
            [0] Un message qui n’a pas encore été transmis est conservé, sauf dans le cas indiqué ci-dessous. Tout message est supprimé, sans être archivé, dès qu’il a été transmis, lorsque vous retirez votre consentement ou lorsque nous apprenons votre décès.
           *[other] Un message qui n’a pas encore été transmis est conservé, sauf dans le cas indiqué ci-dessous. Tout message est supprimé, sans être archivé, lorsque le délai indiqué ci-dessus est écoulé, lorsque vous retirez votre consentement ou lorsque nous apprenons votre décès.
        }
    .review =
        { $review ->
            [one] Un message sur lequel une personne doit se prononcer, parce qu’il ne peut pas être transmis ou qu’il semble avoir été envoyé automatiquement, est supprimé { $review } jour après sa réception, mais pas avant que les personnes qui exploitent ce site web n’aient reçu un rappel à ce sujet.
           *[other] Un message sur lequel une personne doit se prononcer, parce qu’il ne peut pas être transmis ou qu’il semble avoir été envoyé automatiquement, est supprimé { $review } jours après sa réception, mais pas avant que les personnes qui exploitent ce site web n’aient reçu un rappel à ce sujet.
        }

privacy-floods = Contre l’afflux massif de messages
    .text = Lorsqu’un message est envoyé, le serveur retient pendant une minute l’adresse réseau d’où provient ce message. Le serveur ne la conserve que dans sa mémoire vive, et non avec le message. La base juridique est l’intérêt légitime à ce que le formulaire demeure utilisable par tous.

privacy-recipients = Qui reçoit des données
    .text = Les messages sont reçus par les personnes qui exploitent ce site web et par celles qui en sont responsables. Les services qui les acheminent par courrier électronique ou par voie postale, ainsi que quiconque exploite les ordinateurs et les lignes entre vous et ce site web, peuvent voir ce qui transite par leur intermédiaire et peuvent se trouver dans d’autres pays. Personne d’autre ne reçoit de données à caractère personnel, et ce site web lui-même n’en transfère aucune à l’étranger.

privacy-share = Liens de partage
    .text = Les liens vers d’autres services sont de simples liens. Rien n’est transmis à un service avant que vous ne suiviez le lien qui y mène. Ensuite, la politique de confidentialité de ce service s’applique.

privacy-automated = Aucune décision automatisée
    .text = Vous n’avez à fournir aucune donnée à caractère personnel pour lire ces pages, et rien ne vous est refusé si vous n’en fournissez pas. Aucune décision vous concernant n’est prise de manière automatisée.
    .held = Un message qui semble avoir été envoyé automatiquement est marqué et mis de côté jusqu’à ce qu’une personne l’ait examiné. Si personne ne le fait, il est supprimé au terme du délai indiqué ci-dessus pour les messages sur lesquels une personne doit se prononcer.

privacy-rights = Vos droits
    .text = Vous pouvez demander quelles données vous concernant sont conservées, et demander qu’elles soient rectifiées, qu’elles soient effacées, qu’elles vous soient remises ou qu’elles ne soient utilisées que dans certaines limites. Vous pouvez vous opposer à leur utilisation. Ces droits vous sont reconnus par la loi de la République d’Azerbaïdjan relative aux données à caractère personnel (n° 998-IIIQ du 11 mai 2010) et, lorsqu’il s’applique, par le règlement général sur la protection des données de l’Union européenne. Pour les exercer, <contact-link>écrivez-nous</contact-link>.
    .complaint = Vous pouvez également introduire une réclamation auprès de l’autorité chargée de la protection des données là où vous résidez.

privacy-language = Langues
    .text = La présente politique a la même teneur dans toutes les langues. En cas de divergence entre deux versions, la <source-link>version anglaise</source-link> fait foi.
