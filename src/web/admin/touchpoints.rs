//! `/admin/touchpoints`: places with a shared code, their posters, and bursts to decide about.
//! Staff look and print; the owner makes, renames, closes and decides.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::cards::png;
use super::sent::sent;
use super::{allow, frame, page};
use crate::db::access::UserRow;
use crate::error::{Error, Kind};
use crate::flow::touchpoint::{self, Wish};
use crate::flow::{bursts, print};
use crate::print::Poster;
use crate::types::{Language, Role, Settled, TouchpointKind};
use crate::web::body::Posted;
use crate::web::error::{Failed, Reply, settle};
use crate::web::page::staff::touchpoints::TouchpointsPage;
use crate::web::page::staff::{Place, Problem};
use crate::web::values::Values;
use crate::web::{Web, reply};

const HERE: &str = "/admin/touchpoints";

/// GET `/admin/touchpoints`.
pub async fn show(web: Data<Web>, request: HttpRequest) -> HttpResponse {
    let reply = async {
        match allow(&web, &request, Role::Staff).await? {
            Ok(user) => list(&web, &request, &user, None).await,
            Err(refused) => Ok(refused),
        }
    };
    settle(&web, &request, reply.await)
}

/// POST `/admin/touchpoints`: what the owner changes, by the field `do`.
pub async fn change(web: Data<Web>, posted: Posted, request: HttpRequest) -> HttpResponse {
    let reply = async {
        let (user, form) = match sent(&web, posted, &request, Role::Owner).await? {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        match act(&web, &user.name, &form).await {
            Ok(to) => Ok(reply::see_other(&web, to)),
            Err(Failed::House(error)) if error.kind() == Kind::Refused => {
                list(&web, &request, &user, Some(error)).await
            }
            Err(error) => Err(error),
        }
    };
    settle(&web, &request, reply.await)
}

/// Does what was asked for; where to go on.
async fn act(web: &Web, who: &str, form: &Values) -> Result<&'static str, Failed> {
    let (house, code) = (&web.house, form.line("code")?);
    match form.line("do")?.as_str() {
        "add" => touchpoint::add(house, who, wish_of(form)?).await.map(drop)?,
        "rename" => touchpoint::rename(house, who, code, &form.line("name")?).await?,
        "close" => touchpoint::set_active(house, who, code, false).await?,
        "open" => touchpoint::set_active(house, who, code, true).await?,
        decision @ ("guests" | "dropped") => {
            let id = form.number("burst")?;
            let id = id.ok_or_else(|| Error::refused("there is no such burst"))?;
            let settled = Settled::parse(decision);
            let settled = settled.ok_or_else(|| Error::refused("there is no such decision"))?;
            // Somebody who was quicker has decided already: the page shows how.
            bursts::settle(house, who, id, settled).await.map(drop)?;
            return Ok("/admin/touchpoints#bursts");
        }
        _ => return Err(Error::refused("there is no such action").into()),
    }
    Ok(HERE)
}

fn wish_of(form: &Values) -> Result<Wish, Failed> {
    let kind = TouchpointKind::parse(&form.line("kind")?);
    let properties = form.text("properties")?.unwrap_or_default();
    let properties = properties.lines().filter(|line| !line.trim().is_empty());
    let pair = |line: &str| {
        let pair = line.split_once('=').or_else(|| line.split_once(':'));
        let (name, value) = pair.ok_or_else(|| {
            Error::refused(format!("“{line}” is no property; write it as table = 12"))
        })?;
        Ok((name.trim().to_owned(), value.trim().to_owned()))
    };
    Ok(Wish {
        kind: kind.unwrap_or(TouchpointKind::Counter),
        location: form.some_line("location")?,
        properties: properties.map(pair).collect::<Result<_, Error>>()?,
        shared_device: form.has("shared_device"),
        ..Wish::counter(form.line("name")?, form.line("survey")?)
    })
}

async fn list(web: &Web, request: &HttpRequest, user: &UserRow, refused: Option<Error>) -> Reply {
    let house = &web.house;
    let places = touchpoint::with_answers(house).await?;
    let found = bursts::list(house).await?;
    let surveys = print::asked_surveys(house).await?;
    let frame = frame(web, request, user, Place::Touchpoints);
    let problem = refused.map(|error| Problem {
        text: frame.text("points-problem"),
        detail: error.message().to_owned(),
    });
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let html = TouchpointsPage {
        frame,
        places: &places,
        bursts: &found,
        surveys: &surveys,
        count_rushes: web.config().answers.count_rushes,
        problem,
        public_url: &web.config().server.public_url,
        zone: &house.zone,
    }
    .to_html()?;
    page(web, request, status, html)
}

/// GET `/admin/touchpoints/{code}/{size}.pdf`, and `.png` to look at.
pub async fn poster(
    web: Data<Web>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> HttpResponse {
    let reply = async {
        if let Err(refused) = allow(&web, &request, Role::Staff).await? {
            return Ok(refused);
        }
        let (code, file) = path.into_inner();
        let (size, kind) = file.rsplit_once('.').unwrap_or((&file, "pdf"));
        let language = language_of(&request);
        let poster = print::poster(&web.house, &code, size, language).await?;
        draw(&web, poster, &format!("{code}-{size}.pdf"), kind == "png").await
    };
    settle(&web, &request, reply.await)
}

fn language_of(request: &HttpRequest) -> Option<Language> {
    crate::web::client::Query::of(request).language
}

async fn draw(web: &Web, poster: Poster, name: &str, picture: bool) -> Reply {
    let press = Arc::clone(&web.press);
    let drawn = actix_web::web::block(move || {
        if picture { press.poster_png(&poster) } else { press.poster(&poster) }
    });
    let bytes = drawn.await.map_err(|error| {
        Failed::House(Error::busy("a poster was cut short").because(error.to_string()))
    })??;
    if picture {
        return Ok(png(bytes));
    }
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .body(bytes))
}
