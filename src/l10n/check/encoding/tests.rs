//! Texts that were read or saved in another encoding: each kind of damage is told once, and its texts are not shown.

use super::*;
use crate::l10n::check::tests::{found, told};
use crate::l10n::check::{Index, broken};
use crate::l10n::file::LocaleFile;

/// UTF-8 read as windows-1252, or as ISO 8859-1.
fn misread_as(text: &str, is_windows: bool) -> String {
    match is_windows {
        true => encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned(),
        false => text.bytes().map(char::from).collect(),
    }
}

#[test]
fn a_file_that_was_read_in_the_wrong_encoding_is_one_finding() {
    for text in [
        "Le fléau n’est pas nouveau, déjà",
        "Fußnoten für alle",
        "Министерство",
        "وزارة الخارجية",
        "Azərbaycan ərazisində müəyyən",
        "Türkiye’nin şeyi",
        "打击恐怖主义",
        "😀 und 😀",
    ] {
        for is_windows in [true, false] {
            let german = format!("a = {}\nb = y\nc = {}\n", misread_as(text, is_windows), misread_as(text, is_windows));
            let found = found("de", "a = x\nb = x\nc = x", &[&german]);
            assert!(found.starts_with("error encoding `") && !found.contains(','), "{text}: {found}");
        }
    }
    // One alone is told of its text.
    assert_eq!(found("fr", "a = x\nb = x", &["a = flÃ©au\nb = é"]), "error encoding `Ã©` a");
    let french = "a = flÃ©au dÃ©jÃ";
    assert_eq!(found("fr", "a = x", &[french]), "error encoding `Ã©` ");
    assert_eq!(
        told("fr", "a = x", french)[0],
        (
            "the file was read in the wrong encoding and saved again: “Ã©” stands for “é”".to_owned(),
            "take the last good version of the file, and open it as UTF-8".to_owned()
        )
    );
}

#[test]
fn what_is_lost_of_a_file_is_one_finding_with_its_lines() {
    let english = "a = x\nb = x\nc = x\nd = x\n";
    let file = "a = d\u{fffd}j\u{fffd}\nb = \u{fffd}\nc = y\nd =\n    l\u{fffd}\n    m\u{fffd}me";
    assert_eq!(found("fr", english, &[file]), "error encoding `\u{fffd}` ");
    assert_eq!(
        told("fr", english, file)[0],
        (
            "5 characters are lost in the lines 1–2, 5–6, which are not in UTF-8 as the rest of the file".to_owned(),
            "type or paste these lines again and save the file as UTF-8, or take them from its last good version"
                .to_owned()
        )
    );
    let line = told("fr", english, "a = d\u{fffd}j\u{fffd}")[0].0.clone();
    assert_eq!(line, "2 characters are lost in line 1, which is not in UTF-8 as the rest of the file");
    assert_eq!(found("fr", english, &["# \u{fffd}\u{fffd}\na = y"]), "warning encoding `\u{fffd}` ");
    assert_eq!(found("fr", english, &["# \u{fffd}\na = y\u{fffd}"]), "error encoding `\u{fffd}` ");
    let garbage = "a = <\u{fffd} &nbsp; \u{e000}\u{fffd} { $n }\nb = y";
    assert_eq!(found("fr", english, &[garbage]), "error encoding `\u{fffd}` ", "and what follows from it");
    assert_eq!(found("fr", english, &["a = y\u{fffd}"]), "error encoding `\u{fffd}` a");
    assert_eq!(named(&(0..100).map(|n| n * 2).collect::<Vec<_>>()).matches(", ").count(), MAX_LINES);
}

#[test]
fn letters_that_have_become_question_marks_are_one_finding_and_their_texts_are_not_shown() {
    let english = "a = x\nb = x\nc = x\nd = x?\n";
    for (tag, text, expected) in [
        ("fr", "a = Fran?ais\nb = l?Azerba?djan ?\nc = y\nd = Quoi ?", "a b d"),
        ("fr", "a = Fran?ais\nb = D?claration\nc = été\nd = Quoi?", "a b"),
        ("fr", "a = Fran?ais\nb = D?claration\nc = été ? voir\nd = publi? le", "a b c d"),
        ("az", "a = Az?rbaycan\nb = m?lumat\nc = ölkə\nd = ?lav?", "a b d"),
        ("ru", "a = ????? ? ??????????\nb = ??????\nc = ???\nd = 5?", "a b c d"),
        ("zh-Hans", "a = ??????\nb = ??????????\nc = 5\nd = 5?", "a b d"),
        ("fr", "a = y\n    .b = Fran?ais\nb = y\nc = y\r\nd = D?claration\r\n", "a d"),
        ("fr", "-t = Fran?ais\na = { $n ->\n    [one] d?j?\n   *[other] y\n }", "-t a"),
    ] {
        let all = found(tag, english, &[text]);
        assert!(all.starts_with("error encoding `?` ") && !all.contains(", "), "{text}: {all}");
        let file = LocaleFile::new(format!("{tag}/a.ftl"), text.as_bytes());
        assert_eq!(ids(&ParsedFile::new(&file)).join(" "), expected, "{text}");
    }
    let told = told("fr", english, "a = Fran?ais\nb =\n    d?j?\n    vu");
    assert_eq!(
        told[0],
        (
            "3 letters or signs have become question marks in the lines 1, 3: they were saved in an encoding that \
             does not have them"
                .to_owned(),
            "take these lines from the last good version of the file, or type them again, and save the file as UTF-8"
                .to_owned()
        )
    );
    for (tag, text) in [
        ("fr", "a = Quoi\u{a0}? Ah\u{a0}?\nb = https://example.org/?a=b&c?d"),
        ("es", "a = ¿Qué?¿Quién?\nb = ¿Y?"),
        ("ja", "a = 何か?はい\nb = 試しますか?今すぐ"),
        ("de", "a = Warum?Weil\nb = Wer?Ich"),
    ] {
        assert_eq!(found(tag, english, &[text]), "", "{text}");
    }
}

