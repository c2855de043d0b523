//! The server to compare with: actix-web, one handler, no middleware, no work.

use std::io;
use std::net::Ipv4Addr;

use actix_web::dev::Server;
use actix_web::{App, HttpResponse, HttpServer, web};

/// Listens on a free port of the loopback; the caller awaits the server.
pub fn listen(workers: usize) -> io::Result<(Server, u16)> {
    let server = HttpServer::new(|| App::new().default_service(web::to(thank)))
        .workers(workers)
        .disable_signals()
        .bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = server.addrs().first().map_or(0, |address| address.port());
    Ok((server.run(), port))
}

/// Takes the body whole, as any handler of a form must.
async fn thank(body: web::Bytes) -> HttpResponse {
    drop(body);
    HttpResponse::Ok().content_type("text/plain").body("Thank you.\n")
}
