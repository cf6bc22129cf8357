### /{tag}/fight-against-terrorism — the statement of the ministry.
###
### The words are the ministry’s. They are kept exactly, its spelling
### included: nothing is added, mended, softened or left out. A translation
### says the same, in the formal register of official documents, and gives
### every institution, law and document its official name in its language.
### The id of a passage is its address on the page (#background-origins), the
### same in every language.

## Titles

section = Coopération internationale
title = Lutte contre le terrorisme
heading = LUTTE CONTRE LE TERRORISME

## Background information

background = Contexte

background-origins = Le fléau du terrorisme n’est pas un phénomène nouveau pour l’Azerbaïdjan, car celui-ci est confronté à cette menace depuis les années 1980.

background-acts = Il existe des faits documentés concernant des activités terroristes engagées, perpétrées ou orchestrées par l’Arménie sur le territoire de l’Azerbaïdjan, qui ont coûté la vie à des milliers d’innocents. Depuis la fin des années 1980, époque à laquelle l’Arménie a ouvertement empiété sur le territoire de l’Azerbaïdjan et lancé une agression militaire contre l’intégrité territoriale de celui-ci, des terroristes arméniens ont commis à maintes reprises des actes terroristes sur le territoire de l’Azerbaïdjan. Certains d’entre eux jouissent encore de l’impunité et n’ont toujours pas été traduits en justice.

background-contribution = L’Azerbaïdjan continue d’apporter une contribution importante aux efforts internationaux de lutte contre le terrorisme. À la suite des attaques terroristes perpétrées contre les États-Unis, l’Azerbaïdjan agit avec fermeté et promptitude pour apporter sa précieuse contribution à la campagne mondiale contre le terrorisme international. Répondant aux appels de la communauté internationale, l’Azerbaïdjan a ouvert son espace aérien et ses aéroports à l’usage de la coalition antiterroriste dans la lutte menée par celle-ci contre les Taliban et Al-Qaida en Afghanistan.

## Measures at the national level

national-measures = Mesures au niveau national

national-measures-conventions = L’Azerbaïdjan a déployé et continue de déployer des efforts constants pour mettre sa législation nationale en conformité avec les instruments juridiques internationaux relatifs à différents aspects de la lutte contre le terrorisme. Il a adhéré à l’ensemble des 12 conventions internationales relatives à la lutte contre le terrorisme.

national-measures-law = La loi relative à la lutte contre le terrorisme (1999) établit le cadre législatif permettant aux organes concernés de la République d’Azerbaïdjan d’organiser des mesures antiterroristes efficaces.

national-measures-prevention = Les mesures nationales de lutte contre le terrorisme ne se limitent pas aux activités d’application des lois, mais englobent également des stratégies préventives visant à contrer les idéologies extrémistes et radicales susceptibles de conduire à des activités terroristes. Les mesures antiterroristes nationales comprennent en outre des activités sociales destinées à réadapter les auteurs potentiels d’infractions et les membres de leur famille et à les réintégrer dans la société.

national-measures-agencies = Les réformes législatives se sont accompagnées d’évolutions institutionnelles qui ont ouvert la voie à l’instauration d’une coopération et d’une coordination interinstitutionnelles efficaces dans la lutte contre le terrorisme. Les principaux organes nationaux dotés de compétences particulières en matière de lutte contre le terrorisme sont le Service de sécurité de l’État, le Service de renseignement extérieur, le Ministère de l’Intérieur et le Service d’État des frontières. Outre ces services chargés de l’application des lois, le Comité d’État pour le travail avec les organisations religieuses, le Comité d’État pour les affaires de la famille, des femmes et des enfants et certains autres organes compétents mènent des activités préventives et sociales dans le cadre de l’approche globale du Gouvernement en matière de lutte contre le terrorisme.

national-measures-finance = Le Service de surveillance financière, en sa qualité de cellule de renseignement financier du pays, a été spécialisé dans la lutte contre le blanchiment de capitaux et le financement du terrorisme. Son fonctionnement a été réformé afin de satisfaire aux principales normes du Groupe d’action financière de l’OCDE.

## International cooperation

international-cooperation = Coopération internationale

international-cooperation-importance = L’Azerbaïdjan considère la coopération internationale comme l’une des composantes les plus importantes de la lutte mondiale contre le terrorisme.

international-cooperation-mechanisms = Outre la conclusion d’accords bilatéraux et multilatéraux avec différents États en vue de renforcer les capacités communes de lutte contre le terrorisme, la République d’Azerbaïdjan participe également de manière active aux mécanismes de coopération régionaux et internationaux.

international-cooperation-organizations = Elle coopère avec le Bureau de lutte contre le terrorisme de l’Organisation des Nations Unies, le Département des menaces transnationales de l’OSCE et le Comité d’experts sur le terrorisme du Conseil de l’Europe, ainsi qu’avec les organes compétents du GUAM, de l’Union européenne, de l’Organisation de Shanghai pour la coopération, de la CEI et d’autres organisations.

## Terrorist threats against Azerbaijan during the 44 days of Patriotic War

patriotic-war = Menaces terroristes contre l’Azerbaïdjan pendant les 44 jours de la Guerre patriotique et mesures prises pour les contrer

patriotic-war-fighters = Pendant les 44 jours de la Guerre patriotique, la République d’Arménie a eu massivement recours à des mercenaires et à des combattants terroristes étrangers contre les Forces armées de la République d’Azerbaïdjan et a mobilisé des organisations de la diaspora arménienne agissant dans des pays étrangers sous couvert d’entités caritatives, afin de collecter des fonds destinés à financer des activités terroristes menées dans les territoires souverains de l’Azerbaïdjan contre la population civile de celui-ci.

patriotic-war-report = Un rapport complet<note-link>[1]</note-link> sur le recours par la République d’Arménie à des mercenaires et à des combattants terroristes étrangers au cours de son offensive militaire menée contre l’Azerbaïdjan à partir de septembre 2020 a été établi, sur la base de faits indéniables et de données communiquées par les organes compétents de l’État et recueillies auprès de sources ouvertes, et présenté au Secrétariat de l’Organisation des Nations Unies, aux États Membres de l’Organisation et à d’autres organisations internationales compétentes en la matière.

patriotic-war-funds = L’Azerbaïdjan a également pris des mesures efficaces pour empêcher les flux financiers illicites issus de campagnes illégales de collecte de fonds menées par des organisations de la diaspora arménienne agissant dans des pays étrangers et abusant de leur statut d’organisation caritative. Les fonds recueillis au moyen de ces campagnes illicites ont été transférés au budget de l’État arménien pour être ensuite utilisés aux fins du financement d’activités terroristes contre la population civile de l’Azerbaïdjan. L’Azerbaïdjan a établi un rapport détaillé sur ces activités malveillantes et l’a présenté aux autorités de surveillance financière des États Membres de l’Organisation des Nations Unies, en vue de garantir que tous les États exercent la vigilance requise à l’égard de telles entités corrompues.

## Note

note-report = [1] Pour référence : <symbol>A/75/625-S/2020/1161</symbol>

## The end of the page

share-heading = Partager cette page

rights = Tous droits réservés. Pour toute utilisation de contenus sous licence, veuillez <contact-link>nous contacter</contact-link>.

privacy-policy = Politique de confidentialité
