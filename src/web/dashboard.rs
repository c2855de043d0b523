//! `/dashboard/`: the published site, for those who are signed in unless the shop made it public;
//! and `/public/`: the edition for anybody, where there is one.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use actix_files::NamedFile;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::web::{self, Data};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, Scope};

use super::Web;
use super::error::{failed, notice_page};
use super::page::escape;
use super::page::notice::Notice;
use super::reply::{self, PUBLIC_POLICY, SITE_POLICY};
use super::sign_in::user;
use crate::flow::sign_in::note_seen;
use crate::types::{Language, Role};

/// A badge brings its few styles along, since it stands alone on other people's pages.
const BADGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The routes of the dashboard.
pub fn scope() -> impl actix_web::dev::HttpServiceFactory {
    Scope::new("/dashboard")
        .wrap(from_fn(guard))
        .wrap(Compress::default())
        .route("/{path:.*}", web::get().to(file))
        .route("/{path:.*}", web::head().to(file))
        .default_service(web::to(missing))
}

/// The routes of the edition for anybody.
pub fn public_scope() -> impl actix_web::dev::HttpServiceFactory {
    Scope::new("/public")
        .wrap(from_fn(open))
        .wrap(Compress::default())
        .route("/{path:.*}", web::get().to(public_file))
        .route("/{path:.*}", web::head().to(public_file))
        .default_service(web::to(missing))
}

async fn file(web: Data<Web>, request: HttpRequest, path: web::Path<String>) -> HttpResponse {
    let site = web.config().data_dir.join("site");
    if request.extensions().get::<Owner>().is_some()
        && let Some(page) = owners_page(&web, &site, &path).await
    {
        return HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page);
    }
    file_below(&site, web, request, &path).await
}

/// Marks a request of somebody who is signed in as an owner.
struct Owner;

/// A page of the site with the way to the staff's pages at its end. The site itself knows of none:
/// it is opened from anywhere. What is no page, or cannot be read, is left to whoever serves files.
async fn owners_page(web: &Data<Web>, site: &Path, path: &str) -> Option<String> {
    let file = file_of(site, path).filter(|file| file.extension().is_some_and(|e| e == "html"))?;
    let read = web::block(move || std::fs::read_to_string(file)).await;
    let Ok(Ok(page)) = read else { return None };
    let (before, after) = page.rsplit_once("</footer>")?;
    let of_path = path.split('/').next().and_then(Language::parse);
    let language = of_path.unwrap_or(web.config().shop.language);
    let name = escape(&web.house.renderer.text(language, "staff-nav-cards", &[]));
    let cards = web.config().server.public_url.path("/admin/cards");
    Some(format!("{before}<p><a href=\"{cards}\">{name}</a></p>\n</footer>{after}"))
}

async fn public_file(
    web: Data<Web>,
    request: HttpRequest,
    path: web::Path<String>,
) -> HttpResponse {
    // What was shared once and is not any more may still lie there.
    if !web.config().site.public_edition.is_wanted() {
        return missing(web, request).await;
    }
    let site = web.config().data_dir.join("public/site");
    file_below(&site, web, request, &path).await
}

/// A file of a live edition. It is looked up anew each time: `site` is a link that the next
/// edition replaces, so the folder behind it is gone a moment later.
async fn file_below(site: &Path, web: Data<Web>, request: HttpRequest, path: &str) -> HttpResponse {
    let Some(file) = file_of(site, path) else { return missing(web, request).await };
    let opened = web::block(move || NamedFile::open(file)).await.map_err(std::io::Error::other);
    match opened.and_then(|opened| opened) {
        Ok(file) if file.metadata().is_file() => file.into_response(&request),
        Ok(_) => missing(web, request).await,
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename
            ) =>
        {
            missing(web, request).await
        }
        Err(error) => {
            let error =
                crate::error::Error::broken("a page of the site cannot be read").because(error);
            failed(&web, &request, &error)
        }
    }
}

