//! The server: every address of the house in one table.

use std::future::ready;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_http::HttpService;
use actix_http::error::DispatchError;
use actix_service::{ServiceFactoryExt, map_config};
use actix_web::dev::{AppConfig, Server as ActixServer, ServerHandle, fn_service};
use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, PayloadConfig, ServiceConfig};
use actix_web::{App, HttpRequest, HttpResponse};
use tokio::net::TcpStream;

use super::body::LARGEST_FORM;
use super::connections::{Watched, watch};
use super::error::notice_page;
use super::page::notice::Notice;
use super::{Web, admin, code, confirm, dashboard, form, headers, health, hooks};
use super::{password, sign_in, touchpoint, unsubscribe, values};
use crate::error::{Context, Result};

/// How long SIGTERM waits for what is in hand.
const SHUTDOWN_SECONDS: u64 = 8;

/// How long the server itself keeps a connection for a next request, from when the last piece of a reply
/// was made: longer than anybody is given to take it. Idle connections end sooner, with the others that
/// are overdue.
const KEEP_ALIVE: Duration = Duration::from_secs(3600);

/// How long whoever still sends has to hear that nobody listens.
const GOODBYE: Duration = Duration::from_secs(1);

/// A running server.
pub struct Server {
    /// The future that ends with the server.
    pub running: ActixServer,
    /// Stops it.
    pub handle: ServerHandle,
}

/// Serves on a listener; a test hands one over with port 0.
///
/// # Errors
/// The listener cannot be used.
pub fn serve(web: Web, listener: TcpListener) -> Result<Server> {
    let workers = match web.config().server.workers {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        workers => usize::from(workers),
    };
    let base = web.config().server.public_url.base().to_owned();
    let web = Data::new(web);
    web.connections.keep_swept();
    let server =
        ActixServer::build().workers(workers).shutdown_timeout(SHUTDOWN_SECONDS).disable_signals();
    let stopping = server.graceful_shutdown_signal();
    let running = server
        .listen("afterword", listener, move || {
            let (connections, stopping) = (Arc::clone(&web.connections), stopping.clone());
            let app = App::new()
                .app_data(web.clone())
                .configure(|config| mount(config, &base))
                .wrap(from_fn(watch))
                .wrap(headers::of_every_reply(&web));
            let http = HttpService::build()
                .keep_alive(KEEP_ALIVE)
                .client_request_timeout(connections.deadlines().head)
                .client_disconnect_timeout(GOODBYE)
                .graceful_shutdown_signal(move || {
                    let stopping = stopping.clone();
                    async move { stopping.notified().await }
                })
                .on_connect_ext(|stream: &Watched, data| {
                    data.insert(Arc::clone(stream.connection()));
                })
                .h1(map_config(app, |()| AppConfig::default()));
            fn_service(move |stream: TcpStream| {
                let peer = stream.peer_addr().ok();
                let watched = Watched::new(stream, &connections).map(|watched| (watched, peer));
                ready(watched.map_err(DispatchError::Io))
            })
            .and_then(http)
        })
        .doing(|| "cannot listen".to_owned())?
        .run();
    let handle = running.handle();
    Ok(Server { running, handle })
}

/// Puts every page at the root and, where the public address has a path, under that too: some
/// proxies take the path away before they pass a request on, and some do not.
fn mount(config: &mut ServiceConfig, base: &str) {
    if !base.is_empty() {
        let bare = web::resource("").route(web::get().to(dashboard::redirect));
        config.service(web::scope(base).service(bare).configure(routes));
    }
    routes(config);
}

