//! Abbreviations in the statement: each is explained once, where it first stands in its language, and no letter of the
//! ministry’s text is changed by it.

use communique::l10n::{LocaleKey, View};
use communique::site::abbreviations::FILE;
use communique::site::{Document, Page, Site};

use crate::support::html::{all, attribute, one, text};
use crate::support::site::{
    document, each_locale, edit, folder_of, locales, locales_folder, page, passage, site, site_of, statement, without,
};

const LINKS: &str = "[role=doc-glossref]";

/// The abbreviations that a language explains, with their names, in the order of the file.
fn explained(site: &Site, key: LocaleKey) -> Vec<(&str, String, String)> {
    let view = View::new(site.catalog(), key);
    let ids = site.catalog().messages_in(FILE).iter();
    let all = ids.map(|id| (id.as_str(), view.text(id).plain(), view.part(id, "name").plain()));
    all.filter(|(_, letters, name)| letters != name).collect()
}

/// A page without what explains abbreviations.
fn without_explanations(document: &Document) -> String {
    let mut html = std::str::from_utf8(document.text()).unwrap().to_owned();
    if let Some(start) = html.find("<section class=\"note plain\" role=\"doc-glossary\">") {
        let end = html[start..].find("</section>\n").unwrap() + "</section>\n".len();
        html.replace_range(start..start + end, "");
    }
    while let Some(role) = html.find(" role=\"doc-glossref\"") {
        let start = html[..role].rfind("<a ").unwrap();
        let end = start + html[start..].find("</a>").unwrap();
        let letters = html[html[..end].rfind('>').unwrap() + 1..end].to_owned();
        html.replace_range(start..end + "</a>".len(), &letters);
    }
    html
}

#[test]
fn each_abbreviation_is_explained_once_where_it_first_stands_and_leads_there_and_back() {
    let site = site(&[]);
    each_locale(&site, |key, locale| {
        let html = page(&site, Page::Statement, locale);
        let links = all(&html, LINKS);
        let explained = explained(&site, key);
        assert_eq!(links.len(), explained.len(), "{}", locale.id);
        assert_eq!(all(&html, "dl > div").len(), explained.len(), "{}", locale.id);
        for (id, letters, name) in &explained {
            let link = one(&html, &format!("a[href='#{id}']"));
            assert_eq!((text(&link), attribute(&link, "title")), (letters.clone(), name.as_str()), "{}", locale.id);
            let first = site.outline().texts().into_iter().find(|id| passage(&html, id).contains(letters.as_str()));
            let place = one(&html, &format!("#{}", first.unwrap()));
            let (before, _) = place.html().split_once(&link.html()).map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
            assert!(!before.contains(letters.as_str()), "{}: {letters} stands before its link", locale.id);
            assert_eq!(text(&one(&html, &format!("#{id} > dt"))), *letters);
            assert!(text(&one(&html, &format!("#{id} > dd"))).starts_with(name.as_str()), "{}", locale.id);
            let back = one(&html, &format!("#{id} [role=doc-backlink]"));
            assert_eq!(attribute(&back, "href"), format!("#{}", attribute(&link, "id")));
        }
        let order = all(&html, "dl > div").iter().map(|entry| attribute(entry, "id").to_owned()).collect::<Vec<_>>();
        let in_text = links.iter().map(|link| attribute(link, "href")[1..].to_owned()).collect::<Vec<_>>();
        assert_eq!(order, in_text, "{}: the list has the order of the text", locale.id);
        assert!(all(&html, &format!("a {LINKS}, {LINKS} a, h1 {LINKS}, h2 {LINKS}, h3 {LINKS}")).is_empty());
    });
}

#[test]
fn each_language_explains_what_its_statement_abbreviates_and_nothing_else() {
    let site = site(&[]);
    for (tag, letters) in [
        ("en", "OECD UN OSCE GUAM CIS"),
        ("az", "BMT ATƏT GUAM"),
        ("ru", "ОЭСР ООН ОБСЕ ГУАМ СНГ"),
        ("tr", "OECD BM AGİT GUAM"),
        ("fa", "گوام"),
        ("fr", "OCDE OSCE GUAM CEI"),
        ("es", "GUAM"),
        ("de", "OECD OSZE GUAM"),
        ("ar", ""),
        ("zh-Hans", ""),
    ] {
        let html = statement(&site, tag);
        let links: Vec<String> = all(&html, LINKS).iter().map(text).collect();
        assert_eq!(links.join(" "), letters, "{tag}");
        assert_eq!(all(&html, "[role=doc-glossary]").is_empty(), letters.is_empty(), "{tag}");
    }
}

#[test]
fn explanations_change_no_byte_of_anything_else() {
    let folder = locales_folder();
    let site = site_of(folder.path());
    for tag in std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        std::fs::remove_file(tag.join(FILE)).unwrap();
    }
    let bare = site_of(folder.path());
    let key = |site: &Site, tag: &str| site.catalog().by_tag(tag).unwrap();
    each_locale(&site, |own, locale| {
        let path = site.addresses().page(Page::Statement, locale);
        let (with, bare_page) = (site.document(&path).unwrap(), bare.document(&path).unwrap());
        assert_eq!(without_explanations(with), std::str::from_utf8(bare_page.text()).unwrap(), "{}", locale.id);
        let twin = site.addresses().plain_text(locale);
        assert_eq!(site.document(&twin).unwrap().text(), bare.document(&twin).unwrap().text(), "{twin}");
        let other = if locale.id == "en" { "ru" } else { "en" };
        let beside = site.parallel(own, key(&site, other)).unwrap();
        let bare_beside = bare.parallel(key(&bare, &locale.id), key(&bare, other)).unwrap();
        assert_eq!(beside.text(), bare_beside.text(), "beside another language nothing is explained");
        let form = site.addresses().page(Page::Contact, locale);
        assert_eq!(site.document(&form).unwrap().text(), bare.document(&form).unwrap().text(), "{form}");
        assert_eq!(
            site.catalog().last_change(own, "title"),
            bare.catalog().last_change(key(&bare, &locale.id), "title")
        );
        assert_eq!(site.catalog().coverage(own), bare.catalog().coverage(key(&bare, &locale.id)), "{}", locale.id);
    });
}

