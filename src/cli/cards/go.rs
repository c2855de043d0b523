//! Prints what the command line asks for.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;

use super::out::{Out, write_all};
use super::{Again, Pair, Print};
use crate::cli::output;
use crate::error::{Context, Error, Kind, Result};
use crate::flow::House;
use crate::flow::print::{self, LeftOut, Look, Printed, Wanted, Which};
use crate::flow::users::COMMAND_LINE;
use crate::print::Press;

/// How many orders a preview looks at: more than a page holds.
const PREVIEWED: i64 = 100;

/// What was written.
struct Done {
    batch: Option<i64>,
    cards: usize,
    files: Vec<PathBuf>,
    left_out: Vec<LeftOut>,
}

impl Print {
    /// Prints.
    ///
    /// # Errors
    /// Refused for what cannot be printed, before anything is recorded or written.
    pub async fn run(self, house: &House, json: bool) -> Result<ExitCode> {
        let look = self.look()?;
        let press = Arc::new(Press::new(&house.renderer, &house.config)?);
        let done = match (&self.png, &self.out) {
            (Some(png), _) => self.picture(house, &press, &look, png).await?,
            (None, Some(out)) => self.file(house, &press, &look, out).await?,
            (None, None) => return Err(Error::refused("say where to: --out cards.pdf")),
        };
        report(house, &done, json).await
    }

    async fn file(
        &self,
        house: &House,
        press: &Arc<Press>,
        look: &Look,
        path: &Path,
    ) -> Result<Done> {
        // Refused before a byte is written: the look before the place is taken.
        let job = look.job(&house.config)?;
        if self.calibrate {
            let out = Out::open(path)?;
            let page = press.calibration(&job)?;
            return Ok(Done::of(write_all(out, &[page])?, 0));
        }
        if let Some(code) = &self.touchpoint {
            let files = self.shared(house, press, look, code).await?;
            let out = Out::open(path)?;
            return Ok(Done::of(write_all(out, &files.0)?, files.1));
        }
        let out = Out::open(path)?;
        let (wanted, left_out) = match self.reprint {
            Some(Again(batch, card)) => {
                let numbers = card.map(|card| vec![card]);
                let nudge = self.nudge.map(|Pair(x, y)| (x, y));
                (Wanted { batch, numbers, start_at: self.start_at, nudge }, Vec::new())
            }
            None => {
                let printed = self.record(house, press, look).await?;
                match printed.batch {
                    Some(batch) => (Wanted::all(batch), printed.left_out),
                    None => return Ok(Done::nothing(printed.left_out)),
                }
            }
        };
        write(house, press, (out, wanted), left_out).await
    }

    async fn record(&self, house: &House, press: &Arc<Press>, look: &Look) -> Result<Printed> {
        let asked = (self.survey.as_deref(), look);
        if let Some(count) = self.blank {
            return print::blanks(house, press, COMMAND_LINE, asked, count).await;
        }
        let which = Which::Selected(self.selection()?, self.count);
        print::print(house, press, COMMAND_LINE, asked, which).await
    }

    /// The cards or the poster of a touchpoint: nothing is recorded, its code may be anywhere.
    async fn shared(
        &self,
        house: &House,
        press: &Arc<Press>,
        look: &Look,
        code: &str,
    ) -> Result<(Vec<Vec<u8>>, usize)> {
        if let Some(size) = &self.poster {
            let poster = print::poster(house, code, size, look.language).await?;
            let press = Arc::clone(press);
            return Ok((vec![apart(move || press.poster(&poster)).await?], 1));
        }
        let job = look.job(&house.config)?;
        let count = self.count.unwrap_or_else(|| job.sheet.per_page());
        let cards = print::shared_cards(house, code, look, count).await?;
        let (press, n) = (Arc::clone(press), cards.len());
        Ok((apart(move || press.pdf(&job, &cards)).await?, n))
    }

