### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Politique de confidentialité

privacy-dated = Version du { $date }

privacy-summary = Vous pouvez lire ces pages sans révéler à quiconque qui vous êtes. Elles ne déposent aucun cookie, n’enregistrent rien sur votre appareil, ne chargent rien depuis d’autres sites web et ne comptent pas les visiteurs.

privacy-controller = Qui est responsable
    .official = Le { -ministry } est responsable de ce site web. Son adresse figure sur la <contact-link>page de contact</contact-link>.
    .copy = L’exploitant de cette copie en est responsable. L’exploitant n’est pas le { -ministry }. Les moyens de joindre l’exploitant sont indiqués, dans la mesure où ils sont connus, sur la <contact-link>page de contact</contact-link>.

privacy-delivery = Lorsque vous ouvrez une page
    .text = Votre navigateur transmet votre adresse réseau, l’adresse de la page et des paramètres tels que ses langues préférées. Le serveur ne les utilise que pour répondre, puis les oublie. La base juridique est l’intérêt légitime à vous présenter la page que vous avez demandée.

privacy-log = En cas de défaillance
    .text = Le serveur ne tient aucune liste des visites. Ce n’est que s’il ne parvient pas à répondre à une requête qu’il consigne l’heure, le type de page, le résultat et la durée de l’opération, { $address ->
        [off] sans votre adresse réseau
        [full] avec votre adresse réseau
       *[truncated] avec votre adresse réseau, abrégée de manière à désigner tout un groupe de connexions
    }. La base juridique est l’intérêt légitime à rechercher et à corriger la défaillance et à parer aux attaques.
    .kept = Le logiciel ne conserve pas lui-même ces enregistrements. Il les transmet au journal de l’ordinateur sur lequel il fonctionne, qui les supprime selon ses propres paramètres. Un serveur placé devant celui de ce site web peut tenir son propre journal.

privacy-messages = Lorsque vous écrivez au service responsable
    .text = Votre nom, votre adresse et ce que vous écrivez ne sont utilisés que pour traiter votre demande. La base juridique est votre consentement, que vous donnez en écrivant et que vous pouvez retirer à tout moment sans indiquer de motifs ; ce qui a été fait auparavant demeure licite. Veuillez ne pas envoyer de copies de passeports ni de coordonnées bancaires.
    .kept = { $days ->
        [0] Les messages sont supprimés dès qu’ils ont été traités.
        [one] Les messages sont supprimés { $days } jour après avoir été traités.
       *[other] Les messages sont supprimés { $days } jours après avoir été traités.
    }

privacy-recipients = Qui reçoit des données
    .text = Le logiciel ne communique aucune donnée à caractère personnel. Comme pour tout site web, quiconque exploite les ordinateurs et les lignes entre vous et ce site peut voir les données techniques de la connexion. Un message envoyé par courrier électronique ou par voie postale transite par les services qui l’acheminent, lesquels peuvent se trouver dans d’autres pays. Le site lui-même ne transfère aucune donnée à caractère personnel à l’étranger.

privacy-share = Liens de partage
    .text = Les liens vers d’autres services sont de simples liens. Rien n’est transmis à un service avant que vous ne suiviez le lien qui y mène. Ensuite, la politique de confidentialité de ce service s’applique.

privacy-automated = Aucune décision prise par des machines
    .text = Vous n’avez à fournir aucune donnée à caractère personnel pour lire ces pages, et rien ne vous est refusé si vous n’en fournissez pas. Aucune décision vous concernant n’est prise de manière automatisée.

privacy-rights = Vos droits
    .text = Vous pouvez demander quelles données vous concernant sont conservées, et demander qu’elles soient rectifiées, qu’elles soient effacées, qu’elles vous soient remises ou qu’elles ne soient utilisées que dans certaines limites. Vous pouvez vous opposer à leur utilisation. Ces droits vous sont reconnus par la loi de la République d’Azerbaïdjan relative aux données à caractère personnel (n° 998-IIIQ du 11 mai 2010) et, lorsqu’il s’applique, par le règlement général sur la protection des données de l’Union européenne. Pour les exercer, <contact-link>écrivez-nous</contact-link>.
    .complaint = Vous pouvez également introduire une réclamation auprès de l’autorité chargée de la protection des données là où vous résidez.

privacy-language = Langues
    .text = La présente politique a la même teneur dans toutes les langues. En cas de divergence entre deux versions, la <source-link>version anglaise</source-link> prévaut.