#[test]
fn a_passage_in_another_language_has_the_abbreviations_of_that_language() {
    let folder = folder_of(&["en", "fr"]);
    edit(folder.path(), "fr/statement.ftl", |text| without(&text, "international-cooperation-organizations"));
    edit(folder.path(), "fr/statement.ftl", |text| {
        text.replace("patriotic-war-report = ", "patriotic-war-report = L’OSCE : ")
    });
    let html = statement(&site_of(folder.path()), "fr");
    let links: Vec<(String, String)> =
        all(&html, LINKS).iter().map(|link| (text(link), attribute(link, "href").to_owned())).collect();
    let expected = [
        ("OCDE", "#abbreviation-oecd"),
        ("UN", "#abbreviation-un-en"),
        ("OSCE", "#abbreviation-osce-en"),
        ("GUAM", "#abbreviation-guam-en"),
        ("CIS", "#abbreviation-cis-en"),
        ("OSCE", "#abbreviation-osce"),
    ];
    assert_eq!(links, expected.map(|(letters, href)| (letters.to_owned(), href.to_owned())));
    let entry = one(&html, "#abbreviation-un-en");
    assert_eq!(entry.attr("lang"), None, "the way back is in the language of the page");
    for part in ["dt", "dd > span"] {
        let part = one(&html, &format!("#abbreviation-un-en > {part}"));
        assert_eq!((attribute(&part, "lang"), attribute(&part, "dir")), ("en", "ltr"));
    }
    assert_eq!(text(&one(&html, "#abbreviation-oecd dd > a")), "Retour au texte");
    assert_eq!(locales(folder.path(), &["check", "fr"]).0, Some(0));
}

#[test]
fn what_a_language_has_not_translated_is_not_explained_by_the_english() {
    let folder = folder_of(&["en", "de"]);
    edit(folder.path(), "de/abbreviations.ftl", |text| without(&text, "abbreviation-oecd"));
    let html = statement(&site_of(folder.path()), "de");
    assert_eq!(all(&html, LINKS).iter().map(text).collect::<Vec<_>>(), ["OSZE", "GUAM"]);
    // One that has lost its name falls back whole.
    edit(folder.path(), "de/abbreviations.ftl", |text| {
        text.replace("OSZE\n    .name = Organisation für Sicherheit und Zusammenarbeit in Europa", "OSZE")
    });
    let html = statement(&site_of(folder.path()), "de");
    assert_eq!(all(&html, LINKS).iter().map(text).collect::<Vec<_>>(), ["GUAM"]);
}

#[test]
fn a_statement_has_any_abbreviations_and_can_do_without() {
    let folder = folder_of(&["en"]);
    edit(folder.path(), "en/abbreviations.ftl", |text| {
        text + "\nservice = State Security Service\n    .name = Service\n"
    });
    let html = statement(&site_of(folder.path()), "en");
    assert_eq!(text(&one(&html, "#national-measures-agencies [href='#service']")), "State Security Service");
    // A heading is no place for a link.
    edit(folder.path(), "en/abbreviations.ftl", |text| text + "\nmeasures = Measures\n    .name = What is done\n");
    assert!(all(&statement(&site_of(folder.path()), "en"), "[href='#measures']").is_empty());
    edit(folder.path(), "en/abbreviations.ftl", |_| "### None.\n".to_owned());
    let html = statement(&site_of(folder.path()), "en");
    assert!(all(&html, &format!("{LINKS}, [role=doc-glossary]")).is_empty());
}

#[test]
fn an_abbreviation_that_stands_nowhere_is_told_with_its_place_and_one_that_is_written_out_is_not() {
    let folder = folder_of(&["en", "de", "fr"]);
    assert!(!locales(folder.path(), &["check"]).1.contains("[abbreviation]"));
    edit(folder.path(), "de/abbreviations.ftl", |text| text.replace("OSZE", "OZSE"));
    let (code, said) = locales(folder.path(), &["check", "de"]);
    assert_eq!(code, Some(0));
    let line = std::fs::read_to_string(folder.path().join(format!("de/{FILE}"))).unwrap();
    let line = line.lines().position(|line| line.starts_with("abbreviation-osce")).unwrap() + 1;
    assert!(said.contains("warning[abbreviation]: OZSE stands nowhere in the paragraphs and notes"), "{said}");
    assert!(said.contains(&format!("de/{FILE}:{line}:1")), "{said}");
    assert!(!locales(folder.path(), &["check", "fr"]).1.contains("OZSE"));
    // While a passage is missing, it may stand in that one.
    edit(folder.path(), "de/statement.ftl", |text| without(&text, "background-origins"));
    assert!(!locales(folder.path(), &["check", "de"]).1.contains("OZSE"));
    // It is the same in English, and does not keep a server from starting.
    edit(folder.path(), "en/abbreviations.ftl", |text| text.replace("= CIS", "= CSI"));
    let (code, said) = locales(folder.path(), &["check", "en"]);
    assert!(code == Some(0) && said.contains("CSI stands nowhere"), "{said}");
    document(&site_of(folder.path()), "/en/fight-against-terrorism");
}
