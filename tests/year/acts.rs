//! What customers do: answer, change their mind, answer again, ask for less mail or none, complain.

use afterword::flow::unsubscribe::Choice;
use afterword::types::{Channel, Instant};

use super::dice::Dice;
use super::orders::Order;
use super::truth::Arrived;
use crate::app::returns::{GONE, bounce, complaint};

/// What a server says whose customer reads no mail.
const FULL: (&str, &str) = ("4.2.2", "452 4.2.2 The mailbox is over quota");

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

/// Something a customer does.
#[derive(Clone, Debug)]
pub enum Act {
    /// Presses the button of a form.
    Press {
        /// Whose form it is.
        form: Form,
        /// Where it was opened from.
        channel: Channel,
        /// A number that makes the score.
        score: u64,
    },
    /// Chooses on the unsubscribe page, or by one click.
    Choose {
        /// Who.
        person: usize,
        /// The link's token.
        token: String,
        /// What.
        choice: Choice,
    },
    /// Their mail server sends the letter back, or tells of a complaint.
    Return {
        /// Who.
        person: usize,
        /// Whether it says that another mail may arrive.
        is_soft: bool,
        /// What comes into the shop's mailbox.
        message: Vec<u8>,
    },
}

/// How a form is found.
#[derive(Clone, Debug)]
pub enum Form {
    /// By the link of a letter.
    Token(String),
    /// By the card in the parcel of an order.
    Parcel(usize),
}

/// What comes of a letter.
pub fn after_letter(
    seed: u64,
    letter: &Arrived,
    (has_moved, is_full): (bool, bool),
) -> Vec<(Instant, Act)> {
    let mut dice = Dice::new(seed, "letter", letter.delivery.cast_unsigned());
    let mut acts = Vec::new();
    let person = letter.person;
    let is_soft = !has_moved && is_full && dice.happens(800);
    if has_moved || is_soft {
        let at = letter.at.plus_seconds(dice.between(5, 2 * DAY));
        let (status, said) = if is_soft { FULL } else { GONE };
        let message = bounce(&letter.letter, &letter.delivery.to_string(), status, said);
        acts.push((at, Act::Return { person, is_soft, message }));
        return acts;
    }
    if dice.happens(220) {
        let at = letter.at.plus_seconds(60 + dice.wait(2 * DAY));
        press(&mut dice, at, &Form::Token(letter.token.clone()), Channel::Mail, &mut acts);
    }
    let mut choose = |dice: &mut Dice, at: Instant, choice| {
        let token = letter.stop_token.clone();
        acts.push((at, Act::Choose { person, token, choice }));
        at.plus_seconds(dice.wait(20 * DAY))
    };
    let at = letter.at.plus_seconds(dice.wait(DAY));
    match dice.below(1000) {
        0..12 => {
            let later = choose(&mut dice, at, Choice::Never);
            if dice.happens(300) {
                choose(&mut dice, later, Choice::AsBefore);
            }
        }
        12..30 => {
            let later = choose(&mut dice, at, Choice::LessOften);
            if dice.happens(200) {
                choose(&mut dice, later, Choice::Never);
            }
        }
        30..33 => {
            let message = complaint(&letter.letter);
            acts.push((at, Act::Return { person, is_soft: false, message }));
        }
        _ => {}
    }
    acts
}

/// What comes of the card in a parcel.
pub fn after_parcel(seed: u64, n: usize, order: &Order) -> Vec<(Instant, Act)> {
    let mut dice = Dice::new(seed, "parcel", u64::try_from(n).expect("a number"));
    let mut acts = Vec::new();
    if let Some(delivered) = order.delivered.filter(|_| !order.is_old && dice.happens(70)) {
        let at = delivered.plus_seconds(HOUR + dice.wait(2 * DAY));
        let channel = if dice.happens(700) { Channel::Card } else { Channel::Link };
        press(&mut dice, at, &Form::Parcel(n), channel, &mut acts);
    }
    acts
}

/// Presses once, or twice in a hurry, and again later with another score.
fn press(
    dice: &mut Dice,
    at: Instant,
    form: &Form,
    channel: Channel,
    acts: &mut Vec<(Instant, Act)>,
) {
    let score = dice.below(1000);
    let mut add = |at, score| acts.push((at, Act::Press { form: form.clone(), channel, score }));
    add(at, score);
    if dice.happens(60) {
        add(at.plus_seconds(1), score);
    }
    if dice.happens(150) {
        add(at.plus_seconds(dice.wait(14 * HOUR)), dice.below(1000));
    }
}
