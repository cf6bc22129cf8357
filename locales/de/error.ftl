### Pages that say what went wrong.

error-not-found = Seite nicht gefunden
    .text = Unter dieser Adresse gibt es keine Seite. Möglicherweise wurde die Adresse falsch eingegeben, oder die Seite wurde verschoben.

error-method = Diese Adresse zeigt nur eine Seite an
    .text = An diese Adresse kann nichts gesendet werden. Es wurde nichts gespeichert.

error-server = Diese Seite kann zurzeit nicht angezeigt werden
    .text = Der Fehler liegt bei uns. Bitte versuchen Sie es in einigen Minuten erneut.

error-statement = Die Erklärung kann in diesen Sprachen gelesen werden:

error-contact = Wenn Sie meinen, dass der Fehler bei uns liegt, <contact-link>teilen Sie uns dies bitte mit</contact-link>.
