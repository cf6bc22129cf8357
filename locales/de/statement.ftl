### /{tag}/fight-against-terrorism — the statement of the ministry.
###
### The words are the ministry’s. They are kept exactly, its spelling
### included: nothing is added, mended, softened or left out. A translation
### says the same, in the formal register of official documents, and gives
### every institution, law and document its official name in its language.
### The id of a passage is its address on the page (#background-origins), the
### same in every language.

## Titles

section = Internationale Zusammenarbeit
title = Kampf gegen den Terrorismus
heading = BEKÄMPFUNG DES TERRORISMUS

## Background information

background = Hintergrundinformationen

background-origins = Die Geißel des Terrorismus ist für Aserbaidschan keine neue Erscheinung, da das Land dieser Bedrohung seit den 1980er-Jahren ausgesetzt ist.

background-acts = Es liegen dokumentierte Tatsachen zu terroristischen Aktivitäten vor, die von Armenien im Hoheitsgebiet Aserbaidschans initiiert, begangen oder orchestriert wurden und Tausende unschuldiger Menschenleben gefordert haben. Seit Ende der 1980er-Jahre, als Armenien offen auf das Hoheitsgebiet Aserbaidschans übergriff und eine militärische Aggression gegen dessen territoriale Unversehrtheit begann, haben armenische Terroristen im Hoheitsgebiet Aserbaidschans wiederholt terroristische Handlungen begangen. Einige von ihnen genießen noch immer Straflosigkeit und sind bislang nicht vor Gericht gestellt worden.

background-contribution = Aserbaidschan leistet weiterhin einen bedeutenden Beitrag zu den internationalen Anstrengungen zur Bekämpfung des Terrorismus. Seit den Terroranschlägen gegen die Vereinigten Staaten handelt Aserbaidschan entschlossen und zügig, um seinen wertvollen Beitrag zur weltweiten Kampagne gegen den internationalen Terrorismus zu leisten. Den Aufrufen der internationalen Gemeinschaft folgend, hat Aserbaidschan seinen Luftraum und seine Flughäfen für die Nutzung durch die Koalition gegen den Terrorismus in ihrem Kampf gegen die Taliban und Al-Qaida in Afghanistan geöffnet.

## Measures at the national level

national-measures = Maßnahmen auf nationaler Ebene

national-measures-conventions = Aserbaidschan hat konsequente Anstrengungen unternommen und unternimmt sie weiterhin, um seine nationalen Rechtsvorschriften mit den internationalen Rechtsinstrumenten zu verschiedenen Aspekten des Kampfes gegen den Terrorismus in Einklang zu bringen. Es ist allen 12 internationalen Übereinkommen zur Bekämpfung des Terrorismus beigetreten.

national-measures-law = Das Gesetz über die Bekämpfung des Terrorismus (1999) legt den gesetzlichen Rahmen für die Organisation wirksamer Gegenmaßnahmen durch die jeweils zuständigen Behörden der Republik Aserbaidschan fest.

national-measures-prevention = Die nationalen Maßnahmen gegen den Terrorismus beschränken sich nicht auf Tätigkeiten der Strafverfolgung, sondern umfassen auch Präventionsstrategien zur Bekämpfung extremistischer und radikaler Ideologien, die zu terroristischen Aktivitäten führen könnten. Zu den nationalen Gegenmaßnahmen gehören ferner soziale Aktivitäten, um potenzielle Straftäter und ihre Familienangehörigen zu rehabilitieren und wieder in die Gesellschaft einzugliedern.

national-measures-agencies = Die Gesetzesreformen gingen mit institutionellen Entwicklungen einher, die den Weg für den Aufbau einer wirksamen behördenübergreifenden Zusammenarbeit und Koordinierung bei der Bekämpfung des Terrorismus geebnet haben. Die wichtigsten nationalen Behörden mit besonderen Zuständigkeiten im Kampf gegen den Terrorismus sind der Staatssicherheitsdienst, der Auslandsnachrichtendienst, das Ministerium für Innere Angelegenheiten und der Staatliche Grenzdienst. Neben diesen Strafverfolgungsbehörden führen das Staatskomitee für die Arbeit mit religiösen Organisationen, das Staatskomitee für Familien-, Frauen- und Kinderangelegenheiten und einige weitere zuständige Behörden im Rahmen des umfassenden Ansatzes der Regierung im Kampf gegen den Terrorismus präventive und soziale Aktivitäten durch.

