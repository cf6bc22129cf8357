//! Texts as pages ask for them: values, elements, languages, and what is put around them.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::l10n::Requirements;
use crate::l10n::file::LocaleFile;

const ENGLISH: &str = "here = { $name } <l>here</l>\n    .hint = Hint\nonly = <em>Only</em> “{ $n }”\nbare =\n    .hint = x\nsum = { NUMBER($n) }\n";

fn catalog() -> Catalog {
    let arabic = "here = <l>هنا</l> { $name }\n    .hint = تلميح\n";
    let files = [("en/site.ftl", ENGLISH), ("ar/site.ftl", arabic)];
    Catalog::load(
        &files.map(|(path, text)| LocaleFile::new(path, text.as_bytes())),
        &Requirements { passages_in: "statement.ftl", share_services: &[] },
    )
    .unwrap()
}

fn view<'c>(catalog: &'c Catalog, tag: &str) -> View<'c> {
    View::new(catalog, catalog.by_tag(tag).unwrap())
}

#[test]
fn a_text_says_its_language_only_where_it_is_another_one() {
    let catalog = catalog();
    let (en, ar) = (view(&catalog, "en"), view(&catalog, "ar"));
    let here = |view: &View<'_>| view.text("here").arg("name", "<A>").link("l", "/?a=1&b=\"2\"").to_string();
    assert_eq!(here(&en), "<bdi>&lt;A&gt;</bdi> <a href=\"/?a=1&amp;b=&quot;2&quot;\">here</a>");
    assert!(here(&ar).starts_with("<a href="));
    assert!(ar.part("here", "hint").fallback_locale().is_none());
    assert_eq!(ar.part("here", "hint").language(), Html::none());

    let only = || ar.text("only").count("n", 12_345_usize);
    let inner = "<em>Only</em> “12,345”";
    assert_eq!(only().to_string(), format!("<span class=\"run Latn\" lang=\"en\" dir=\"ltr\">{inner}</span>"));
    assert_eq!(only().inner().0, inner);
    assert_eq!(only().language().0, " class=\"run Latn\" lang=\"en\" dir=\"ltr\"");
    assert_eq!(only().attributes("a").0, " class=\"a run Latn\" lang=\"en\" dir=\"ltr\"");
    assert_eq!(ar.part("here", "hint").attributes("a").0, " class=\"a\"");
    assert_eq!(only().fallback_locale().unwrap().id, "en");
    assert_eq!(only().plain(), "Only “12,345”");
    assert_eq!(ar.part("here", "hint").plain(), "تلميح");
    assert_eq!(language_of(ar.locale(), ar.locale()).0, " lang=\"ar\" dir=\"rtl\"");
    assert_eq!(language_of(ar.locale(), en.locale()).0, " class=\"run Arab\" lang=\"ar\" dir=\"rtl\"");
    assert_eq!((ar.unanswered(), en.unanswered()), (vec![], vec![]));
}

#[test]
fn what_no_locale_can_answer_is_remembered_once_with_its_reason() {
    let catalog = catalog();
    let view = view(&catalog, "ar");
    for _ in 0..2 {
        assert_eq!(view.text("nothing").to_string(), "");
        assert_eq!(view.text("here").inner(), Html::none());
        assert_eq!(view.part("only", "hint").plain(), "");
        assert_eq!(view.text("bare").plain(), "");
    }
    assert_eq!(
        view.unanswered().iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "nothing: the source has no such message, or one with an error",
            "here: the page does not fill in { $name }",
            "only.hint: it has no attribute of that name",
            "bare: it has attributes only, no text",
        ]
    );
}

