### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = Datenschutzerklärung

privacy-dated = Fassung vom { $date }

privacy-summary = Sie können diese Seiten lesen, ohne jemandem mitzuteilen, wer Sie sind. Die Seiten setzen keine Cookies, speichern nichts auf Ihrem Gerät, laden nichts von anderen Websites und zählen keine Besucher.

privacy-controller = Wer verantwortlich ist
    .official = Für diese Website ist das { -ministry } verantwortlich. Seine Anschrift finden Sie auf der <contact-link>Kontaktseite</contact-link>.
    .copy = Für diese Kopie ist ihr Betreiber verantwortlich. Der Betreiber ist nicht das { -ministry }. Wie der Betreiber zu erreichen ist, steht, soweit bekannt, auf der <contact-link>Kontaktseite</contact-link>.

privacy-delivery = Wenn Sie eine Seite aufrufen
    .text = Ihr Browser übermittelt Ihre Netzwerkadresse, die Adresse der Seite und Einstellungen wie die bevorzugten Sprachen. Der Server verwendet diese Angaben nur, um zu antworten, und bewahrt sie danach nicht auf. Rechtsgrundlage ist das berechtigte Interesse daran, Ihnen die Seite anzuzeigen, die Sie angefordert haben.

privacy-log = Wenn ein Fehler auftritt
    .text = Der Server führt keine Liste der Besuche. Nur wenn es ihm nicht gelingt, eine Anfrage zu beantworten, hält er den Zeitpunkt, die Art der Seite, das Ergebnis und die Dauer fest, und zwar { $address ->
        [off] ohne Ihre Netzwerkadresse
        [full] zusammen mit Ihrer Netzwerkadresse
       *[truncated] zusammen mit Ihrer Netzwerkadresse, die so gekürzt ist, dass sie für eine ganze Gruppe von Anschlüssen steht
    }. Rechtsgrundlage ist das berechtigte Interesse daran, den Fehler zu finden und zu beheben und Angriffe abzuwehren.
    .kept = Die Software speichert diese Einträge nicht selbst. Sie übergibt sie dem Protokoll des Rechners, auf dem sie läuft; dieser löscht sie nach seinen eigenen Einstellungen. Ein diesem Server vorgeschalteter Server kann ein eigenes Protokoll führen.

privacy-messages = Wenn Sie der zuständigen Stelle schreiben
    .text = Ihr Name, Ihre Adresse und das, was Sie schreiben, werden nur verwendet, um Ihr Anliegen zu bearbeiten. Rechtsgrundlage ist Ihre Einwilligung, die Sie mit Ihrem Schreiben erteilen und jederzeit ohne Angabe von Gründen widerrufen können; was bis dahin geschehen ist, bleibt rechtmäßig. Bitte senden Sie keine Kopien von Pässen und keine Bankdaten.
    .kept = { $days ->
        [0] Nachrichten werden gelöscht, sobald sie bearbeitet sind.
        [one] Nachrichten werden { $days } Tag nach Abschluss der Bearbeitung gelöscht.
       *[other] Nachrichten werden { $days } Tage nach Abschluss der Bearbeitung gelöscht.
    }

privacy-recipients = Wer Daten erhält
    .text = Die Software gibt keine personenbezogenen Daten weiter. Wer die Rechner und Leitungen zwischen Ihnen und dieser Website betreibt, kann wie bei jeder Website die technischen Daten der Verbindung sehen. Eine Nachricht per E-Mail oder per Post durchläuft die Dienste, die sie befördern; diese können sich in anderen Ländern befinden. Diese Website selbst übermittelt keine personenbezogenen Daten ins Ausland.

privacy-share = Links zum Teilen
    .text = Die Links zu anderen Diensten sind einfache Links. Einem Dienst wird nichts übermittelt, bevor Sie seinem Link folgen. Danach gilt die Datenschutzerklärung dieses Dienstes.

privacy-automated = Keine Entscheidungen durch Maschinen
    .text = Um diese Seiten zu lesen, müssen Sie keine personenbezogenen Daten angeben, und es wird Ihnen nichts vorenthalten, wenn Sie es nicht tun. Es werden keine automatisierten Entscheidungen über Sie getroffen.

privacy-rights = Ihre Rechte
    .text = Sie können Auskunft darüber verlangen, welche Daten über Sie gespeichert sind, und verlangen, dass diese berichtigt, gelöscht, Ihnen übergeben oder nur noch eingeschränkt verwendet werden. Sie können ihrer Verwendung widersprechen. Diese Rechte haben Sie nach dem Gesetz der Republik Aserbaidschan „Über personenbezogene Daten“ (Nr. 998-IIIQ vom 11. Mai 2010) und, soweit sie anwendbar ist, nach der Datenschutz-Grundverordnung der Europäischen Union. Um sie auszuüben, <contact-link>schreiben Sie uns</contact-link>.
    .complaint = Sie können sich außerdem bei der Behörde beschweren, die an Ihrem Wohnort für den Datenschutz zuständig ist.

privacy-language = Sprachen
    .text = Diese Datenschutzerklärung hat in allen Sprachen denselben Inhalt. Sollten zwei Fassungen voneinander abweichen, ist die <source-link>englische Fassung</source-link> maßgeblich.
