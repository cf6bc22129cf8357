### /{tag}/share — ways to pass the statement on.

share-title = Diese Seite teilen

share-description = Möglichkeiten, die Erklärung zur Bekämpfung des Terrorismus zu teilen: Link, QR-Code, Quellenangabe und Dienste.

share-link = Link
    .hint = Die Adresse der Seite in dieser Sprache.
    .copy = Link kopieren
    .copied = Der Link wurde kopiert.

share-device = Mit einer App auf diesem Gerät teilen

share-services = Dienste
    .hint = Ein Dienst erfährt nichts über Sie, bevor Sie seinem Link folgen. Danach gelten seine eigenen Regeln.

share-on = Über { $service } teilen

share-email = Per E-Mail senden

share-code = QR-Code
    .hint = Richten Sie die Kamera eines Telefons auf den Code, um die Seite dort zu öffnen.

share-citation = Quellenangabe
    .hint = So geben Sie die Seite als Quelle an.
    .copy = Quellenangabe kopieren
    .copied = Die Quellenangabe wurde kopiert.

share-citation-un = UN-Zitierweise
    .hint = So nennen die Dokumente der Vereinten Nationen ihre Quellen.
    .copy = Quellenangabe in UN-Zitierweise kopieren
    .copied = Die Quellenangabe in UN-Zitierweise wurde kopiert.

share-citation-work = { -ministry }, „{ $title }“
    .unreviewed = { -ministry }, „{ $title }“, nichtamtliche Übersetzung
    .paragraph = { $work }, Abs. { $number }

share-citation-text = { $work }, { $url }
    .un = { $work }. Verfügbar unter { $url }

share-citation-copy = { $citation } (nichtamtliche Kopie, Text am { $date } übernommen)
    .undated = { $citation } (nichtamtliche Kopie)

share-citation-read = { $citation } (abgerufen am { $day })
