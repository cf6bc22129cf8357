//! Mails as a mail program reads them.

use std::collections::BTreeMap;

use mail_parser::{Message, MessageParser};

use super::smtp::Received;

/// A mail, parsed.
pub fn parsed(mail: &[u8]) -> Message<'_> {
    MessageParser::default().parse(mail).unwrap()
}

/// The reference that the subject of a mail ends with.
pub fn reference(mail: &Message<'_>) -> String {
    mail.subject().unwrap().split(['[', ']']).nth(1).unwrap().to_owned()
}

/// Mails by their Message-ID, in the order in which they came.
pub fn by_id(mails: &[Received]) -> BTreeMap<String, Vec<&Received>> {
    let mut by_id = BTreeMap::<_, Vec<_>>::new();
    for received in mails {
        by_id.entry(parsed(&received.mail).message_id().unwrap().to_owned()).or_default().push(received);
    }
    by_id
}

/// What somebody typed, out of the marks around it and before each line.
pub fn typed(body: &str, reference: &str) -> String {
    let begin = format!("--- The message {reference}, each line of it behind | ---\n");
    let end = format!("\n--- End of the message {reference} ---");
    let marked = body.trim_end().strip_prefix(&begin).unwrap().strip_suffix(&end).unwrap();
    let lines = marked.split('\n').map(|line| {
        line.strip_prefix("| ").or(Some("").filter(|_| line == "|")).unwrap_or_else(|| panic!("{line:?} is not marked"))
    });
    lines.collect::<Vec<_>>().join("\n")
}
