//! `/admin/…`: the staff's pages. Everything here asks first who it is.

mod batch;
mod blank;
mod cards;
mod choice;
mod links;
mod sent;
mod touchpoints;
mod users;
mod waiting;

pub use batch::{again, batches, file, picture, show as show_batch};
pub use blank::{attach, print as print_blanks, show as show_blank, to_form as to_blank};
pub use cards::{preview, print, show as show_cards};
pub use links::{note as note_link, show as show_links};
pub use sent::own_fields;
pub use touchpoints::{change as change_touchpoint, poster, show as show_touchpoints};
pub use users::{show as show_users, sign_out as sign_user_out, to_list as to_users};
pub use waiting::{send as send_waiting, show as show_waiting};

use actix_web::cookie::time::Duration;
use actix_web::http::{Method, StatusCode};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::client::{Query, accepted_language};
use super::cookie;
use super::error::{Failed, Reply, notice_page, settle};
use super::page::notice::Notice;
use super::page::staff::{Place, StaffFrame, home_of};
use super::reply::{self, Policy};
use super::sign_in::{SIGN_IN, SIGN_IN_AGAIN, user};
use super::{Web, confirm, csrf};
use crate::db::access::UserRow;
use crate::error::Context;
use crate::flow::sign_in::{self, Signed};
use crate::types::{Language, Reach, Role};

/// The cookie that remembers which language staff chose.
const LANGUAGE: &str = "afterword_lang";

/// The pages it is sent with.
const BELOW: &str = "/admin";

/// GET `/admin`: where this user begins.
pub async fn enter(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match who(&web, &request, Role::Staff).await? {
            Ok(signed) => Ok(reply::see_other(&web, home_of(signed.user.role()))),
            Err(refused) => Ok(refused),
        }
    };
    settle(&web, &request, reply.await)
}

/// Who looks at a page that shows people, if they may; else the reply that says what to do: sign in,
/// give the password again, or ask the owner.
///
/// # Errors
/// What the database says.
pub async fn allow(
    web: &Web,
    request: &HttpRequest,
    need: Role,
) -> Result<Result<UserRow, HttpResponse>, Failed> {
    match who(web, request, need).await? {
        Err(refused) => Ok(Err(refused)),
        Ok(signed) if !signed.is_fresh => confirm::before_showing(web, request, &signed).map(Err),
        Ok(signed) => {
            sign_in::note_seen(&web.house, &signed, true);
            Ok(Ok(signed.user))
        }
    }
}

/// Who is signed in, if they may do this, however long they were away.
///
/// # Errors
/// What the database says.
pub async fn who(
    web: &Web,
    request: &HttpRequest,
    need: Role,
) -> Result<Result<Signed, HttpResponse>, Failed> {
    match user(web, request).await? {
        // Whoever pressed something must be told that it was not done.
        None if request.method() == Method::POST => Ok(Err(reply::see_other(web, SIGN_IN_AGAIN))),
        None => Ok(Err(reply::see_other(web, SIGN_IN))),
        Some(signed) if need == Role::Owner && signed.user.role() != Role::Owner => {
            Ok(Err(notice_page(web, request, StatusCode::FORBIDDEN, Notice::OwnersOnly)))
        }
        Some(signed) => Ok(Ok(signed)),
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
    let server = &web.config().server;
    let reach = Some(server.public_url.reach());
    StaffFrame {
        renderer: &web.house.renderer,
        shop: &web.look,
        language,
        user,
        place,
        reach: reach.filter(|reach| !server.allow_local && *reach < Reach::Everywhere),
        filed: web.house.health.filed(),
        csrf: csrf::of_session(web, request),
    }
}

/// The language that was asked for just now, or before on this device; else the browser's, the
/// shop's.
pub fn language_of(web: &Web, request: &HttpRequest) -> Language {
    let kept = || {
        cookie::find(web, request, LANGUAGE, BELOW)
            .and_then(|cookie| Language::parse(cookie.value()))
    };
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
        let cookie = cookie::build(web, LANGUAGE, BELOW, language.tag().to_owned())
            .max_age(Duration::days(365))
            .finish();
        reply.add_cookie(&cookie).doing(|| "a cookie cannot be written".to_owned())?;
    }
    Ok(reply)
}
