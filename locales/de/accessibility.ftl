### /{tag}/accessibility — the accessibility statement.
### Its outline follows the model of Commission Implementing Decision (EU)
### 2018/1523. It says only what has been done and measured.

accessibility-title = Erklärung zur Barrierefreiheit

accessibility-description = Inwieweit diese Website mit den WCAG 2.2 und der Norm EN 301 549 vereinbar ist, was nicht barrierefrei ist und wie Sie eine Barriere melden.

accessibility-dated = Diese Erklärung wurde am { $date } erstellt und wird mindestens einmal jährlich überprüft.

accessibility-scope = Diese Erklärung gilt für alle Seiten dieser Website ({ $site }) in allen ihren Sprachen. Alle Menschen sollen diese Seiten lesen und nutzen können, unabhängig von ihren Fähigkeiten, ihren Geräten und ihrer Internetverbindung.

accessibility-status = Stand der Vereinbarkeit mit den Anforderungen
    .text = Diese Website ist mit den Richtlinien für barrierefreie Webinhalte (WCAG) 2.2, Konformitätsstufe AA, und mit der Norm EN 301 549 teilweise vereinbar. Mängel sind nicht bekannt, doch haben Menschen, die assistive Technologien nutzen, die Website noch nicht in jeder Sprache geprüft. Solange dies nicht geschehen ist, bezeichnen wir sie nicht als vollständig vereinbar.

accessibility-limits = Nicht barrierefreie Inhalte
    .failures = Unvereinbarkeit mit den Standards: Es ist keine bekannt.
    .burden = Unverhältnismäßige Belastung: Es wird keine geltend gemacht.
    .scope = Außerhalb des Geltungsbereichs dieser Erklärung: die Websites der Dienste, über die die Seite geteilt werden kann, und Dokumente anderer Organisationen, die in der Erklärung des Ministeriums erwähnt werden.

accessibility-measures = Was getan wurde
    .text = Jede Seite lässt sich mit einem Screenreader lesen und allein mit der Tastatur bedienen, ohne Skripte, ohne Formatvorlagen, in großer Schrift, bei einer Vergrößerung von 400 Prozent, in hellen und in dunklen Farben sowie auf Papier. Nichts bewegt sich, und nichts ist zeitlich begrenzt. Text in einer anderen Sprache ist als solcher gekennzeichnet. Text und Hintergrund haben einen Kontrast von mindestens 7 zu 1. Am Ende jeder Seite lassen sich Leseeinstellungen wählen: größere Schrift, mehr Abstand, höherer Kontrast und eine schlichtere Schriftart.
    .alternatives = Die Erklärung des Ministeriums ist auch als <text-link>reiner Text</text-link> verfügbar.

accessibility-method = Wie diese Erklärung erstellt wurde
    .text = Diese Erklärung beruht auf einer Bewertung durch die Hersteller der Software. Bei jeder Änderung wird jede Seite in jeder Sprache mit automatischen Werkzeugen untersucht, in hellen und in dunklen Farben, auf einem breiten und auf einem schmalen Bildschirm; geprüft werden auch ihr Aufbau, ihr Kontrast, ihr Verhalten bei 320 Pixeln und ihre Druckfassung.

accessibility-feedback = Wenn Sie auf eine Barriere stoßen
    .text = Bitte <contact-link>teilen Sie uns mit</contact-link>, um welche Seite es sich handelt und was Sie tun wollten. Sie können auch um den Text in einer anderen Form bitten.

accessibility-enforcement = Wenn Sie mit der Antwort nicht zufrieden sind
    .text = Sie können sich an das Amt des Menschenrechtsbeauftragten (Ombudsmanns) der Republik Aserbaidschan wenden, das die Einhaltung des Übereinkommens über die Rechte von Menschen mit Behinderungen überwacht.