fn routes(config: &mut ServiceConfig) {
    config.app_data(PayloadConfig::new(LARGEST_FORM)).app_data(values::paths());
    // QR codes in alphanumeric mode know no lower case.
    for prefix in ["/s", "/S"] {
        config.service(
            web::resource(format!("{prefix}/{{token}}"))
                .route(web::get().to(form::show))
                .route(web::head().to(form::show))
                .route(web::post().to(form::answer)),
        );
        config.service(
            web::resource(prefix)
                .route(web::get().to(code::show))
                .route(web::post().to(code::find)),
        );
    }
    for prefix in ["/q", "/Q"] {
        config.service(
            web::resource(format!("{prefix}/{{code}}"))
                .route(web::get().to(touchpoint::show))
                .route(web::head().to(touchpoint::show))
                .route(web::post().to(touchpoint::answer)),
        );
    }
    config
        .service(
            web::resource("/u/{token}")
                .route(web::get().to(unsubscribe::show))
                .route(web::head().to(unsubscribe::show))
                .route(web::post().to(unsubscribe::act)),
        )
        .configure(signing_in)
        .configure(staff)
        .service(web::resource("/hooks/mail").route(web::post().to(hooks::mail)))
        .service(
            web::resource("/healthz")
                .route(web::get().to(health::healthz))
                .route(web::head().to(health::healthz)),
        )
        .service(
            web::resource("/readyz")
                .route(web::get().to(health::readyz))
                .route(web::head().to(health::readyz)),
        )
        .service(web::resource("/metrics").route(web::get().to(health::metrics)))
        .service(web::resource("/").route(web::get().to(dashboard::redirect)))
        .service(web::resource("/dashboard").route(web::get().to(dashboard::redirect)))
        .service(dashboard::scope())
        .service(web::resource("/public").route(web::get().to(dashboard::redirect_public)))
        .service(dashboard::public_scope())
        .default_service(web::to(missing));
}

/// How staff come in and go out.
fn signing_in(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/admin/link/{secret}")
                .route(web::get().to(sign_in::show_link))
                .route(web::post().to(sign_in::use_link)),
        )
        .service(
            web::resource("/admin/sign-in")
                .route(web::get().to(sign_in::show))
                .route(web::post().to(sign_in::enter)),
        )
        .service(
            web::resource("/admin/password")
                .route(web::get().to(password::show))
                .route(web::post().to(password::set)),
        )
        .service(
            web::resource("/admin/confirm")
                .route(web::get().to(confirm::show))
                .route(web::post().to(confirm::enter)),
        )
        .service(web::resource("/admin/sign-out").route(web::post().to(sign_in::leave)));
}

/// The staff's pages.
fn staff(config: &mut ServiceConfig) {
    config
        .service(web::resource(["/admin", "/admin/"]).route(web::get().to(admin::enter)))
        .service(
            web::resource("/admin/cards")
                .route(web::get().to(admin::show_cards))
                .route(web::post().to(admin::print)),
        )
        .service(web::resource("/admin/cards/preview.png").route(web::get().to(admin::preview)))
        .service(
            web::resource("/admin/cards/blank")
                .route(web::get().to(admin::show_blank))
                .route(web::post().to(admin::print_blanks)),
        )
        .service(
            web::resource("/admin/cards/attach")
                .route(web::get().to(admin::to_blank))
                .route(web::post().to(admin::attach)),
        )
        .service(web::resource("/admin/cards/batches").route(web::get().to(admin::batches)))
        .service(
            web::resource("/admin/cards/batches/{batch}").route(web::get().to(admin::show_batch)),
        )
        .service(
            web::resource("/admin/cards/batches/{batch}/cards.pdf")
                .route(web::get().to(admin::again))
                .route(web::post().to(admin::file)),
        )
        .service(
            web::resource("/admin/cards/batches/{batch}/page.png")
                .route(web::get().to(admin::picture)),
        )
        .service(
            web::resource("/admin/touchpoints")
                .route(web::get().to(admin::show_touchpoints))
                .route(web::post().to(admin::change_touchpoint)),
        )
        .service(
            web::resource("/admin/touchpoints/{code}/{file}").route(web::get().to(admin::poster)),
        )
        .service(
            web::resource("/admin/links")
                .route(web::get().to(admin::show_links))
                .route(web::post().to(admin::note_link)),
        )
        .service(
            web::resource("/admin/deliveries")
                .route(web::get().to(admin::show_waiting))
                .route(web::post().to(admin::send_waiting)),
        )
        .service(web::resource("/admin/users").route(web::get().to(admin::show_users)))
        .service(
            web::resource("/admin/users/sign-out")
                .route(web::get().to(admin::to_users))
                .route(web::post().to(admin::sign_user_out)),
        );
}

async fn missing(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    notice_page(&web, &request, StatusCode::NOT_FOUND, Notice::Missing)
}