#[test]
fn what_the_page_gives_and_the_source_has_lost_is_remembered() {
    let english =
        "gone = x\nrow = { $n ->\n    [one] <l>x</l>\n   *[other] y\n }\nheld = { row }\ntwice = <l>x</l> <l>y</l>\n";
    let files = [LocaleFile::new("en/site.ftl", english.as_bytes())];
    let catalog = Catalog::load(&files, &Requirements { passages_in: "statement.ftl", share_services: &[] }).unwrap();
    let view = view(&catalog, "en");
    let remembered = |text: Text<'_, '_>| {
        let before = view.unanswered().len();
        let _ = text.to_string();
        view.unanswered()[before..]
            .iter()
            .map(|unanswered| unanswered.reason.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(remembered(view.text("row").count("n", 2_usize).link("l", "/")), "", "one of the rows has it");
    assert_eq!(remembered(view.text("held").count("n", 1_usize).link("l", "/")), "", "a message that it refers to");
    assert_eq!(remembered(view.text("gone").count("n", 1_usize)), "{ $n }, which the page fills in, is missing");
    assert_eq!(remembered(view.text("gone").link("l", "/")), "<l>, which the page makes a link, is missing");
    assert_eq!(
        remembered(view.text("twice").link("m", "/")),
        "the page does not know <l> here",
        "it is called otherwise"
    );
    assert_eq!(remembered(view.text("twice").link("l", "/")), "<l> stands there more than once");
    assert_eq!(remembered(view.text("twice").element("l", "<b>", "</b>")), "", "what is no link may stand twice");
}

#[test]
fn days_times_and_lists_are_in_the_language_of_their_sentence() {
    let english = "now = { $day } { $time } { $list }\nown = { $day } { $time } { $list }\n";
    let arabic = "own = { $day } { $time } { $list }\n";
    let files = [("en/site.ftl", english), ("ar/site.ftl", arabic)];
    let catalog = Catalog::load(
        &files.map(|(path, text)| LocaleFile::new(path, text.as_bytes())),
        &Requirements { passages_in: "statement.ftl", share_services: &[] },
    )
    .unwrap();
    let view = view(&catalog, "ar");
    let languages: Vec<&Locale> = catalog.locales().map(|(_, locale)| locale).collect();
    let filled = |id| {
        let text = view.text(id).day("day", jiff::civil::date(2026, 3, 5)).time("time", jiff::civil::time(14, 5, 0, 0));
        text.endonyms("list", languages.iter().copied()).plain()
    };
    assert_eq!(filled("now"), "5\u{a0}March\u{a0}2026 14:05 ar and en");
    assert_eq!(filled("own"), "5\u{a0}مارس\u{a0}2026 14:05 ar وen");
}

#[test]
fn a_choice_by_a_time_goes_by_the_hour_and_one_by_a_day_by_the_day_of_the_month() {
    let english = "at = at { $time }\non = on { $day }\n";
    let spanish = "at = { $time ->\n    [1] a la\n   *[other] a las\n } { $time }\n";
    let italian = "on = { $day ->\n    [8] l’\n    [11] l’\n   *[other] il{\" \"}\n }{ $day }\n";
    let slavic = "at = { $time ->\n    [one] a\n    [few] b\n   *[many] c\n } { $time }\n";
    let files = [("en/a.ftl", english), ("es/a.ftl", spanish), ("it/a.ftl", italian), ("ru/a.ftl", slavic)];
    let catalog = Catalog::load(
        &files.map(|(path, text)| LocaleFile::new(path, text.as_bytes())),
        &Requirements { passages_in: "statement.ftl", share_services: &[] },
    )
    .unwrap();
    for (tag, hour, text) in [
        ("es", 0, "a las 00:05"),
        ("es", 1, "a la 01:05"),
        ("es", 2, "a las 02:05"),
        ("es", 13, "a las 13:05"),
        ("en", 1, "at 01:05"),
        ("ru", 1, "a 01:05"),
        ("ru", 21, "a 21:05"),
        ("ru", 2, "b 02:05"),
        ("ru", 5, "c 05:05"),
    ] {
        let view = view(&catalog, tag);
        assert_eq!(view.text("at").time("time", jiff::civil::time(hour, 5, 0, 0)).plain(), text, "{tag} {hour}");
    }
    for (day, text) in [
        (1, "il 1\u{a0}marzo\u{a0}2026"),
        (8, "l’8\u{a0}marzo\u{a0}2026"),
        (11, "l’11\u{a0}marzo\u{a0}2026"),
        (18, "il 18\u{a0}marzo\u{a0}2026"),
    ] {
        let view = view(&catalog, "it");
        assert_eq!(view.text("on").day("day", jiff::civil::date(2026, 3, day)).plain(), text);
    }
}

#[test]
fn the_own_name_of_a_language_says_which_it_is_in_a_sentence_of_another_one() {
    let english = "language-name = English\none = Only { $one }\nmany = in { $list }, not { $one }\n    .part = <em>{ $list }</em>\n# $one (String) a name, for example Deutsch\nchoice = { $one ->\n    [Deutsch] German\n   *[other] Other\n }\n";
    let arabic = "language-name = العربية\nmany = باللغات { $list } لا { $one }\n    .part = { $list }\n";
    let files = [
        ("en/a.ftl", english),
        ("ar/a.ftl", arabic),
        ("de/a.ftl", "language-name = Deutsch\n"),
        ("fa/a.ftl", "language-name = فارسی\n"),
        ("ru/a.ftl", "language-name = Рус & Ко\n"),
    ];
    let catalog = Catalog::load(
        &files.map(|(path, text)| LocaleFile::new(path, text.as_bytes())),
        &Requirements { passages_in: "statement.ftl", share_services: &[] },
    )
    .unwrap();
    let locale = |tag: &str| catalog.locale(catalog.by_tag(tag).unwrap());
    let (en, ar) = (view(&catalog, "en"), view(&catalog, "ar"));
    for (view, id, list, one, html, plain) in [
        (&en, "one", &[][..], "en", "Only English", "Only English"),
        (&en, "one", &[], "de", "Only <span lang=\"de\">Deutsch</span>", "Only Deutsch"),
        (&en, "one", &[], "ru", "Only <span class=\"run Cyrl\" lang=\"ru\">Рус &amp; Ко</span>", "Only Рус & Ко"),
        (&en, "one", &[], "ar", "Only <bdi class=\"run Arab\" lang=\"ar\" dir=\"rtl\">العربية</bdi>", "Only العربية"),
        (
            &en,
            "many",
            &["de", "en", "fa"],
            "de",
            "in <span lang=\"de\">Deutsch</span>, English and \
                 <bdi class=\"run Arab\" lang=\"fa\" dir=\"rtl\">فارسی</bdi>, not <span lang=\"de\">Deutsch</span>",
            "in Deutsch, English and فارسی, not Deutsch",
        ),
        (
            &ar,
            "many",
            &["en", "ar", "fa"],
            "en",
            "باللغات <bdi class=\"run Latn\" lang=\"en\" dir=\"ltr\">English</bdi> والعربية و<span lang=\"fa\">فارسی</span> \
                 لا <bdi class=\"run Latn\" lang=\"en\" dir=\"ltr\">English</bdi>",
            "باللغات English والعربية وفارسی لا English",
        ),
        // A sentence that is not there in Arabic is in English, and the name of Arabic is another language in it.
        (
            &ar,
            "one",
            &[],
            "ar",
            "<span class=\"run Latn\" lang=\"en\" dir=\"ltr\">Only \
                 <bdi class=\"run Arab\" lang=\"ar\" dir=\"rtl\">العربية</bdi></span>",
            "Only العربية",
        ),
    ] {
        let text = || view.text(id).endonyms("list", list.iter().map(|tag| locale(tag))).endonym("one", locale(one));
        assert_eq!(text().to_string(), html);
        assert_eq!(text().plain(), plain);
        assert_eq!(text().visible_length(), plain.chars().count());
    }
    let part = || en.part("many", "part").endonyms("list", [locale("de")]);
    assert_eq!(part().to_string(), "<em><span lang=\"de\">Deutsch</span></em>");
    for (tag, row) in [("de", "German"), ("fa", "Other")] {
        assert_eq!(en.text("choice").endonym("one", locale(tag)).plain(), row, "a choice goes by the name");
    }
}

#[test]
fn the_symbol_of_a_document_is_known_in_every_text() {
    let files =
        [LocaleFile::new("en/a.ftl", "a = see <symbol>A/75</symbol>\n    .b = <symbol>A/75</symbol>\n".as_bytes())];
    let catalog = Catalog::load(&files, &Requirements { passages_in: "statement.ftl", share_services: &[] }).unwrap();
    let view = view(&catalog, "en");
    assert_eq!(view.text("a").to_string(), "see <bdi dir=\"ltr\" translate=\"no\">A/75</bdi>");
    assert_eq!(view.part("a", "b").plain(), "A/75");
    assert_eq!(view.unanswered(), []);
}

#[test]
fn numbers_and_lists_are_in_the_language_of_the_page() {
    let catalog = catalog();
    let view = view(&catalog, "en");
    assert_eq!(view.number(12_345), "12,345");
    assert_eq!(view.number(usize::MAX), "9,223,372,036,854,775,807");
    assert_eq!(view.text("sum").count("n", 1_234_usize).inner().0, "1,234");
    assert_eq!(view.list(&["a".into(), "b".into()]), "a and b");
    assert_eq!((view.locale().id.as_str(), view.key()), ("en", catalog.source()));
}
