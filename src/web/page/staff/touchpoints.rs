//! Places with a shared code: what needs a look, the list with posters, and a form for one more.

use jiff::tz::TimeZone;
use serde::Serialize;
use tera::Context;

use super::{Problem, StaffFrame};
use crate::db::bursts::BurstRow;
use crate::error::Result;
use crate::flow::touchpoint::Seen;
use crate::print::PosterSize;
use crate::render::{FluentValue, format};
use crate::types::{Instant, PublicUrl, Role, TouchpointKind};

/// The page.
pub struct TouchpointsPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The touchpoints with their answers of late.
    pub places: &'a [Seen],
    /// Bursts to decide about, and those decided lately.
    pub bursts: &'a [BurstRow],
    /// The surveys that may be asked.
    pub surveys: &'a [String],
    /// Whether answers of a rush count before somebody has decided.
    pub count_rushes: bool,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// What addresses begin with.
    pub public_url: &'a PublicUrl,
    /// The shop's zone.
    pub zone: &'a TimeZone,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    name: &'a str,
    about: String,
    answers: String,
    url: String,
    address: String,
    open: bool,
    state: Option<String>,
    posters: Vec<PosterLink>,
    manage: String,
}

#[derive(Serialize)]
struct PosterLink {
    href: String,
    name: String,
    label: String,
}

#[derive(Serialize)]
struct Burst {
    id: i64,
    text: String,
    when: String,
    decided: Option<String>,
    guests: String,
    dropped: Option<String>,
}

#[derive(Serialize)]
struct Named<'a> {
    value: &'a str,
    name: String,
}

impl TouchpointsPage<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self) -> Result<String> {
        let frame = &self.frame;
        let (mut open, mut closed) = (Vec::new(), Vec::new());
        for place in self.places {
            let rows = if place.row.active { &mut open } else { &mut closed };
            rows.push(self.row(place));
        }
        let (waiting, decided): (Vec<_>, Vec<_>) =
            self.bursts.iter().map(|burst| self.burst(burst)).partition(|b| b.decided.is_none());
        let kinds = TouchpointKind::ALL.iter().map(|kind| Named {
            value: kind.word(),
            name: frame.text(&format!("points-kind-{}", kind.word())),
        });
        let mut context = Context::new();
        context.insert("is_owner", &(frame.user.role() == Role::Owner));
        context.insert("problem", &self.problem);
        context.insert("open", &open);
        context.insert("closed", &closed);
        context.insert("bursts", &waiting);
        context.insert("decided", &decided);
        context.insert("kinds", &kinds.collect::<Vec<_>>());
        context.insert("surveys", self.surveys);
        frame.render("admin/touchpoints.html", &frame.text("points-title"), context)
    }

    fn row<'p>(&self, place: &'p Seen) -> Row<'p> {
        let (frame, row) = (&self.frame, &place.row);
        let kind = frame.text(&format!("points-kind-{}", row.kind));
        let mut about = vec![kind];
        about.extend(row.location.clone());
        about.extend(place.properties.iter().map(|(name, value)| format!("{name}: {value}")));
        if row.shared_device {
            about.push(frame.text("points-shared"));
        }
        let path = format!("/q/{}", row.code);
        let closed = row.closed_at.map_or_else(
            || frame.text("points-closed"),
            |at| frame.say("points-closed-since", &[("day", self.day(at).into())]),
        );
        Row {
            code: &row.code,
            name: &row.name,
            about: about.join(" · "),
            answers: self.answers(place),
            url: self.public_url.link(&path),
            address: self.public_url.typed(&path),
            open: row.active,
            state: (!row.active).then_some(closed),
            posters: PosterSize::ALL.map(|size| self.poster(place, size)).into(),
            manage: frame.say("points-manage", &[("name", row.name.clone().into())]),
        }
    }

    fn answers(&self, place: &Seen) -> String {
        let key = if place.held > 0 { "points-answers-held" } else { "points-answers" };
        let counted = place.answers.saturating_sub(place.held);
        self.frame.say(key, &[("n", counted.into()), ("held", place.held.into())])
    }

    fn poster(&self, place: &Seen, size: PosterSize) -> PosterLink {
        let (frame, row) = (&self.frame, &place.row);
        let size = size.name();
        let name = frame.text(&format!("points-poster-{size}"));
        let about: [(&str, FluentValue); 2] =
            [("size", name.clone().into()), ("name", row.name.clone().into())];
        PosterLink {
            href: frame.renderer.path(&format!("/admin/touchpoints/{}/{size}.pdf", row.code)),
            label: frame.say("points-poster-of", &about),
            name,
        }
    }

    fn burst(&self, burst: &BurstRow) -> Burst {
        let frame = &self.frame;
        let name = burst.touchpoint.clone().unwrap_or_default();
        let waits = burst.kind == "place" && burst.settled_as.is_none() && !self.count_rushes;
        let key =
            if waits { "burst-place-waits".to_owned() } else { format!("burst-{}", burst.kind) };
        let text = frame.say(&key, &[("name", name.into()), ("n", burst.n.into())]);
        let decided = burst.settled_as.as_deref().map(|settled| {
            let day = self.day(burst.settled_at.unwrap_or(burst.last_at));
            let key = match burst.kind.as_str() {
                "cards" => "burst-settled-seen".to_owned(),
                kind => format!("burst-settled-{kind}-{settled}"),
            };
            frame.say(&key, &[("day", day.into())])
        });
        let is_of_cards = burst.kind == "cards";
        let key = |word: &str| frame.text(&format!("burst-{word}-{}", burst.kind));
        Burst {
            id: burst.id,
            text,
            when: self.span(burst),
            decided,
            guests: key("guests"),
            dropped: (!is_of_cards).then(|| key("dropped")),
        }
    }

    /// From when to when, on one day or on two.
    fn span(&self, burst: &BurstRow) -> String {
        let at = |at: i64| Instant(at).to_timestamp().to_zoned(self.zone.clone());
        let (first, last) = (at(burst.first_at), at(burst.last_at));
        let (from, until) = (first.strftime("%H:%M"), last.strftime("%H:%M"));
        format!("{} {from}–{until}", self.day(burst.last_at))
    }

    fn day(&self, at: i64) -> String {
        format::date(self.frame.language, Instant(at).day_in(self.zone))
    }
}
