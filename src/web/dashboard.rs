//! `/dashboard/`: the published site, for those who are signed in unless the shop made it public.

use actix_files::Files;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::web::{self, Data};
use actix_web::{Error, HttpRequest, HttpResponse, Scope};

use super::Web;
use super::error::{failed, notice_page};
use super::page::notice::Notice;
use super::reply::{self, SITE_POLICY};
use super::sign_in::user;

/// The routes of the dashboard.
pub fn scope(web: &Web) -> impl actix_web::dev::HttpServiceFactory + use<> {
    let site = web.config().data_dir.join("site");
    let files = Files::new("/", site)
        .index_file("index.html")
        .use_etag(true)
        .use_last_modified(true)
        .default_handler(web::to(missing));
    Scope::new("/dashboard").wrap(from_fn(guard)).wrap(Compress::default()).service(files)
}

/// `/dashboard` and `/`: the way to the dashboard.
pub async fn redirect() -> HttpResponse {
    reply::see_other("/dashboard/")
}

async fn missing(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    notice_page(&web, &request, StatusCode::NOT_FOUND, Notice::Missing)
}

/// Lets nobody in who is not signed in, and gives every file its headers.
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
            Ok(Some(_)) => {}
            Ok(None) => {
                let reply = reply::see_other("/admin/sign-in");
                return Ok(request.into_response(reply).map_into_right_body());
            }
            Err(error) => {
                let reply = failed(&web, request.request(), &error);
                return Ok(request.into_response(reply).map_into_right_body());
            }
        }
    }
    let mut response = next.call(request).await?;
    let public = web.config().site.public;
    let headers = response.headers_mut();
    let caching = if public { "public, max-age=60" } else { "private, no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SITE_POLICY));
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response.map_into_left_body())
}
