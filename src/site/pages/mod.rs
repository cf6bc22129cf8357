//! One module a page: what its template shows, and the function that renders it. The module, its
//! template and its `.ftl` file have one name. A page knows the layout; no page knows the site.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{Live, Logging, Publication};
use crate::l10n::LocaleKey;

use super::choices::choices;
use super::context::{Context, RenderError};
use super::page::Page;
use super::representation::Rendered;

pub mod accessibility;
pub mod contact;
pub mod error;
pub mod languages;
pub mod privacy;
pub mod receipt;
pub mod share;
pub mod statement;

use error::Failure;

/// A page in a language, as everybody gets it.
pub fn render(page: Page, context: Context<'_>, key: LocaleKey) -> Result<Rendered, RenderError> {
    match page {
        Page::Statement => statement::render(context, key, None),
        Page::Share => share::render(context, key),
        Page::Privacy => privacy::render(context, key),
        Page::Accessibility => accessibility::render(context, key),
        Page::Contact => contact::render(context, key),
    }
}

/// Renders, in the source, everything that there is in every state, and throws it away: what the source lacks stops the
/// start, instead of the answer to a reader. A page in another language asks for nothing else.
pub fn render_every_state(context: Context<'_>) -> Result<(), RenderError> {
    // Of several errors the first in the order of the steps counts, and of the settings.
    let publications = every_publication(context.publication);
    let as_set = || {
        let rendered: Vec<Result<(), RenderError>> =
            publications.par_iter().map(|publication| render_as_set(Context { publication, ..context })).collect();
        rendered.into_iter().collect()
    };
    let (here, as_set) = rayon::join(|| render_as_here(context), as_set);
    here.and(as_set)
}

/// Renders what there is with the settings as they are.
fn render_as_here(context: Context<'_>) -> Result<(), RenderError> {
    let source = context.catalog.source();
    for &page in Page::ALL {
        render(page, context, source)?;
    }
    statement::plain_text(context, source)?;
    let entries = choices(context);
    for &failure in Failure::ALL {
        error::render(context, source, failure, &entries)?;
    }
    languages::render(context, source, None)?;
    // Beside itself: there may be no other language yet.
    statement::render(context, source, Some(source))?;
    // A copy says when its text was taken, if that is known.
    let copy = Publication { official: false, ..context.publication.clone() };
    for retrieved in [None, Some(Date::ZERO)] {
        let addresses = &context.addresses.clone().with_retrieved(retrieved);
        statement::render(Context { addresses, publication: &copy, ..context }, source, None)?;
    }
    statement::ask_for_every_addition(context)?;
    statement::check_ids(context)?;
    share::ask_for_every_citation(context)
}

/// Renders what depends on what else is set.
fn render_as_set(context: Context<'_>) -> Result<(), RenderError> {
    let source = context.catalog.source();
    for live in [Live::Here, Live::At(context.addresses.public_url().clone()), Live::Nowhere] {
        let addresses = &context.addresses.clone().with_live(live);
        for &page in Page::ALL {
            render(page, Context { addresses, ..context }, source)?;
        }
    }
    for access_log in [false, true] {
        let logging = Logging { access_log, ..context.logging.clone() };
        privacy::render(Context { logging: &logging, ..context }, source)?;
    }
    for lookup in receipt::Lookup::every_state() {
        receipt::render(context, source, "", lookup)?;
    }
    Ok(())
}

/// The settings in every form that words depend on: a reload does not change them, but a message
/// that is missing is found by whoever changes it, not by the next operator.
fn every_publication(publication: &Publication) -> Vec<Publication> {
    let variant = |official, email: Option<&str>| Publication {
        official,
        contact_email: email.map(str::to_owned),
        ..publication.clone()
    };
    [false, true]
        .into_iter()
        .flat_map(|official| [variant(official, None), variant(official, Some("a@example.org"))])
        .collect()
}
