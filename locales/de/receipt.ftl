### /{tag}/contact/received/{reference} — what a citizen sees after a message has been stored.

receipt-title = Ihre Nachricht ist eingegangen

receipt-reference = Referenznummer
    .hint = Bitte notieren Sie die Referenznummer und geben Sie diese an, wenn Sie uns zu dieser Nachricht schreiben.

receipt-time = Eingegangen am { $date } um { $time } Uhr (UTC).

receipt-next = Wie es weitergeht
    .official = Die Nachricht ist gespeichert und wird an die für diese Website verantwortliche Stelle weitergeleitet. Ein Mensch wird sie lesen.
    .copy = Die Nachricht ist gespeichert und wird an den Betreiber dieser Kopie weitergeleitet, nicht an das Ministerium. Ein Mensch wird sie lesen.
    .reply = Wenn die Nachricht eine Antwort erfordert, erhalten Sie diese per E-Mail und nach Möglichkeit in der von Ihnen gewählten Sprache.
    .kept =
        { $days ->
            [0] Ihre Nachricht wird auf dieser Website gelöscht, sobald sie weitergeleitet ist.
            [one] Ihre Nachricht wird auf dieser Website { $days } Tag nach ihrer Weiterleitung gelöscht.
           *[other] Ihre Nachricht wird auf dieser Website { $days } Tage nach ihrer Weiterleitung gelöscht.
        }
    .again = Sie brauchen die Nachricht nicht erneut zu senden: Wird derselbe Text innerhalb eines Tages erneut gesendet, erhält er dieselbe Referenznummer.

receipt-sent = Ihre Kopie der Nachricht
    .hint = Ihre Kopie wird nur dieses eine Mal angezeigt. Wenn Sie sie aufbewahren möchten, drucken Sie die Seite.

receipt-keep = Sie können diese Seite drucken oder ihre Adresse aufbewahren. Wer die Adresse später aufruft, sieht nichts von dem, was Sie geschrieben haben.

receipt-copy = Referenznummer kopieren
    .copied = Die Referenznummer wurde kopiert.

receipt-local = Nach der Uhr dieses Geräts:

receipt-page = Diese Seite

receipt-back = Zurück zur Erklärung

receipt-print = Diese Seite drucken

receipt-unknown = Zu dieser Referenznummer gibt es keine Nachricht
    .mistyped = Die Referenznummer enthält einen Tippfehler. Bitte vergleichen Sie jedes Zeichen mit Ihrer Notiz.
    .text = Bitte vergleichen Sie die Referenznummer mit Ihrer Notiz. Nachrichten werden nach einiger Zeit gelöscht und mit ihnen ihre Referenznummern.
    .contact = Wenn Sie meinen, dass der Fehler bei uns liegt, <contact-link>schreiben Sie uns bitte</contact-link>.

receipt-unavailable = Abfrage der Referenznummer zurzeit nicht möglich
    .text = Eine Nachricht, deren Referenznummer Ihnen angezeigt wurde, ist gespeichert. Bitte versuchen Sie es in einigen Minuten erneut.