national-measures-finance = Der Dienst für Finanzüberwachung ist in seiner Eigenschaft als zentrale Meldestelle (Financial Intelligence Unit) des Landes auf die Bekämpfung der Geldwäsche und der Terrorismusfinanzierung spezialisiert worden. Seine Arbeitsweise wurde reformiert, um den wichtigsten Standards der Arbeitsgruppe „Bekämpfung der Geldwäsche und der Terrorismusfinanzierung“ (Financial Action Task Force) der OECD zu entsprechen.

## International cooperation

international-cooperation = Internationale Zusammenarbeit

international-cooperation-importance = Aserbaidschan betrachtet die internationale Zusammenarbeit als einen der wichtigsten Bestandteile des weltweiten Kampfes gegen den Terrorismus.

international-cooperation-mechanisms = Neben dem Abschluss bilateraler und multilateraler Abkommen mit verschiedenen Staaten zur Stärkung der gemeinsamen Fähigkeiten zur Terrorismusbekämpfung beteiligt sich die Republik Aserbaidschan auch aktiv an regionalen und internationalen Kooperationsmechanismen.

international-cooperation-organizations = Sie arbeitet mit dem Büro der Vereinten Nationen für Terrorismusbekämpfung, der Abteilung für grenzüberschreitende Bedrohungen der OSZE, dem Sachverständigenausschuss für Terrorismus des Europarats sowie den zuständigen Stellen der GUAM, der Europäischen Union, der Shanghaier Organisation für Zusammenarbeit, der Gemeinschaft Unabhängiger Staaten und weiterer Organisationen zusammen.

## Terrorist threats against Azerbaijan during the 44 days of Patriotic War

patriotic-war = Terroristische Bedrohungen für Aserbaidschan während der 44 Tage des Vaterländischen Krieges und die zu ihrer Abwehr ergriffenen Maßnahmen

patriotic-war-fighters = Während der 44 Tage des Vaterländischen Krieges setzte die Republik Armenien in massivem Umfang Söldner und ausländische terroristische Kämpfer gegen die Streitkräfte der Republik Aserbaidschan ein und mobilisierte Organisationen der armenischen Diaspora, die im Ausland unter dem Deckmantel wohltätiger Einrichtungen tätig waren, um Mittel zur Finanzierung terroristischer Aktivitäten in den souveränen Gebieten Aserbaidschans gegen dessen Zivilbevölkerung zu beschaffen.

patriotic-war-report = Ein umfassender Bericht<note-link>[1]</note-link> über den Einsatz von Söldnern und ausländischen terroristischen Kämpfern durch die Republik Armenien während ihrer im September 2020 begonnenen Militäroffensive gegen Aserbaidschan wurde auf der Grundlage unbestreitbarer Tatsachen und Daten, die von den zuständigen staatlichen Behörden vorgelegt und aus offenen Quellen zusammengetragen wurden, erstellt und dem Sekretariat der Vereinten Nationen, den Mitgliedstaaten der Vereinten Nationen und anderen internationalen Organisationen mit einschlägigem Aufgabenbereich übermittelt.

patriotic-war-funds = Aserbaidschan hat ferner wirksame Maßnahmen ergriffen, um die unerlaubten Finanzströme zu verhindern, die aus illegalen Spendenkampagnen stammen, welche im Ausland tätige Organisationen der armenischen Diaspora unter Missbrauch ihres Status als wohltätige Einrichtungen durchführen. Die durch solche unerlaubten Kampagnen gesammelten Mittel wurden an den Staatshaushalt Armeniens überwiesen, um anschließend zur Finanzierung terroristischer Aktivitäten gegen die Zivilbevölkerung Aserbaidschans verwendet zu werden. Aserbaidschan hat einen ausführlichen Bericht über derartige böswillige Aktivitäten erstellt und ihn den Finanzüberwachungsbehörden der Mitgliedstaaten der Vereinten Nationen vorgelegt, um sicherzustellen, dass alle Staaten in Bezug auf solche korrupten Einrichtungen die gebotene Sorgfalt walten lassen.

## Note

note-report = [1] Fundstelle: <symbol>A/75/625-S/2020/1161</symbol>

## The end of the page

share-heading = Diese Seite teilen

rights = Alle Rechte vorbehalten. Bitte <contact-link>kontaktieren Sie uns</contact-link>, wenn Sie lizenziertes Material verwenden möchten.

privacy-policy = Datenschutzerklärung
