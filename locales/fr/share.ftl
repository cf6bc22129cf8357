### /{tag}/share — ways to pass the statement on.

share-title = Partager cette page

share-description = Moyens de partager la déclaration sur la lutte contre le terrorisme : lien, code QR, référence bibliographique et services.

share-link = Lien
    .hint = L’adresse de la page dans cette langue.
    .copy = Copier le lien
    .copied = Le lien a été copié.

share-device = Partager au moyen d’une application de cet appareil

share-services = Services
    .hint = Un service n’apprend rien à votre sujet avant que vous ne suiviez le lien qui y mène. Ensuite, ses propres règles s’appliquent.

share-on = Partager sur { $service }

share-email = Envoyer par courrier électronique

share-code = Code QR
    .hint = Dirigez l’appareil photo d’un téléphone vers le code pour ouvrir la page sur ce téléphone.

share-citation = Référence bibliographique
    .hint = Comment citer la page en tant que source.
    .copy = Copier la référence bibliographique
    .copied = La référence bibliographique a été copiée.

share-citation-un = Style de l’ONU
    .hint = Comment les documents de l’Organisation des Nations Unies citent leurs sources.
    .copy = Copier la référence bibliographique dans le style de l’ONU
    .copied = La référence bibliographique dans le style de l’ONU a été copiée.

share-citation-work = { -ministry }, « { $title } »
    .unreviewed = { -ministry }, « { $title } », traduction non officielle
    .paragraph = { $work }, par. { $number }

share-citation-text = { $work }, { $url }
    .un = { $work }. Disponible à l’adresse suivante : { $url }

share-citation-copy = { $citation } (copie non officielle, texte repris le { $date })
    .undated = { $citation } (copie non officielle)

share-citation-read = { $citation } (consulté le { $day })
