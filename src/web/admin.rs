//! `/admin/…`: the staff's pages. Everything here asks first who it is.

mod batch;
mod blank;
mod cards;
mod choice;
mod links;
mod touchpoints;
mod users;

pub use batch::{again, batches, file, picture, show as show_batch};
pub use blank::{attach, print as print_blanks, show as show_blank};
pub use cards::{preview, print, show as show_cards};
pub use links::{note as note_link, show as show_links};
pub use touchpoints::{change as change_touchpoint, poster, show as show_touchpoints};
pub use users::{show as show_users, sign_out as sign_user_out};

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::client::{Query, accepted_language};
use super::error::{Failed, Reply, notice_page, settle};
use super::page::notice::Notice;
use super::page::staff::{Place, StaffFrame, home_of};
use super::reply::{self, Policy};
use super::sign_in::user;
use crate::db::access::UserRow;
use crate::error::Context;
use crate::types::{Language, Role};

/// The cookie that remembers which language staff chose.
const LANGUAGE: &str = "afterword_lang";

/// GET `/admin`: where this user begins.
pub async fn enter(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match allow(&web, &request, Role::Staff).await? {
            Ok(user) => Ok(reply::see_other(home_of(user.role()))),
            Err(refused) => Ok(refused),
        }
    };
    settle(&web, &request, reply.await)
}

/// Who is signed in, if they may do this; else the reply that says what to do: sign in, or ask the
/// owner.
///
/// # Errors
/// What the database says.
pub async fn allow(
    web: &Web,
    request: &HttpRequest,
    need: Role,
) -> Result<Result<UserRow, HttpResponse>, Failed> {
    match user(web, request).await? {
        None => Ok(Err(reply::see_other("/admin/sign-in"))),
        Some(user) if need == Role::Owner && user.role() != Role::Owner => {
            Ok(Err(notice_page(web, request, StatusCode::FORBIDDEN, Notice::OwnersOnly)))
        }
        Some(user) => Ok(Ok(user)),
    }
}

/// The frame of a page.
pub fn frame<'a>(
    web: &'a Web,
    request: &HttpRequest,
    user: &'a UserRow,
    place: Place,
) -> StaffFrame<'a> {
    let language = language_of(web, request);
    StaffFrame { renderer: &web.house.renderer, shop: &web.look, language, user, place }
}

/// The language that was asked for just now, or before on this device; else the browser's, the
/// shop's.
fn language_of(web: &Web, request: &HttpRequest) -> Language {
    let kept = || request.cookie(LANGUAGE).and_then(|cookie| Language::parse(cookie.value()));
    Query::of(request)
        .language
        .or_else(kept)
        .or_else(|| accepted_language(request))
        .unwrap_or(web.config().shop.language)
}

/// A page as a reply. A language that was asked for is kept on this device.
///
/// # Errors
/// A cookie that cannot be written.
pub fn page(web: &Web, request: &HttpRequest, status: StatusCode, html: String) -> Reply {
    page_with(web, request, status, html, &web.staff_policy)
}

/// The same under another policy, for a page in which a script stands.
///
/// # Errors
/// A cookie that cannot be written.
pub fn page_with(
    web: &Web,
    request: &HttpRequest,
    status: StatusCode,
    html: String,
    policy: &Policy,
) -> Reply {
    let mut reply = reply::html(status, policy, html);
    if let Some(language) = Query::of(request).language {
        let cookie = Cookie::build(LANGUAGE, language.tag())
            .path("/admin")
            .same_site(SameSite::Lax)
            .http_only(true)
            .secure(web.is_secure())
            .max_age(Duration::days(365))
            .finish();
        reply.add_cookie(&cookie).doing(|| "a cookie cannot be written".to_owned())?;
    }
    Ok(reply)
}
