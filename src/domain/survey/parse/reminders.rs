//! Reads `[[reminder]]`: the further mails to those who have not answered.

use super::super::{Reminder, Texts, format_duration};
use super::read_duration;
use super::reader::{Reader, Section};
use super::texts::read_reminder_texts;

/// Keys of a reminder in a survey file.
const KEYS: [&str; 2] = ["delay", "texts"];

/// Reads every reminder; those behind a problem are left out. Each must come before the form
/// closes, `answer_within_seconds` after the mail before it.
pub(super) fn read_reminders(
    reader: &mut Reader<'_>,
    survey: &Section<'_>,
    answer_within_seconds: i64,
) -> Vec<Reminder> {
    let Some(field) = survey.get("reminder") else { return Vec::new() };
    let Some(sections) = reader.sections(&field) else { return Vec::new() };
    if sections.len() > Reminder::MOST {
        let message = format!("found {}; allowed: {} at most", sections.len(), Reminder::MOST);
        reader.problem(&field, message);
    }
    let read = |section| read_reminder(reader, section, answer_within_seconds);
    sections.iter().take(Reminder::MOST).filter_map(read).collect()
}

fn read_reminder(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    answer_within_seconds: i64,
) -> Option<Reminder> {
    reader.check_keys(section, &KEYS);
    let delay = reader.required(section, "delay").and_then(|field| {
        let seconds = read_duration(reader, section, "delay", 1)??;
        if seconds < answer_within_seconds {
            return Some(seconds);
        }
        let end = format_duration(answer_within_seconds);
        reader.refuse(&field, &format!("less than `answer_within` ({end}): then the form closes"));
        None
    });
    let texts = match section.get("texts") {
        Some(field) => read_reminder_texts(reader, &field),
        None => Some(Texts::new()),
    };
    Some(Reminder { delay_seconds: delay?, texts: texts? })
}

#[cfg(test)]
mod tests {
    use super::super::super::{Definition, Reminder};
    use crate::types::Language;

    const HEAD: &str = "slug = \"s\"\nkind = \"nps\"\n";

    fn problems(rest: &str) -> Vec<String> {
        let problems = Definition::from_toml(&format!("{HEAD}{rest}")).unwrap_err();
        problems.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.message)).collect()
    }

    #[test]
    fn reminders_are_read_in_their_order() {
        let file = format!(
            "{HEAD}[[reminder]]\ndelay = \"5 days\"\n[reminder.texts.vi]\n\
             subject = \"{{name}} ơi\"\nintro = \"Một\\nhai\"\n[[reminder]]\ndelay = \"1 week\"\n"
        );
        let definition = Definition::from_toml(&file).unwrap();
        let delays: Vec<i64> = definition.reminders.iter().map(|r| r.delay_seconds).collect();
        assert_eq!(delays, [5 * 86_400, 7 * 86_400]);
        let first = definition.reminders.first().unwrap();
        assert_eq!(first.text(Language::Vi, "subject"), Some("{name} ơi"));
        assert_eq!(first.text(Language::En, "subject"), None);
        assert_eq!(Definition::from_toml(HEAD).unwrap().reminders, []);
    }

    #[test]
    fn what_is_wrong_with_a_reminder_has_its_line() {
        let found = problems(
            "[[reminder]]\ndelay = \"soon\"\nwhen = 1\n[reminder.texts.vi]\nquestion = \"x\"\n\
             subject = \"a\\nBcc: b\"\nintro = \"{nmae}\"\n[[reminder]]\n[[reminder]]\n\
             delay = \"60 days\"\n",
        );
        let starts = [
            "4:9 `reminder[1].delay`: found \"soon\"; allowed is a number and a unit",
            "5:1 `reminder[1].when` is not a key; allowed: delay, texts",
            "7:1 `reminder[1].texts.vi.question` is not a key; allowed: subject, preheader",
            "8:11 `reminder[1].texts.vi.subject`: found",
            "9:10 `reminder[1].texts.vi.intro`: found {nmae}; allowed: {name}",
            "10:1 `reminder[2].delay` is missing",
            "12:9 `reminder[3].delay`: found \"60 days\"; allowed: less than `answer_within` (60 days)",
        ];
        assert_eq!(found.len(), starts.len(), "{found:#?}");
        for (problem, start) in found.iter().zip(starts) {
            assert!(problem.starts_with(start), "{problem}\nis not\n{start}");
        }
    }

    #[test]
    fn four_reminders_are_too_many() {
        let found = problems(&"[[reminder]]\ndelay = \"1 day\"\n".repeat(4));
        assert_eq!(found, ["3:1 `reminder`: found 4; allowed: 3 at most"]);
        assert_eq!(problems("reminder = 3\n").len(), 1);
        assert_eq!(Reminder::MOST, 3);
    }
}
