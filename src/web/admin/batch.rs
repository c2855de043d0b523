//! `/admin/cards/batches/…`: what was printed, and its file, as often as it is wanted.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::cards::png;
use super::sent::sent;
use super::{allow, frame, page};
use crate::db::access::UserRow;
use crate::error::{Context, Error, Kind};
use crate::flow::print::{self, Rendered, Wanted};
use crate::types::Role;
use crate::web::Web;
use crate::web::body::Posted;
use crate::web::download::download;
use crate::web::error::{Reply, notice_page, settle};
use crate::web::page::notice::Notice;
use crate::web::page::staff::batch::{BatchPage, BatchesPage};
use crate::web::page::staff::{Place, Problem};
use crate::web::values::{Unreadable, Values};

/// How many batches a page lists.
const LISTED: i64 = 50;

/// GET `/admin/cards/batches`: all of them, newest first.
pub async fn batches(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let user = match allow(&web, &request, Role::Staff).await? {
            Ok(user) => user,
            Err(refused) => return Ok(refused),
        };
        let before = Values::of_query(&request).number("before")?;
        let batches = print::batches(&web.house, before, LISTED).await?;
        let is_full = i64::try_from(batches.len()).is_ok_and(|n| n == LISTED);
        let html = BatchesPage {
            frame: frame(&web, &request, &user, Place::Cards),
            older: batches.last().filter(|_| is_full).map(|batch| batch.batch),
            batches: &batches,
            today: web.house.now().day_in(&web.house.zone),
        }
        .to_html()?;
        page(&web, &request, StatusCode::OK, html)
    };
    settle(&web, &request, reply.await)
}

/// GET `/admin/cards/batches/{batch}`.
pub async fn show(web: Data<Web>, batch: Path<i64>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match allow(&web, &request, Role::Staff).await? {
            Ok(user) => look(&web, &request, &user, (*batch, None)).await,
            Err(refused) => Ok(refused),
        }
    };
    settle(&web, &request, reply.await)
}

async fn look(
    web: &Web,
    request: &HttpRequest,
    user: &UserRow,
    (id, told): (i64, Option<(&str, Option<Error>)>),
) -> Reply {
    let Some((batch, cards)) = print::batch(&web.house, id).await? else {
        return Ok(notice_page(web, request, StatusCode::NOT_FOUND, Notice::Missing));
    };
    let frame = frame(web, request, user, Place::Cards);
    let problem = told.map(|(key, error)| Problem {
        text: frame.text(key),
        detail: error.map(|error| error.message().to_owned()).unwrap_or_default(),
    });
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let today = web.house.now().day_in(&web.house.zone);
    let html = BatchPage { frame, batch: &batch, cards: &cards, problem, today }.to_html()?;
    page(web, request, status, html)
}

/// GET `/admin/cards/batches/{batch}/cards.pdf`: some browsers ask for a file anew when they keep
/// it. Opening an address writes nothing, so it leads to the page.
pub async fn again(web: Data<Web>, batch: Path<i64>) -> HttpResponse {
    crate::web::reply::see_other(&web, &format!("/admin/cards/batches/{batch}"))
}

/// POST `/admin/cards/batches/{batch}/cards.pdf`: the file, of all cards or of those chosen.
pub async fn file(
    web: Data<Web>,
    batch: Path<i64>,
    posted: Posted,
    request: HttpRequest,
) -> HttpResponse {
    let reply = async {
        let (user, form) = match sent(&web, posted, &request, Role::Staff).await? {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        let told = |key, error| (*batch, Some((key, error)));
        let Some(wanted) = wanted(*batch, &form)? else {
            return look(&web, &request, &user, told("batch-problem-none", None)).await;
        };
        // One after the other: a large batch takes both memory and all cores.
        let turn = web.printing.acquire().await.doing(|| "nobody prints any more".to_owned())?;
        let rendered = print::render(&web.house, &web.press, wanted).await;
        match rendered {
            Ok(rendered) => {
                print::settle(&web.house, &user.name, &rendered).await?;
                let reply = pdf(&web, &request, rendered).await;
                drop(turn);
                reply
            }
            Err(error) if error.kind() == Kind::Refused => {
                look(&web, &request, &user, told("cards-problem-refused", Some(error))).await
            }
            Err(error) => Err(error.into()),
        }
    };
    settle(&web, &request, reply.await)
}

/// What the form asks for; none if some cards were to be chosen and none was.
fn wanted(batch: i64, form: &Values) -> Result<Option<Wanted>, Unreadable> {
    if !form.has("some") {
        return Ok(Some(Wanted::all(batch)));
    }
    let numbers: Vec<i64> = form.numbers("card")?;
    let start_at = form.number("start_at")?;
    Ok((!numbers.is_empty()).then_some(Wanted {
        numbers: Some(numbers),
        start_at: start_at.or(Some(1)),
        ..Wanted::all(batch)
    }))
}

async fn pdf(web: &Web, request: &HttpRequest, rendered: Rendered) -> Reply {
    let batch = rendered.batch.batch;
    // Batches of the page never fill a second file.
    let bytes = rendered.files.into_iter().next();
    let bytes = bytes.ok_or_else(|| Error::broken("a batch made no file"))?;
    let name = format!("inline; filename=\"cards-{batch}.pdf\"");
    let name = HeaderValue::from_str(&name).doing(|| "a name is no header".to_owned())?;
    let mut reply = download(web, request, bytes).await?;
    let headers = reply.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(reply)
}

/// GET `/admin/cards/batches/{batch}/page.png`: its first page.
pub async fn picture(web: Data<Web>, batch: Path<i64>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        if let Err(refused) = allow(&web, &request, Role::Staff).await? {
            return Ok(refused);
        }
        Ok(png(print::picture(&web.house, &web.press, *batch).await?))
    };
    settle(&web, &request, reply.await)
}
