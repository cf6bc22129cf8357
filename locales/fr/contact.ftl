### /{tag}/contact — how to reach the office, and the rights in the text.

contact-title = Contact

contact-rights = Utilisation de contenus sous licence
    .text = Les droits sur la déclaration appartiennent au { -ministry }. Toute personne souhaitant utiliser des contenus sous licence est priée d’en obtenir au préalable l’autorisation.
    .how = Veuillez préciser quels contenus vous souhaitez utiliser, à quelle fin et dans quelle langue, ainsi que la manière de vous joindre.

contact-problem = Erreurs et obstacles
    .text = Veuillez également nous écrire si vous constatez une erreur dans le texte ou dans une traduction, ou si un élément de ces pages ne peut être lu ou utilisé. Indiquez la page et, si possible, le passage.

contact-post = Par voie postale

contact-address = { -ministry }<br>4, rue Shikhali Gurbanov<br>AZ1009 Bakou<br>République d’Azerbaïdjan

contact-email = Par courrier électronique
    .office = Le service responsable de ce site web :
    .operator = L’exploitant de cette copie, qui n’est pas le Ministère :

contact-no-email = Aucune adresse électronique n’a été indiquée pour ce site web. Veuillez écrire par voie postale.
    .copy = L’exploitant de cette copie n’a pas indiqué comment le joindre. L’adresse ci-dessous est celle du Ministère, pour les questions relatives aux droits sur le texte.