/// The longest name that a file of the site can have, and the longest path of one, in bytes: file
/// systems end at 255 and 4096.
const LONGEST: (usize, usize) = (255, 2048);

/// The file that a path names below `site`; none for a path that leaves it, names what is hidden, or
/// is none that a file can have.
fn file_of(site: &Path, path: &str) -> Option<PathBuf> {
    if path.len() > LONGEST.1 {
        return None;
    }
    let mut file = site.to_owned();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let is_odd = |c: char| matches!(c, '\\' | ':') || c.is_control();
        if segment.starts_with('.') || segment.contains(is_odd) || segment.len() > LONGEST.0 {
            return None;
        }
        file.push(segment);
    }
    if path.is_empty() || path.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

/// `/public`: the way to the edition for anybody.
pub async fn redirect_public(web: Data<Web>) -> HttpResponse {
    reply::see_other(&web, "/public/")
}

/// `/dashboard` and `/`: the way to the dashboard.
pub async fn redirect(web: Data<Web>) -> HttpResponse {
    reply::see_other(&web, "/dashboard/")
}

async fn missing(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    notice_page(&web, &request, StatusCode::NOT_FOUND, Notice::Missing)
}

/// Lets nobody in who is not signed in as an owner, and gives every file its headers.
async fn guard<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let Some(web) = request.app_data::<Data<Web>>().cloned() else {
        return Ok(request
            .into_response(HttpResponse::InternalServerError())
            .map_into_right_body());
    };
    if !web.config().site.public {
        match user(&web, request.request()).await {
            Ok(Some(signed)) if signed.user.role() == Role::Owner => {
                // Results show nobody: they do not make the staff's pages open without a password.
                note_seen(&web.house, &signed, false);
                request.extensions_mut().insert(Owner);
            }
            Ok(Some(_staff)) => {
                let status = StatusCode::FORBIDDEN;
                let reply = notice_page(&web, request.request(), status, Notice::OwnersOnly);
                return Ok(request.into_response(reply).map_into_right_body());
            }
            Ok(None) => {
                let reply = reply::see_other(&web, "/admin/sign-in");
                return Ok(request.into_response(reply).map_into_right_body());
            }
            Err(error) => {
                let reply = failed(&web, request.request(), &error);
                return Ok(request.into_response(reply).map_into_right_body());
            }
        }
    }
    let response = next.call(request).await?;
    Ok(with_headers(response, web.config().site.public).map_into_left_body())
}

/// Lets everybody in, and gives every file its headers.
async fn open<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let is_badge = request.path().ends_with(".svg");
    let mut response = next.call(request).await?;
    let policy = if is_badge { BADGE_POLICY } else { PUBLIC_POLICY };
    let policy = HeaderValue::from_static(policy);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    let mut response = with_headers(response, true);
    // A badge stands on the shop's own pages.
    let name = header::HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(name, HeaderValue::from_static("cross-origin"));
    Ok(response)
}

fn with_headers<B>(mut response: ServiceResponse<B>, public: bool) -> ServiceResponse<B> {
    let headers = response.headers_mut();
    let caching = if public { "public, max-age=60" } else { "private, no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SITE_POLICY));
    }
    response
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::file_of;

    #[test]
    fn paths_stay_below_the_site() {
        let of = |path| file_of(Path::new("site"), path);
        assert_eq!(of(""), Some(PathBuf::from("site/index.html")));
        assert_eq!(of("en/"), Some(PathBuf::from("site/en/index.html")));
        assert_eq!(of("data/index.json"), Some(PathBuf::from("site/data/index.json")));
        for path in ["../config.toml", "en/../../keys/secret", ".hidden", "a\\b", "/../x", "c:x"] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn names_that_no_file_can_have_are_none() {
        let of = |path: &str| file_of(Path::new("site"), path);
        assert!(of(&"a".repeat(255)).is_some());
        for path in ["a\0", "a\n", &"a".repeat(256), &"a/".repeat(1100)] {
            assert_eq!(of(path), None, "{path:?}");
        }
    }
}
