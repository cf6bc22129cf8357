### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Datenschutzerklärung

privacy-description = Was auf dieser Website mit personenbezogenen Daten geschieht: Seiten, Kontaktformular, Protokolle, Speicherdauer der Nachrichten und Ihre Rechte.

privacy-dated = Fassung vom { $date }

privacy-summary = Sie können diese Seiten lesen, ohne jemandem mitzuteilen, wer Sie sind. Die Seiten setzen keine Cookies, laden nichts von anderen Websites und zählen keine Besucher. Auf Ihrem Gerät wird nichts gespeichert, es sei denn, Sie wählen Leseeinstellungen, die Ihr Browser für diese Seiten aufbewahrt und an niemanden sendet, oder Sie senden uns eine Nachricht (siehe unten).

privacy-controller = Wer verantwortlich ist
    .official = Für diese Website ist das { -ministry } verantwortlich. Seine Anschrift finden Sie auf der <contact-link>Kontaktseite</contact-link>.
    .copy = Für diese Kopie ist ihr Betreiber verantwortlich. Der Betreiber ist nicht das { -ministry }. Auf der <contact-link>Kontaktseite</contact-link> steht, soweit bekannt, wie der Betreiber zu erreichen ist.

privacy-delivery = Wenn Sie eine Seite aufrufen
    .text = Ihr Browser übermittelt Ihre Netzwerkadresse (IP-Adresse), die Adresse der Seite und Einstellungen wie die bevorzugten Sprachen. Der Server verwendet diese Angaben nur, um zu antworten, und bewahrt sie danach nicht auf. Rechtsgrundlage ist das berechtigte Interesse daran, Ihnen die Seite anzuzeigen, die Sie angefordert haben.
    .logged = Ihr Browser übermittelt Ihre Netzwerkadresse (IP-Adresse), die Adresse der Seite und Einstellungen wie die bevorzugten Sprachen. Der Server verwendet diese Angaben, um zu antworten, und hält einen Teil davon fest, wie im nächsten Abschnitt angegeben. Rechtsgrundlage ist das berechtigte Interesse daran, Ihnen die Seite anzuzeigen, die Sie angefordert haben.

privacy-log = Wenn ein Fehler auftritt
    .text =
        Der Server führt keine Liste der Besuche. Nur wenn es ihm nicht gelingt, eine Anfrage zu beantworten, hält er den Zeitpunkt, die Art der Seite, das Ergebnis, die Dauer und eine Nummer fest, mit der sich der Eintrag dem eines vorgeschalteten Servers zuordnen lässt, und zwar { $address ->
            [off] ohne Ihre Netzwerkadresse
            [full] zusammen mit Ihrer Netzwerkadresse
           *[truncated] zusammen mit Ihrer Netzwerkadresse, die so gekürzt ist, dass sie für eine ganze Gruppe von Anschlüssen steht
        }. Rechtsgrundlage ist das berechtigte Interesse daran, den Fehler zu finden und zu beheben und Angriffe abzuwehren.
    .kept = Die Software speichert diese Einträge nicht selbst. Sie übergibt sie dem Protokoll des Rechners, auf dem sie läuft; dieser löscht sie nach seinen eigenen Einstellungen. Ein diesem Server vorgeschalteter Server kann ein eigenes Protokoll führen.

privacy-visits = Was der Server festhält
    .text =
        Der Server hält jede Anfrage fest: den Zeitpunkt, die Art der Seite und ihre Sprache, das Ergebnis, die Zahl der Bytes, die Dauer und eine Nummer, mit der sich der Eintrag dem eines vorgeschalteten Servers zuordnen lässt, und zwar { $address ->
            [off] ohne Ihre Netzwerkadresse
            [full] zusammen mit Ihrer Netzwerkadresse
           *[truncated] zusammen mit Ihrer Netzwerkadresse, die so gekürzt ist, dass sie für eine ganze Gruppe von Anschlüssen steht
        }. Er hält weder fest, was Sie eingeben, noch was in einer Adresse hinter einem Fragezeichen steht, noch welchen Browser Sie verwenden. Rechtsgrundlage ist das berechtigte Interesse daran, diese Website in Betrieb zu halten, Fehler zu finden und zu beheben und Angriffe abzuwehren.

