//! POST `/s/{token}`: takes an answer. "Thank you" is said after the commit, never before.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::replies::{Kept, Returned, Taken, ask_again, ask_to_wait, thank};
use super::{Words, channel_of, language_of, unknown_token};
use crate::db::invitations::Invited;
use crate::domain::answer::Change;
use crate::flow::collect::{Attempt, Recorded};
use crate::types::{Channel, Language, Token};
use crate::web::Web;
use crate::web::body::Posted;
use crate::web::client::{Query, accepted_language, pairs_of};
use crate::web::device::Device;
use crate::web::error::{Reply, notice_page, settle};
use crate::web::page::ask::Stage;
use crate::web::page::notice::Notice;

/// Takes an answer to an invitation.
pub async fn answer(
    web: Data<Web>,
    token: Path<String>,
    posted: Posted,
    request: HttpRequest,
) -> HttpResponse {
    let reply = take(&web, &token, posted, &request).await;
    settle(&web, &request, reply)
}

async fn take(web: &Web, token: &str, posted: Posted, request: &HttpRequest) -> Reply {
    let Some(token) = Token::parse(token) else { return Ok(unknown_token(web, request)) };
    let body = posted.whole(web, request)?;
    let (query, fields) = (Query::of(request), pairs_of(&body));
    let channel = channel_of(&query);
    // Staff have cards at hand.
    let device = (channel == Channel::Card).then(|| Device::of(web, request));
    let known = device.as_ref().filter(|device| device.is_known);
    let attempt = Attempt {
        token,
        fields: fields.clone(),
        language: query.language,
        fallback: accepted_language(request).unwrap_or(web.config().shop.language),
        channel,
        device: known.map(|device| web.house.keys.device_hash(&device.value)),
    };
    match web.collector.answer(attempt).await? {
        Recorded::Unknown => Ok(unknown_token(web, request)),
        Recorded::Closed(invited, _) => {
            let sealed = invited.answered_at.is_some();
            let notice = if sealed { Notice::Sealed } else { Notice::Closed };
            Ok(notice_page(web, request, StatusCode::GONE, notice))
        }
        Recorded::Unclear(invited, revision, problems) => {
            let language = language_of(web, request, &query, &invited);
            let words = words_of(web, language, &invited);
            let returned = Returned {
                language,
                stage: if invited.answered_at.is_some() { Stage::Editing } else { Stage::Asking },
                touchpoint: false,
                fields: &fields,
                problems: &problems,
            };
            ask_again(web, &revision, &returned, &words)
        }
        Recorded::Wait(invited, revision, stored, seconds) => {
            let language = language_of(web, request, &query, &invited);
            let kept = Kept { language, touchpoint: false, stored: &stored, seconds };
            ask_to_wait(web, &revision, &kept, &words_of(web, language, &invited))
        }
        Recorded::Stored(invited, revision, stored, change) => {
            metrics::counter!("afterword_answers_total").increment(1);
            let language = language_of(web, request, &query, &invited);
            let words = words_of(web, language, &invited);
            let taken = Taken {
                language,
                changed: change == Change::Edited,
                touchpoint: false,
                held: false,
                stored: &stored,
            };
            let mut reply = thank((web, request), &revision, &taken, &words)?;
            if let Some(device) = &device {
                device.remember(web, &mut reply)?;
            }
            Ok(reply)
        }
    }
}

fn words_of(web: &Web, language: Language, invited: &Invited) -> Words {
    let names = (invited.name.as_deref(), invited.number.as_deref());
    Words::of(&web.house.renderer, language, names)
}
