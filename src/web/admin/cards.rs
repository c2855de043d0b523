//! `/admin/cards`: today's cards.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::choice::{Choice, ON_A_PAGE, branches_since};
use super::sent::sent;
use super::{allow, frame, page};
use crate::db::access::UserRow;
use crate::error::{Error, Kind};
use crate::flow::print::{self, Batch, Look, Which};
use crate::types::Role;
use crate::web::body::Posted;
use crate::web::error::{Failed, Reply, notice_page, settle};
use crate::web::page::notice::Notice;
use crate::web::page::staff::cards::CardsPage;
use crate::web::page::staff::look::Offered;
use crate::web::page::staff::{Place, Problem};
use crate::web::values::Values;
use crate::web::{Web, reply};

/// How many earlier batches the page shows.
const SHOWN: i64 = 5;

/// GET `/admin/cards`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let user = match allow(&web, &request, Role::Staff).await? {
            Ok(user) => user,
            Err(refused) => return Ok(refused),
        };
        let choice = chosen(&web, &Values::of_query(&request)).await?;
        list(&web, &request, &user, (&choice, None)).await
    };
    settle(&web, &request, reply.await)
}

/// POST `/admin/cards`: records a batch and leads to it.
pub async fn print(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let (user, form) = match sent(&web, posted, &request, Role::Staff).await? {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        let choice = chosen(&web, &form).await?;
        record(&web, &request, &user, &choice).await
    };
    settle(&web, &request, reply.await)
}

async fn record(web: &Web, request: &HttpRequest, user: &UserRow, choice: &Choice) -> Reply {
    let orders = choice.orders.clone().unwrap_or_default();
    if orders.is_empty() {
        return list(web, request, user, (choice, Some(("cards-problem-none", None)))).await;
    }
    let selection = choice.selection.clone();
    let look = choice.look.clone().unwrap_or_default();
    let which = Which::Chosen(selection, orders);
    let asked = (choice.survey(), &look);
    match print::print(&web.house, &web.press, &user.name, asked, which).await {
        Ok(printed) => match printed.batch {
            Some(batch) => Ok(reply::see_other(web, &format!("/admin/cards/batches/{batch}"))),
            None => list(web, request, user, (choice, Some(("cards-problem-gone", None)))).await,
        },
        Err(error) if error.kind() == Kind::Refused => {
            let problem = Some(("cards-problem-refused", Some(error)));
            list(web, request, user, (choice, problem)).await
        }
        Err(error) => Err(error.into()),
    }
}

type Told<'a> = Option<(&'a str, Option<Error>)>;

async fn list(
    web: &Web,
    request: &HttpRequest,
    user: &UserRow,
    (choice, told): (&Choice, Told<'_>),
) -> Reply {
    let house = &web.house;
    let found = print::candidates(house, choice.survey(), &choice.selection, ON_A_PAGE).await?;
    let since = branches_since(house.now());
    let locations =
        house.db.read_long(move |conn| crate::db::to_print::locations(conn, since)).await?;
    let (surveys, usual) = (print::asked_surveys(house).await?, usual_look(web).await?);
    let unfinished = print::unfinished(house).await?;
    let batches = print::batches(house, None, SHOWN).await?;
    let batches: Vec<Batch> = batches.into_iter().filter(|batch| batch.written).collect();
    let frame = frame(web, request, user, Place::Cards);
    let preview = choice.preview.then(|| choice.whole_query());
    let problem = told.map(|(key, error)| Problem {
        text: frame.text(key),
        detail: error.map(|error| error.message().to_owned()).unwrap_or_default(),
    });
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let query = choice.query();
    let html = CardsPage {
        frame,
        selection: &choice.selection,
        orders: &found.orders,
        more: found.more,
        chosen: choice.orders.as_deref(),
        locations: &locations,
        look: choice.look.as_ref().unwrap_or(&usual),
        offered: Offered {
            sheets: &house.config.print.sheets,
            surveys: &surveys,
            survey: choice
                .survey()
                .unwrap_or_else(|| surveys.first().map(String::as_str).unwrap_or_default()),
        },
        unfinished: &unfinished,
        batches: &batches,
        problem,
        preview: preview.as_deref(),
        query: &query,
        now: house.now(),
        zone: &house.zone,
    }
    .to_html()?;
    page(web, request, status, html)
}

/// GET `/admin/cards/preview.png`: the first page of what is chosen, with codes that nobody has.
pub async fn preview(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        if let Err(refused) = allow(&web, &request, Role::Staff).await? {
            return Ok(refused);
        }
        let choice = chosen(&web, &Values::of_query(&request)).await?;
        let look = choice.look.clone().unwrap_or_default();
        let job = look.job(web.config())?;
        let found = match &choice.orders {
            Some(orders) => print::find(&web.house, choice.survey(), orders).await?,
            None => {
                let selection = &choice.selection;
                print::candidates(&web.house, choice.survey(), selection, ON_A_PAGE).await?
            }
        };
        let most = usize::try_from(job.sheet.per_page()).unwrap_or(1);
        let cards = print::preview(&web.house, (&found, &look), most);
        if cards.is_empty() {
            return Ok(notice_page(&web, &request, StatusCode::NOT_FOUND, Notice::Missing));
        }
        let press = std::sync::Arc::clone(&web.press);
        let drawn = actix_web::web::block(move || press.png(&job, &cards)).await;
        let picture = drawn.map_err(|error| {
            Failed::House(Error::busy("a picture was cut short").because(error.to_string()))
        })??;
        Ok(png(picture))
    };
    settle(&web, &request, reply.await)
}

/// A picture as a reply; nobody keeps it.
pub fn png(bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, HeaderValue::from_static("image/png")))
        .insert_header((header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .body(bytes)
}

async fn chosen(web: &Web, values: &Values) -> Result<Choice, Failed> {
    Ok(Choice::of(values, &usual_look(web).await?)?)
}

/// How the last batch looked: a shop has one printer and one kind of paper.
pub async fn usual_look(web: &Web) -> Result<Look, Failed> {
    let last = print::batches(&web.house, None, 1).await?;
    let look = last.into_iter().next().map(|batch| batch.look);
    // A sheet or design that was named then may be gone from the configuration.
    let look = look.filter(|look| look.job(web.config()).is_ok());
    Ok(look.map(|look| Look { start_at: 1, ..look }).unwrap_or_default())
}
