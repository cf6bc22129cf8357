### /{tag}/accessibility — the accessibility statement.
### Its outline follows the model of Commission Implementing Decision (EU)
### 2018/1523. It says only what has been done and measured.

accessibility-title = Déclaration d’accessibilité

accessibility-description = Dans quelle mesure ce site web respecte les WCAG 2.2 et la norme EN 301 549, ce qui n’est pas accessible et comment signaler un obstacle.

accessibility-dated = La présente déclaration a été établie le { $date } ; elle est réexaminée au moins une fois par an.

accessibility-scope = La présente déclaration s’applique à toutes les pages de ce site web ({ $site }), dans toutes ses langues. Chacun devrait pouvoir lire et utiliser ces pages, indépendamment de ses capacités, de ses appareils et de sa connexion.

accessibility-status = État de conformité
    .text = Ce site web est partiellement conforme aux Règles pour l’accessibilité des contenus Web (WCAG) 2.2, niveau AA, et à la norme EN 301 549. Aucun défaut de conformité n’est connu, mais ce site n’a pas encore été examiné dans toutes les langues par des personnes utilisant des technologies d’assistance. Tant qu’il ne l’aura pas été, nous ne le déclarerons pas entièrement conforme.

accessibility-limits = Contenu non accessible
    .failures = Non-conformité aux normes : aucune n’est connue.
    .burden = Charge disproportionnée : aucune n’est invoquée.
    .scope = Hors du champ d’application de la présente déclaration : les sites web des services sur lesquels la page peut être partagée et les documents d’autres organisations que mentionne la déclaration du Ministère.

accessibility-measures = Ce qui a été fait
    .text = Chaque page peut être lue à l’aide d’un lecteur d’écran et utilisée au moyen du seul clavier, sans scripts, sans mise en forme, en gros caractères, à un grossissement de 400 %, en thème clair et en thème sombre, et sur papier. Rien ne bouge et rien n’est soumis à une limite de temps. Tout texte dans une autre langue est signalé comme tel. Le contraste entre le texte et l’arrière-plan est d’au moins 7 pour 1. Au bas de chaque page, les préférences de lecture permettent d’agrandir le texte, d’élargir les espaces, d’accentuer le contraste et de choisir une police plus simple.
    .alternatives = La déclaration du Ministère est également disponible en <text-link>texte brut</text-link>.

accessibility-method = Établissement de la déclaration
    .text = La présente déclaration repose sur une évaluation effectuée par les concepteurs du logiciel. À chaque modification, toutes les pages sont examinées dans toutes les langues par des outils automatiques, en thème clair et en thème sombre, sur un écran large et sur un écran étroit ; leur structure, leur contraste, leur comportement à 320 pixels et leur forme imprimée sont vérifiés.

accessibility-feedback = Si vous rencontrez un obstacle
    .text = Veuillez <contact-link>nous écrire</contact-link> en indiquant quelle page est concernée et ce que vous souhaitiez faire. Vous pouvez également demander le texte sous une autre forme.

accessibility-enforcement = Si la réponse ne vous satisfait pas
    .text = Vous pouvez vous adresser au Commissaire aux droits de l’homme (Ombudsman) de la République d’Azerbaïdjan, qui assure le suivi de l’application de la Convention relative aux droits des personnes handicapées.
