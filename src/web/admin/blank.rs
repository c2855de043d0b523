//! `/admin/cards/blank`: cards without an order, and attaching one to an order.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::cards::usual_look;
use super::choice::Choice;
use super::sent::sent;
use super::{allow, frame, page};
use crate::db::access::UserRow;
use crate::error::{Error, Kind};
use crate::flow::print::{self, Attached, Look};
use crate::types::Role;
use crate::web::body::Posted;
use crate::web::error::{Reply, settle};
use crate::web::page::staff::blank::BlankPage;
use crate::web::page::staff::look::Offered;
use crate::web::page::staff::{Place, Problem};
use crate::web::values::Values;
use crate::web::{Web, reply};

/// How many cards are offered: a sheet of eight.
const USUAL_COUNT: u32 = 8;

/// The most that the page prints at a time.
const MOST: u32 = 500;

/// What the page shows besides its fields.
#[derive(Default)]
struct Told {
    form: Values,
    done: Option<Attached>,
    problem: Option<(&'static str, Option<Error>)>,
}

/// GET `/admin/cards/blank`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match allow(&web, &request, Role::Staff).await? {
            Ok(user) => look(&web, &request, &user, Told::default()).await,
            Err(refused) => Ok(refused),
        }
    };
    settle(&web, &request, reply.await)
}

/// POST `/admin/cards/blank`: records a batch of blank cards and leads to it.
pub async fn print(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let (user, form) = match sent(&web, posted, &request, Role::Staff).await? {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        let choice = Choice::of(&form, &Look::default())?;
        let cards = form.line("count")?.parse().unwrap_or(0);
        let told = |key, error| Told { problem: Some((key, error)), ..Told::default() };
        if !(1..=MOST).contains(&cards) {
            let told = Told { form, ..told("blank-problem-count", None) };
            return look(&web, &request, &user, told).await;
        }
        let cards_look = choice.look.clone().unwrap_or_default();
        let asked = (choice.survey(), &cards_look);
        let printed = print::blanks(&web.house, &web.press, &user.name, asked, cards).await;
        match printed.map(|printed| printed.batch) {
            Ok(Some(batch)) => Ok(reply::see_other(&web, &format!("/admin/cards/batches/{batch}"))),
            Ok(None) => Ok(reply::see_other(&web, "/admin/cards/blank")),
            Err(error) if error.kind() == Kind::Refused => {
                let told = Told { form, ..told("cards-problem-refused", Some(error)) };
                look(&web, &request, &user, told).await
            }
            Err(error) => Err(error.into()),
        }
    };
    settle(&web, &request, reply.await)
}

/// GET `/admin/cards/attach`: its page links to itself in other languages.
pub async fn to_form(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    reply::see_other(&web, &format!("/admin/cards/blank?{}", request.query_string()))
}

/// POST `/admin/cards/attach`.
pub async fn attach(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let (user, form) = match sent(&web, posted, &request, Role::Staff).await? {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        let (code, order) = (form.line("code")?, form.line("order")?);
        match print::attach(&web.house, &user.name, &code, &order).await {
            Ok(attached) => {
                let told = Told { done: Some(attached), ..Told::default() };
                look(&web, &request, &user, told).await
            }
            Err(error) if error.kind() == Kind::Refused => {
                let problem = Some(("attach-problem", Some(error)));
                look(&web, &request, &user, Told { form, problem, done: None }).await
            }
            Err(error) => Err(error.into()),
        }
    };
    settle(&web, &request, reply.await)
}

async fn look(web: &Web, request: &HttpRequest, user: &UserRow, told: Told) -> Reply {
    let (surveys, usual) = (print::asked_surveys(&web.house).await?, usual_look(web).await?);
    let choice = Choice::of(&told.form, &usual)?;
    let frame = frame(web, request, user, Place::Cards);
    let problem = told.problem.map(|(key, error)| Problem {
        text: frame.text(key),
        detail: error.map(|error| error.message().to_owned()).unwrap_or_default(),
    });
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let html = BlankPage {
        frame,
        look: choice.look.as_ref().unwrap_or(&usual),
        offered: Offered {
            sheets: &web.config().print.sheets,
            surveys: &surveys,
            survey: choice
                .survey()
                .unwrap_or_else(|| surveys.first().map(String::as_str).unwrap_or_default()),
        },
        count: told.form.line("count")?.parse().unwrap_or(USUAL_COUNT),
        code: &told.form.line("code")?,
        order: &told.form.line("order")?,
        done: told.done.as_ref(),
        problem,
    }
    .to_html()?;
    page(web, request, status, html)
}
