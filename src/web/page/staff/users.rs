//! Who may sign in, and what was done by hand: for the owner.

use jiff::civil::Date;
use serde::Serialize;
use tera::Context;

use super::{Problem, StaffFrame, who};
use crate::error::Result;
use crate::flow::audit::Line;
use crate::flow::users::User;
use crate::render::{FluentValue, format};

/// The page.
pub struct UsersPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The users.
    pub users: &'a [User],
    /// The newest lines of the log.
    pub log: &'a [Line],
    /// Who was just signed out.
    pub signed_out: Option<&'a str>,
    /// Why nothing was done, if so.
    pub problem: Option<Problem>,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    role: String,
    devices: String,
    can_sign_out: bool,
    label: String,
}

#[derive(Serialize)]
struct LogLine {
    what: String,
    about: String,
}

/// Failed sign-ins.
const FAILED: &str = "user.failed";

/// A number of a line, as a number: no plural would match a text.
fn number(line: &Line, key: &str) -> FluentValue<'static> {
    let n = line.details.get(key).and_then(serde_json::Value::as_i64);
    FluentValue::from(n.unwrap_or_default())
}

/// What the log may speak of; anything of a later version is shown as its word.
const ACTIONS: [&str; 22] = [
    "cards.print",
    "cards.file",
    "cards.reprint",
    "cards.blank",
    "cards.attach",
    "user.add",
    "user.reset",
    "user.sign_in",
    "user.link",
    "user.password",
    "user.sign_out",
    "user.remove",
    "touchpoint.add",
    "touchpoint.rename",
    "touchpoint.close",
    "touchpoint.open",
    "burst.settle",
    "links.copy",
    "export.links",
    "deliveries.release",
    "survey.apply",
    "mail.keys",
];

impl UsersPage<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A broken template.
    pub fn to_html(&self) -> Result<String> {
        let frame = &self.frame;
        let mut context = Context::new();
        context.insert("users", &self.users.iter().map(|user| self.row(user)).collect::<Vec<_>>());
        context.insert("log", &self.log.iter().map(|line| self.line(line)).collect::<Vec<_>>());
        let done = self.signed_out.map(|name| {
            frame.say("users-signed-out", &[("name", FluentValue::from(name.to_owned()))])
        });
        context.insert("done", &done);
        context.insert("problem", &self.problem);
        frame.render("admin/users.html", &frame.text("users-title"), context)
    }

    fn row<'u>(&self, user: &'u User) -> Row<'u> {
        let frame = &self.frame;
        let devices = FluentValue::from(user.devices);
        let name = FluentValue::from(user.name.clone());
        Row {
            name: &user.name,
            role: frame.text(&format!("users-role-{}", user.role.word())),
            devices: frame.say("users-devices-n", &[("n", devices)]),
            can_sign_out: user.devices > 0,
            label: frame.say("users-sign-out-one", &[("name", name)]),
        }
    }

    /// How often somebody failed to sign in, as whom and from where, as far as that is known.
    fn failed(&self, line: &Line) -> String {
        let frame = &self.frame;
        let known = |key: &str| {
            let value = line.details.get(key).and_then(serde_json::Value::as_str);
            value.filter(|value| !value.is_empty()).map(str::to_owned)
        };
        let tries = ("tries", number(line, "tries"));
        let what = match known("name") {
            Some(name) => frame.say("log-user-failed", &[("name", name.into()), tries]),
            None => frame.say("log-user-failed-nobody", &[tries]),
        };
        let from = match known("source") {
            Some(source) => frame.say("log-user-failed-from", &[("source", source.into())]),
            None => frame.text("log-user-failed-many"),
        };
        format!("{what}, {from}")
    }

    fn line(&self, line: &Line) -> LogLine {
        let frame = &self.frame;
        let text = |key: &str| {
            let value = line.details.get(key);
            let text = value.map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
            FluentValue::from(text.unwrap_or_default())
        };
        let what = if line.action == FAILED {
            self.failed(line)
        } else if ACTIONS.contains(&line.action.as_str()) {
            let key = format!("log-{}", line.action.replace(['.', '_'], "-"));
            let named = ["batch", "cards", "order", "name", "survey"];
            let mut args: Vec<_> = named.into_iter().map(|name| (name, text(name))).collect();
            let numbers = ["links", "released", "skipped"];
            args.extend(numbers.into_iter().map(|name| (name, number(line, name))));
            frame.say(&key, &args)
        } else {
            line.action.clone()
        };
        let (day, time) = line.at.split_once('T').unwrap_or((&line.at, ""));
        let day = day
            .parse::<Date>()
            .map_or_else(|_not_a_day| day.to_owned(), |day| format::date(frame.language, day));
        let time = time.get(..5).unwrap_or_default();
        // Of a failed sign-in nobody knows who it was.
        let by = Some(who(frame, &line.who)).filter(|by| !by.is_empty());
        let about = format!("{day} {time}") + &by.map(|by| format!(" · {by}")).unwrap_or_default();
        LogLine { what, about }
    }
}
