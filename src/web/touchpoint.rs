//! `/q/{code}`: the form of a touchpoint. The page carries a random id, so that a reload makes no
//! second answer, and whoever holds the page may still change theirs.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use super::body::Posted;
use super::client::{language_of, pairs_of};
use super::device::Device;
use super::error::{Reply, notice_page, settle};
use super::form::{
    Kept, Look, Returned, Taken, Words, ask_again, ask_to_wait, thank, unknown_token,
};
use super::page::ask::Stage;
use super::page::moment::{self, MomentPage};
use super::page::notice::Notice;
use super::reply;
use crate::domain::answer::{Change, Fields};
use crate::domain::touchpoint::{Solution, WAIT_SECONDS};
use crate::flow::collect::{Opened, ScanAttempt, Scanned};
use crate::keys::hex;
use crate::types::Held;

/// How long a page's random id is, in hexadecimal digits.
const ID_LENGTH: usize = 32;

/// Shows the form of a touchpoint.
pub async fn show(web: Data<Web>, code: Path<String>, request: HttpRequest) -> HttpResponse {
    let reply = show_form(&web, &code, &request).await;
    settle(&web, &request, reply)
}

async fn show_form(web: &Web, code: &str, request: &HttpRequest) -> Reply {
    match web.collector.open(code.to_ascii_lowercase()).await? {
        Opened::Unknown => Ok(unknown_token(web, request)),
        Opened::Closed(..) => Ok(notice_page(web, request, StatusCode::GONE, Notice::Closed)),
        Opened::Asking(_, revision) => {
            let language = language_of(web, request);
            let submission = hex(&web.house.random.bytes::<{ ID_LENGTH / 2 }>());
            let words = Words::of_visitor(&web.house.renderer, language, &submission);
            let look =
                Look { language, chosen: None, follow_ups: false, touchpoint: true, held: false };
            metrics::counter!("afterword_forms_shown_total").increment(1);
            Ok(web.pages.reply((request, &web.policy), (&revision, look), &words)?)
        }
    }
}

/// Takes an answer at a touchpoint.
pub async fn answer(
    web: Data<Web>,
    code: Path<String>,
    posted: Posted,
    request: HttpRequest,
) -> HttpResponse {
    let reply = take(&web, &code, posted, &request).await;
    settle(&web, &request, reply)
}

async fn take(web: &Web, code: &str, posted: Posted, request: &HttpRequest) -> Reply {
    let body = posted.whole(web, request)?;
    let (fields, language) = (pairs_of(&body), language_of(web, request));
    // A form that lost its id is taken as a new one rather than refused.
    let submission = submission_of(&fields)
        .unwrap_or_else(|| hex(&web.house.random.bytes::<{ ID_LENGTH / 2 }>()));
    let words = Words::of_visitor(&web.house.renderer, language, &submission);
    let device = Device::of(web, request);
    let (solution, mark) = solution_of(&fields);
    let attempt = ScanAttempt {
        code: code.to_ascii_lowercase(),
        submission,
        fields: fields.clone(),
        language,
        device: device.value.clone(),
        solution,
        mark,
    };
    match web.collector.scan(attempt.clone()).await? {
        Scanned::Unknown => Ok(unknown_token(web, request)),
        Scanned::Closed(..) => Ok(notice_page(web, request, StatusCode::GONE, Notice::Closed)),
        Scanned::Unclear(_, revision, problems) => {
            let returned = Returned {
                language,
                stage: Stage::Asking,
                touchpoint: true,
                fields: &fields,
                problems: &problems,
            };
            ask_again(web, &revision, &returned, &words)
        }
        Scanned::Asked(..) => ask_a_moment(web, &attempt),
        Scanned::Wait(_, revision, stored, seconds) => {
            let kept = Kept { language, touchpoint: true, stored: &stored, seconds };
            ask_to_wait(web, &revision, &kept, &words)
        }
        Scanned::Stored(_, revision, stored, (change, held)) => {
            metrics::counter!("afterword_answers_total").increment(1);
            // What came in a flood is told nothing: it may be the honest one.
            let held = held == Some(Held::Repeat);
            let changed = change == Change::Edited;
            let taken = Taken { language, changed, touchpoint: true, held, stored: &stored };
            let mut reply = thank((web, request), &revision, &taken, &words)?;
            device.remember(web, &mut reply)?;
            Ok(reply)
        }
    }
}

/// The page that asks for some work, or some patience, before an answer is taken.
fn ask_a_moment(web: &Web, attempt: &ScanAttempt) -> Reply {
    metrics::counter!("afterword_moments_total").increment(1);
    let (challenge, mark) = web.collector.challenge(attempt)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let own = |key: &[u8]| moment::FIELDS.iter().any(|name| name.as_bytes() == key);
    let given = attempt.fields.iter().filter(|(key, _)| !own(key) && key != b"submission_id");
    let mut fields: Vec<_> = given.map(|(key, value)| (text(key), text(value))).collect();
    fields.push(("submission_id".to_owned(), attempt.submission.clone()));
    let page = MomentPage {
        shop: &web.look,
        language: attempt.language,
        fields: &fields,
        too_soon: challenge.salt == attempt.solution.salt,
        challenge: &challenge,
        mark: &mark,
    };
    let html = page.to_html(&web.house.renderer)?;
    let mut reply = reply::html(StatusCode::TOO_MANY_REQUESTS, &web.moment_policy, html);
    reply.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(WAIT_SECONDS));
    Ok(reply)
}

/// What came of a challenge, and the mark on its salt; empty where none was asked.
fn solution_of(fields: &Fields) -> (Solution, String) {
    let text = |wanted: &str| {
        let found = fields.iter().find(|(key, _)| key == wanted.as_bytes());
        found.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
    };
    let [salt, hash, signature, number, mark] = moment::FIELDS.map(text);
    let number = number.parse().ok();
    (Solution { salt, hash, signature, number, is_marked: false }, mark)
}

fn submission_of(fields: &Fields) -> Option<String> {
    let value = fields.iter().find(|(key, _)| key == b"submission_id").map(|(_, value)| value)?;
    let text = std::str::from_utf8(value).ok()?;
    let ours = text.len() == ID_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    ours.then(|| text.to_ascii_lowercase())
}