    async fn picture(
        &self,
        house: &House,
        press: &Arc<Press>,
        look: &Look,
        path: &Path,
    ) -> Result<Done> {
        let job = look.job(&house.config)?;
        let cards = if let Some(code) = &self.touchpoint {
            if let Some(size) = &self.poster {
                let poster = print::poster(house, code, size, look.language).await?;
                let press = Arc::clone(press);
                let picture = apart(move || press.poster_png(&poster)).await?;
                return Ok(Done::of(write_all(Out::open(path)?, &[picture])?, 1));
            }
            print::shared_cards(house, code, look, job.sheet.per_page()).await?
        } else if self.reprint.is_some() || self.blank.is_some() || self.calibrate {
            return Err(Error::refused("--png shows orders or a touchpoint"));
        } else {
            let survey = self.survey.as_deref();
            let found = print::candidates(house, survey, &self.selection()?, PREVIEWED).await?;
            let most = usize::try_from(job.sheet.per_page()).unwrap_or(1);
            print::preview(house, (&found, look), most)
        };
        if cards.is_empty() {
            return Ok(Done::nothing(Vec::new()));
        }
        let (press, n) = (Arc::clone(press), cards.len());
        let picture = apart(move || press.png(&job, &cards)).await?;
        Ok(Done::of(write_all(Out::open(path)?, &[picture])?, n))
    }
}

/// Makes the file of what is recorded, puts it in its place, and notes that it is there. Whatever
/// cuts this short, the batch can be printed again with the same codes, and is told of until it is.
async fn write(
    house: &House,
    press: &Arc<Press>,
    (out, wanted): (Out, Wanted),
    mut left_out: Vec<LeftOut>,
) -> Result<Done> {
    let batch = wanted.batch;
    let written = async {
        let rendered = print::render(house, press, wanted).await?;
        let files = write_all(out, &rendered.files)?;
        print::settle(house, COMMAND_LINE, &rendered).await?;
        Ok((rendered, files))
    };
    let (rendered, files) = written.await.map_err(|error: Error| {
        if error.kind() == Kind::Refused {
            return error;
        }
        let say = format!(
            "batch {batch} is recorded, its file is not written: afterword cards --reprint {batch}"
        );
        Error::broken(say).because(error)
    })?;
    left_out.extend(rendered.left_out);
    Ok(Done { batch: Some(batch), cards: rendered.numbers.len(), files, left_out })
}

impl Done {
    fn of(files: Vec<PathBuf>, cards: usize) -> Self {
        Self { batch: None, cards, files, left_out: Vec::new() }
    }

    fn nothing(left_out: Vec<LeftOut>) -> Self {
        Self { batch: None, cards: 0, files: Vec::new(), left_out }
    }
}

/// Drawing takes too long for a thread that serves others.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.doing(|| "printing was cut short".to_owned())?
}

/// Says what was done. Where no file was written, the exit code says so: what is chained behind
/// would else print yesterday's.
async fn report(house: &House, done: &Done, json: bool) -> Result<ExitCode> {
    let unfinished: Vec<i64> =
        print::unfinished(house).await?.into_iter().map(|batch| batch.batch).collect();
    let code = if done.files.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS };
    if json {
        output::json(&json!({
            "batch": done.batch, "cards": done.cards, "files": done.files,
            "left_out": done.left_out, "unfinished": unfinished,
        }))?;
        return Ok(code);
    }
    for LeftOut { order, reason } in &done.left_out {
        output::say(format!("not printed: order {order}, {reason}"))?;
    }
    for batch in &unfinished {
        output::say(format!(
            "batch {batch} was recorded, but perhaps nobody has had its file: \
             afterword cards --reprint {batch} --out FILE.pdf (the codes are the same)"
        ))?;
    }
    if done.files.is_empty() {
        output::say("there is nothing to print")?;
        return Ok(code);
    }
    for file in &done.files {
        output::say(format!("{}", file.display()))?;
    }
    let batch = done.batch.map(|batch| format!(", batch {batch}")).unwrap_or_default();
    match done.cards {
        // A test page.
        0 => {}
        1 => output::say(format!("1 card{batch}")).map(drop)?,
        cards => output::say(format!("{cards} cards{batch}")).map(drop)?,
    }
    Ok(code)
}
