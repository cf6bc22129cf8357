//! What only a preview answers: whether something was saved, what is wrong, the languages, all texts of one, and pages
//! whose texts are marked. Knows neither the folder nor who saves.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use tokio::sync::{OnceCell, watch};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::causes::with_causes;
use crate::l10n::locale::SOURCE;
use crate::l10n::{LocaleFile, Marking, Places};
use crate::site::assets::Inlined;
use crate::site::preview::languages::languages;
use crate::site::preview::messages::messages;
use crate::site::preview::strip::{FINDINGS, KEYS, LANGUAGES, MARKING, MARKS, WAIT};
use crate::site::{Document, RenderError, Rendered};

use super::answer::{redirect, send_once};
use super::bounds::REQUEST_TIMEOUT;
use super::headers::{Caching, fixed};
use super::published::Published;
use super::query::parameter;

/// How long an answer is waited for that says that something was saved: less than a request may take.
const WAIT_TIMEOUT: Duration = REQUEST_TIMEOUT.saturating_sub(Duration::from_secs(10));

/// A site with the files that it was made from.
struct ShownSite {
    published: Arc<Published>,
    files: Arc<Vec<LocaleFile>>,
    /// The same with its texts marked in either way, made when that is first asked for; `None` where it failed.
    marks: OnceCell<Option<Arc<Published>>>,
    keys: OnceCell<Option<Arc<Published>>>,
}

impl ShownSite {
    /// The site with its texts marked in the way that an address asks for; `None` for what readers see.
    async fn marked(&self, way: &str) -> Option<Arc<Published>> {
        let (marked, marking): (_, fn(&[LocaleFile]) -> Marking) = match way {
            MARKS => (&self.marks, |files| Marking::Marks(Places::of(files))),
            KEYS => (&self.keys, |_| Marking::Keys),
            _ => return None,
        };
        let made = marked.get_or_init(|| {
            let (published, files) = (Arc::clone(&self.published), Arc::clone(&self.files));
            blocking("the texts cannot be marked", move || published.with_marking(marking(&files)).map(Arc::new))
        });
        made.await.clone()
    }
}

/// What is made of a whole site, which takes its time: other requests are answered meanwhile. `failure` is what the log says
/// if nothing comes of it.
async fn blocking<T: Send + 'static>(
    failure: &'static str,
    make: impl FnOnce() -> Result<T, RenderError> + Send + 'static,
) -> Option<T> {
    let error = match spawn_blocking(make).await {
        Ok(Ok(made)) => return Some(made),
        Ok(Err(error)) => with_causes(&error),
        Err(error) => with_causes(&error),
    };
    tracing::error!(error, "{failure}");
    None
}

/// What was saved last.
#[derive(Clone)]
struct PreviewState {
    /// Grows with each save, also over a restart.
    version: u64,
    shown: Option<Arc<ShownSite>>,
    findings: Arc<Document>,
    is_draining: bool,
}

/// The part of the application that only a preview has.
pub struct Preview(watch::Sender<PreviewState>);

impl Default for Preview {
    fn default() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let version = u64::try_from(since.as_millis()).unwrap_or_default();
        Self(watch::Sender::new(PreviewState {
            version,
            shown: None,
            findings: page(String::new()),
            is_draining: false,
        }))
    }
}

fn page(html: String) -> Arc<Document> {
    Arc::new(Document::of_page(SOURCE, Rendered { html, inlined: Inlined::Preview }).noindex(true))
}

impl Preview {
    /// Tells every open page that something was saved: what is shown from now on with the files that it was made from, if
    /// that is new, and the page of what is wrong.
    pub fn tell(&self, shown: Option<(Arc<Published>, Vec<LocaleFile>)>, findings: String) {
        self.0.send_modify(|state| {
            state.version += 1;
            state.findings = page(findings);
            if let Some((published, files)) = shown {
                let (files, marks, keys) = (Arc::new(files), OnceCell::new(), OnceCell::new());
                state.shown = Some(Arc::new(ShownSite { published, files, marks, keys }));
            }
        });
    }

    /// Lets those go who wait for a save.
    pub(super) fn drain(&self) {
        self.0.send_modify(|state| state.is_draining = true);
    }

    /// The answer to a request for what only a preview has, with the site that it goes with.
    pub(super) async fn respond(&self, request: &HttpRequest) -> Option<(HttpResponse, Arc<Published>)> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return None;
        }
        let (state, shown) = self.shown()?;
        let site = &shown.published.site;
        let response = match site.addresses().read_preview(request.path())? {
            WAIT => self.wait(request).await,
            FINDINGS => send_once(&shown.published, request, StatusCode::OK, &state.findings, Caching::Never),
            LANGUAGES => {
                let published = Arc::clone(&shown.published);
                let make = move || languages(&published.site);
                let made = blocking("the languages cannot be shown", make).await?;
                send_once(&shown.published, request, StatusCode::OK, &made, Caching::Never)
            }
            tag => match site.catalog().by_tag(tag) {
                Some(key) => {
                    let (published, files) = (Arc::clone(&shown.published), Arc::clone(&shown.files));
                    let make = move || messages(&published.site, &files, key);
                    let made = blocking("the texts cannot be shown", make).await?;
                    send_once(&shown.published, request, StatusCode::OK, &made, Caching::Never)
                }
                None => {
                    let key = site.locale_for_tag(tag.trim_end_matches('/'))?;
                    let path = site.addresses().preview(&site.catalog().locale(key).id);
                    redirect(site, StatusCode::PERMANENT_REDIRECT, Caching::Never, &path)
                }
            },
        };
        Some((response, Arc::clone(&shown.published)))
    }

    /// The site with its texts marked, where an address asks for that.
    pub(super) async fn marked(&self, request: &HttpRequest) -> Option<Arc<Published>> {
        let way = parameter(request, MARKING)?;
        self.shown()?.1.marked(&way).await
    }

    fn shown(&self) -> Option<(PreviewState, Arc<ShownSite>)> {
        let state = self.0.borrow().clone();
        let shown = state.shown.clone()?;
        Some((state, shown))
    }

    /// Answers with the version, as soon as it is another than the one that a page has.
    async fn wait(&self, request: &HttpRequest) -> HttpResponse {
        let known = request.query_string().strip_prefix("after=").and_then(|known| known.parse().ok());
        let mut states = self.0.subscribe();
        let is_newer = |state: &PreviewState| state.is_draining || Some(state.version) != known;
        // What it says after the time is over is the version that the page has.
        let _ = timeout(WAIT_TIMEOUT, states.wait_for(is_newer)).await;
        let mut response =
            HttpResponse::with_body(StatusCode::OK, format!("{{\"version\":{}}}", states.borrow().version))
                .map_into_boxed_body();
        response.headers_mut().insert(header::CONTENT_TYPE, fixed!("application/json"));
        Caching::Never.apply(response.headers_mut());
        response
    }
}

/// Nothing of a preview is kept, and nothing of it is found.
pub(super) fn keep_out(headers: &mut HeaderMap) {
    Caching::Never.apply(headers);
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
}