#[test]
fn letters_that_stand_beside_signs_are_no_such_characters() {
    for (tag, text) in [
        ("fr", "LIBERTÉ\u{a0}! OÙ\u{a0}? «\u{a0}la liberté\u{a0}»… «\u{a0}la liberté\u{a0}»…"),
        ("es", "«PASÓ» “PASÓ” “PASÓ” café”… café”— café”—"),
        ("pt", "“MANHÔ “MANHÔ «IRMû «IRMû é”…"),
        ("sv", "”Å” ”Å” Å–Å"),
        ("de", "Ö«Ä»ß“ß“ß“"),
        ("vi", "cà phê… cà phê… tổ chức"),
    ] {
        assert_eq!(found(tag, "a = x", &[&format!("a = {text}")]), "", "{text}");
    }
}

#[test]
fn a_text_in_letters_of_another_script_is_told_whatever_it_was_read_in() {
    let damaged = |text: &str, page: &'static encoding_rs::Encoding| {
        page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    };
    let english = "a = x\nb = x\nc = x\nd = x\n";
    for (tag, page, texts) in [
        ("ru", encoding_rs::WINDOWS_1251, ["Бич терроризма", "Заявление", "не нова", "Главное"]),
        ("ru", encoding_rs::KOI8_R, ["Бич терроризма", "Заявление", "не нова", "Главное"]),
        ("ru", encoding_rs::IBM866, ["Бич терроризма", "Заявление", "не нова", "Главное"]),
        ("ar", encoding_rs::WINDOWS_1256, ["الإرهاب ليس جديدا", "بيان", "وزارة الخارجية", "اتصل بنا"]),
        ("fa", encoding_rs::WINDOWS_1256, ["تروریسم پدیده‌ای نو نیست", "بیانیه", "وزارت امور خارجه", "تماس"]),
    ] {
        let file = |is_damaged: [bool; 4]| {
            let text = |(text, (name, is_damaged)): (&str, (char, bool))| {
                format!("{name} = {}\n", if is_damaged { damaged(text, page) } else { text.to_owned() })
            };
            texts.into_iter().zip(('a'..='d').zip(is_damaged)).map(text).collect::<String>()
        };
        let all = file([true; 4]);
        let found_all = found(tag, english, &[&all]);
        assert!(found_all.starts_with("error encoding `") && found_all.ends_with("` "), "{tag}: {found_all}");
        assert!(!found_all.contains(", "), "{tag}: {found_all}");
        assert_eq!(found(tag, english, &[&file([false; 4])]), "", "{tag}");
        let one = found(tag, english, &[&file([true, false, false, false])]);
        assert!(one.starts_with("error encoding `") && one.ends_with("` a") && !one.contains(", "), "{tag}: {one}");
    }
    let russian = "a = Р‘РёС‡ СЏРІР»РµРЅРёРµ\nb = да, нет\n# РЇРІР»РµРЅРёРµ\n\nc = ну вот\n";
    assert_eq!(
        told("ru", english, russian)[0],
        (
            "the text was read in the wrong encoding: “Р‘” stands for “Б”".to_owned(),
            "type or paste it again, or take it from the last good version of the file".to_owned()
        )
    );
    assert_eq!(told("ru", english, russian).len(), 1, "what is in a comment is not shown");
    let chinese = "a = 打击。\nb = 打击恐怖主义。\nlanguage-name = 简体中文\n";
    let english = "a = X.\nb = X x.\nlanguage-name = English";
    let one = found("zh-Hans", english, &[&damaged(chinese, encoding_rs::WINDOWS_1252)]);
    assert!(one.starts_with("error encoding `") && !one.contains(", "), "what follows of it: {one}");
}

#[test]
fn the_messages_that_hold_such_characters_are_not_shown() {
    let file = |text: &str| LocaleFile::new("fr/a.ftl", text.as_bytes());
    for (text, expected) in [
        ("a = flÃ©au\n-t = dÃ©jÃ©\nb = y\n# Ã©\nc = y\nd =\n    y\n    .b = Ã©", &["a", "-t", "d"][..]),
        ("a = flÃ©au", &["a"]),
        (
            "a = d\u{fffd}j\u{fffd}\n-t = d\u{fffd}\nb = y\n# \u{fffd}\nc = y\nd =\n    y\n    .b = \u{fffd}",
            &["a", "-t", "d"],
        ),
    ] {
        let file = file(text);
        let parsed = [ParsedFile::new(&file)];
        assert_eq!(ids(&parsed[0]), expected, "{text}");
        let index = Index::new("fr".parse().unwrap_or_default(), &parsed);
        let broken = broken(&index, &[]);
        assert!(broken.len() == expected.len() && expected.iter().all(|id| broken.contains(*id)), "{broken:?}");
    }
}
