//! A form as a browser reads it from a page and sends it (HTML, “Form submission”), whatever
//! fields it has.

use scraper::{ElementRef, Html};

use super::html::{all, attribute, one, raw_text};
use super::response::Response;
use super::running::Running;

/// A form with what stands in its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The path that it is sent to.
    pub action: String,
    /// Names and values in the order of the page.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The one form of a page, as if its first button were pressed.
    pub fn of(html: &Html) -> Self {
        let form = one(html, "form");
        let action = attribute(&form, "action").to_owned();
        Self { action, fields: controls(html).iter().filter_map(filled).collect() }
    }

    /// The same with another button pressed.
    pub fn pressed(html: &Html, button: &ElementRef<'_>) -> Self {
        let mut form = Self::of(html);
        if let Some(action) = button.value().attr("formaction") {
            form.action = action.to_owned();
        }
        form.fields.push((attribute(button, "name").to_owned(), attribute(button, "value").to_owned()));
        form
    }

    /// What stands in a field; empty if nothing is sent of it.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Fills in a field, chooses from a list, or ticks a box.
    pub fn fill(&mut self, name: &str, value: &str) -> &mut Self {
        match self.fields.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Leaves a choice unmade.
    pub fn without(&mut self, name: &str) -> &mut Self {
        self.fields.retain(|(n, _)| n != name);
        self
    }

    /// Its fields, to be sent by something that is no browser.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// Sends it as a browser does: every line end as CRLF.
    pub fn send(&self, server: &Running, headers: &[(&str, &str)]) -> Response {
        let mut form = self.clone();
        form.fields.iter_mut().for_each(|(_, value)| *value = value.replace('\n', "\r\n"));
        server.post(&self.action, &form.pairs(), headers)
    }
}

/// Whatever belongs to the form: what stands inside, and what names it from outside.
pub fn controls(html: &Html) -> Vec<ElementRef<'_>> {
    let form = one(html, "form");
    let id = attribute(&form, "id");
    let owned = |control: &ElementRef<'_>| match control.value().attr("form") {
        Some(owner) => owner == id,
        None => control.ancestors().any(|ancestor| ancestor.id() == form.id()),
    };
    all(html, "input, select, textarea, button").into_iter().filter(owned).collect()
}

/// Name and value of a control that is sent along.
fn filled(control: &ElementRef<'_>) -> Option<(String, String)> {
    let name = control.value().attr("name").filter(|name| !name.is_empty())?;
    let value = match (control.value().name(), attribute(control, "type")) {
        ("textarea", _) => raw_text(control),
        ("select", _) => chosen(control),
        ("input", "radio" | "checkbox") => {
            control.value().attr("checked")?;
            control.value().attr("value").unwrap_or("on").to_owned()
        }
        // A field of one line holds no line ends.
        ("input", _) => attribute(control, "value").replace(['\r', '\n'], ""),
        _ => return None,
    };
    Some((name.to_owned(), value))
}

/// The option that is selected, the last of several, else the first.
fn chosen(select: &ElementRef<'_>) -> String {
    let options =
        select.descendants().filter_map(ElementRef::wrap).filter(|element| element.value().name() == "option");
    let options: Vec<ElementRef<'_>> = options.collect();
    let selected = options.iter().rfind(|option| option.value().attr("selected").is_some());
    selected.or(options.first()).map_or_else(String::new, |option| match option.value().attr("value") {
        Some(value) => value.to_owned(),
        None => raw_text(option),
    })
}
