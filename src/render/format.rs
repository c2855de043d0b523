//! Numbers and dates as a reader of each language writes them, by CLDR.
//!
//! Vietnamese groups with dots and Thai counts years in the Buddhist era. English dates put the
//! day first: the shops' readers do.

use icu_calendar::Date as IcuDate;
use icu_datetime::{
    DateTimeFormatter, DateTimeFormatterLoadError,
    fieldsets::{MD, YM, YMD},
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::{Locale, locale};
use jiff::civil::Date;

use crate::types::Language;

/// What is shown where there is no number.
const NONE: &str = "–";

/// A number with its thousands grouped and the decimals it has: `1.234`.
#[must_use]
pub fn number(lang: Language, value: f64) -> String {
    localise(lang, &format!("{value}"))
}

/// A number with exactly so many decimals: `4,25`.
#[must_use]
pub fn decimal(lang: Language, value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    // "-0" is what rounding leaves of a small negative number; people write 0.
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    localise(lang, if is_zero { text.trim_start_matches('-') } else { &text })
}

/// A fraction as a percentage: `0.534` is `53%`.
#[must_use]
pub fn percent(lang: Language, fraction: f64, digits: usize) -> String {
    format!("{}%", decimal(lang, fraction * 100.0, digits))
}

/// A score in whole points, with a plus before positive ones if wanted: `+12`.
#[must_use]
pub fn points(lang: Language, value: f64, sign: bool) -> String {
    let text = decimal(lang, value, 0);
    if sign && value.round() > 0.0 { format!("+{text}") } else { text }
}

/// A day: `21 tháng 11, 2026`, `21 พ.ย. 2569`, `21 November 2026`.
#[must_use]
pub fn date(lang: Language, day: Date) -> String {
    if lang == Language::Vi {
        // CLDR's long form has lost the comma that people write.
        return format!("{}, {}", day_month(lang, day), day.year());
    }
    with(lang, |formats| Some(formats.date.format(&to_icu(day)?).to_string()))
        .unwrap_or_else(|| day.to_string())
}

/// The month of a day: `tháng 11 năm 2026`, `พ.ย. 2569`, `November 2026`.
#[must_use]
pub fn month(lang: Language, day: Date) -> String {
    with(lang, |formats| Some(formats.month.format(&to_icu(day)?).to_string()))
        .unwrap_or_else(|| day.strftime("%Y-%m").to_string())
}

/// A day without its year: `21 tháng 11`, `21 พ.ย.`, `21 November`.
#[must_use]
pub fn day_month(lang: Language, day: Date) -> String {
    with(lang, |formats| Some(formats.day_month.format(&to_icu(day)?).to_string()))
        .unwrap_or_else(|| day.strftime("%m-%d").to_string())
}

/// What ICU needs for one language; slow to make, so every thread makes it once.
struct Formats {
    decimal: Option<DecimalFormatter>,
    date: DateTimeFormatter<YMD>,
    month: DateTimeFormatter<YM>,
    day_month: DateTimeFormatter<MD>,
}

impl Formats {
    fn load(lang: Language) -> Result<Self, DateTimeFormatterLoadError> {
        let (locale, date, month, day_month): (Locale, _, _, _) = match lang {
            Language::En => (locale!("en-GB"), YMD::long(), YM::long(), MD::long()),
            Language::Vi => (locale!("vi"), YMD::long(), YM::long(), MD::long()),
            Language::Th => (locale!("th"), YMD::medium(), YM::medium(), MD::medium()),
        };
        Ok(Self {
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).ok(),
            date: DateTimeFormatter::try_new((&locale).into(), date)?,
            month: DateTimeFormatter::try_new((&locale).into(), month)?,
            day_month: DateTimeFormatter::try_new((&locale).into(), day_month)?,
        })
    }
}

thread_local! {
    static EN: Option<Formats> = Formats::load(Language::En).ok();
    static VI: Option<Formats> = Formats::load(Language::Vi).ok();
    static TH: Option<Formats> = Formats::load(Language::Th).ok();
}

fn with<T>(lang: Language, format: impl FnOnce(&Formats) -> Option<T>) -> Option<T> {
    let key = match lang {
        Language::En => &EN,
        Language::Vi => &VI,
        Language::Th => &TH,
    };
    key.with(|formats| formats.as_ref().and_then(format))
}

/// A plain decimal in the reader's digits, with a true minus.
fn localise(lang: Language, plain: &str) -> String {
    let Ok(value) = Decimal::try_from_str(plain) else { return NONE.to_owned() };
    let text = with(lang, |formats| Some(formats.decimal.as_ref()?.format(&value).to_string()));
    text.unwrap_or_else(|| plain.to_owned()).replace('-', "−")
}

fn to_icu(day: Date) -> Option<IcuDate<icu_calendar::Iso>> {
    let month = u8::try_from(day.month()).ok()?;
    IcuDate::try_new_iso(day.year().into(), month, u8::try_from(day.day()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;
    use Language::{En, Th, Vi};

    #[test]
    fn numbers_read_as_their_readers_write_them() {
        assert_eq!(Language::ALL.map(|l| number(l, 1234.0)), ["1,234", "1.234", "1,234"]);
        assert_eq!(Language::ALL.map(|l| decimal(l, 4.25, 1)), ["4.2", "4,2", "4.2"]);
        assert_eq!(percent(Vi, 0.1234, 1), "12,3%");
        assert_eq!([points(En, 12.4, true), points(En, -12.0, true)], ["+12", "−12"]);
        assert_eq!([points(En, -0.2, true), points(En, 0.2, true)], ["0", "0"]);
        assert_eq!(number(En, f64::NAN), NONE);
    }

    #[test]
    fn dates_read_as_their_readers_write_them() {
        let saturday = day(2026, 11, 21);
        assert_eq!(date(Vi, saturday), "21 tháng 11, 2026");
        assert_eq!(date(Th, saturday), "21 พ.ย. 2569");
        assert_eq!(date(En, saturday), "21 November 2026");
        assert_eq!(month(Vi, saturday), "tháng 11 năm 2026");
        assert_eq!(month(Th, saturday), "พ.ย. 2569");
        assert_eq!(month(En, saturday), "November 2026");
        assert_eq!(day_month(Vi, saturday), "21 tháng 11");
        assert_eq!(day_month(Th, saturday), "21 พ.ย.");
        assert_eq!(day_month(En, saturday), "21 November");
    }
}