privacy-messages = Wenn Sie uns schreiben
    .data = Das Formular speichert Ihren Namen, Ihre E-Mail-Adresse, Ihre Organisation, falls Sie eine nennen, das Thema und die Textstelle, die Sprache der Antwort, Ihre Nachricht, den Zeitpunkt, zu dem Sie sie gesendet haben, und die Tatsache, dass Sie eingewilligt haben. Alle Felder außer denen für die Organisation und die Textstelle werden benötigt, um Ihnen zu antworten. Sie sind nicht verpflichtet, uns zu schreiben.
    .text = Diese Daten werden nur verwendet, um Ihre Nachricht zu bearbeiten: Ihre Nachricht wird mit diesen Daten gespeichert, per E-Mail oder von Hand an diejenigen weitergeleitet, die für diese Website verantwortlich sind, gelesen, beantwortet und gelöscht. Bitte senden Sie keine Kopien von Pässen und keine Bankdaten.
    .device = Während Ihre Nachricht gesendet wird, bewahrt Ihr Browser Ihre Eingaben auf, damit er Ihnen zusammen mit der Referenznummer einmalig eine Kopie davon anzeigen kann. Danach löscht er die Eingaben, spätestens jedoch, wenn Sie das Fenster schließen.
    .basis = Rechtsgrundlage ist Ihre Einwilligung. Die Einwilligung gilt, bis die Daten gelöscht sind. Sie können sie jederzeit ohne Angabe von Gründen widerrufen: Schreiben Sie uns und geben Sie die Referenznummer Ihrer Nachricht an. Was bis dahin geschehen ist, bleibt rechtmäßig.
    .kept =
        { $days ->
            [0] Eine Nachricht wird auf dieser Website gelöscht, sobald sie weitergeleitet ist.
            [one] Eine Nachricht wird auf dieser Website { $days } Tag nach ihrer Weiterleitung gelöscht.
           *[other] Eine Nachricht wird auf dieser Website { $days } Tage nach ihrer Weiterleitung gelöscht.
        }
    .waiting =
        { $days ->
            [0] Eine Nachricht, die noch nicht weitergeleitet ist, wird aufbewahrt, außer in dem unten genannten Fall. Eine Nachricht wird gelöscht und nicht archiviert, sobald sie weitergeleitet ist, wenn Sie Ihre Einwilligung widerrufen oder wenn wir erfahren, dass Sie verstorben sind.
           *[other] Eine Nachricht, die noch nicht weitergeleitet ist, wird aufbewahrt, außer in dem unten genannten Fall. Eine Nachricht wird gelöscht und nicht archiviert, wenn die oben genannte Frist abgelaufen ist, wenn Sie Ihre Einwilligung widerrufen oder wenn wir erfahren, dass Sie verstorben sind.
        }
    .review =
        { $review ->
            [one] Muss ein Mensch über eine Nachricht entscheiden, weil sie nicht weitergeleitet werden kann oder dem Anschein nach automatisch gesendet wurde, so wird sie { $review } Tag nach ihrem Eingang gelöscht, jedoch nicht, bevor diejenigen, die diese Website betreiben, an die Nachricht erinnert worden sind.
           *[other] Muss ein Mensch über eine Nachricht entscheiden, weil sie nicht weitergeleitet werden kann oder dem Anschein nach automatisch gesendet wurde, so wird sie { $review } Tage nach ihrem Eingang gelöscht, jedoch nicht, bevor diejenigen, die diese Website betreiben, an die Nachricht erinnert worden sind.
        }

privacy-floods = Schutz vor massenhaften Nachrichten
    .text = Wenn eine Nachricht gesendet wird, merkt sich der Server eine Minute lang, von welcher Netzwerkadresse sie kam. Er bewahrt diese Angabe nur in seinem Arbeitsspeicher auf und nicht bei der Nachricht. Rechtsgrundlage ist das berechtigte Interesse daran, dass das Formular für alle nutzbar bleibt.

privacy-recipients = Wer Daten erhält
    .text = Eine Nachricht erhalten diejenigen, die diese Website betreiben, und diejenigen, die für diese Website verantwortlich sind. Die Dienste, die die Nachricht per E-Mail oder per Post befördern, und diejenigen, die die Rechner und Leitungen zwischen Ihnen und dieser Website betreiben, können sehen, was bei ihnen durchläuft, und können sich in anderen Ländern befinden. Niemand sonst erhält personenbezogene Daten, und diese Website selbst übermittelt keine ins Ausland.

privacy-share = Links zum Teilen
    .text = Die Links zu anderen Diensten sind einfache Links. Einem Dienst wird nichts übermittelt, bevor Sie seinem Link folgen. Danach gilt die Datenschutzerklärung dieses Dienstes.

privacy-automated = Keine automatisierten Entscheidungen
    .text = Um diese Seiten zu lesen, müssen Sie keine personenbezogenen Daten angeben, und es wird Ihnen nichts vorenthalten, wenn Sie es nicht tun. Es werden keine automatisierten Entscheidungen über Sie getroffen.
    .held = Eine Nachricht, die dem Anschein nach automatisch gesendet wurde, wird gekennzeichnet und gesondert aufbewahrt, bis ein Mensch sie angesehen hat. Geschieht dies nicht, so wird sie nach Ablauf der Frist gelöscht, die oben für Nachrichten genannt ist, über die ein Mensch entscheiden muss.

privacy-rights = Ihre Rechte
    .text = Sie können Auskunft darüber verlangen, welche Daten über Sie gespeichert sind, und verlangen, dass diese berichtigt, gelöscht, Ihnen übergeben oder nur noch eingeschränkt verwendet werden. Sie können ihrer Verwendung widersprechen. Diese Rechte haben Sie nach dem Gesetz der Republik Aserbaidschan „Über personenbezogene Daten“ (Nr. 998-IIIQ vom 11. Mai 2010) und, soweit sie anwendbar ist, nach der Datenschutz-Grundverordnung der Europäischen Union. Um Ihre Rechte auszuüben, <contact-link>schreiben Sie uns</contact-link>.
    .complaint = Sie können sich außerdem bei der Behörde beschweren, die an Ihrem Wohnort für den Datenschutz zuständig ist.

privacy-language = Sprachen
    .text = Diese Datenschutzerklärung hat in allen Sprachen denselben Inhalt. Sollten zwei Fassungen voneinander abweichen, ist die <source-link>englische Fassung</source-link> maßgeblich.
