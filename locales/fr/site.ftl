### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

language-name = Français

skip = Aller au texte

menu = Langue

breadcrumb = Vous êtes ici

document-title = { $page } – { $site }

site-official = Affaires étrangères d’Azerbaïdjan

site-copy = copie non officielle de { $website }

publisher-official = { -ministry }

publisher-copy = { -ministry } (copie non officielle)

description = Déclaration du { -ministry } sur la lutte contre le terrorisme, à lire, à imprimer, à citer et à partager.

notice-copy = Ceci n’est pas le site web du { -ministry }. Il s’agit d’une copie non officielle de <original-link>la page du Ministère</original-link>.

copy-band = <strong>Copie non officielle</strong><rest> – ce n’est pas le site web du Ministère</rest>

notice-unreviewed = Ceci est une traduction non officielle. Le <source-link>texte anglais</source-link> fait foi.

notice-reviewed = Traduction révisée le { $date } (révision : { $name }).

notice-missing =
    { $count ->
        [one] Un passage n’a pas encore été traduit et est affiché dans une autre langue ({ $language }) :
       *[other] { $count } passages n’ont pas encore été traduits et sont affichés dans une autre langue ({ $language }) :
    }

notice-stale =
    { $count ->
        [one] Le texte anglais d’un passage a été modifié depuis sa traduction :
       *[other] Le texte anglais de { $count } passages a été modifié depuis leur traduction :
    }

notice-changed =
    { $count ->
        [one] Un passage a été modifié ou ajouté depuis la révision de cette traduction :
       *[other] { $count } passages ont été modifiés ou ajoutés depuis la révision de cette traduction :
    }

##

retrieved = Texte repris le { $date }

about-text = À propos de ce texte

changed = Dernière modification dans cette langue : { $date }

in-languages =
    { $count ->
        [one] En { $count } langue
       *[other] En { $count } langues
    }

# l10n-same
passage-link = Passage { $number }

contents = Sur cette page

heading-link = Lien vers la section « { $heading } »

note-mark = Note de bas de page

# l10n-same
note-heading =
    { $count ->
        [1] Note
       *[more] Notes
    }

note-back = Retour au texte

abbreviations =
    { $count ->
        [1] Sigle
       *[more] Sigles
    }

attribution = Ceci est une déclaration du { -ministry }, reprise du <original-link>site web du Ministère</original-link>.

use = Utiliser ce texte
    .beside = Deux langues en parallèle
    .paper = Impression, texte brut
    .print = Imprimer
    .mistakes = Erreurs

# l10n-same
parallel-title = { $title } ({ $languages })

parallel-swap = Intervertir les deux langues

parallel-single = { $language } uniquement

plain-text = Texte brut

report = Signaler une erreur dans le texte

share-more = Tous les moyens de partage

reading = Préférences de lecture
    .larger = Texte plus grand
    .spacing = Plus d’espace entre les lignes et les mots
    .contrast = Contraste plus élevé
    .plain = Police simple (sans empattement)
    .reset = Réinitialiser

footer = À propos de ce site
# l10n-same
footer-contact = Contact
footer-accessibility = Accessibilité
