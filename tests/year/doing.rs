//! Customers act: through the collector and the unsubscribe page, as the web does.

use std::sync::Arc;

use afterword::error::Kind;
use afterword::flow::collect::{Attempt, Recorded};
use afterword::flow::receive::receive;
use afterword::flow::steps::bounce::Followed;
use afterword::flow::unsubscribe::{Choice, choose};
use afterword::types::{Channel, Language, Token};

use super::acts::{Act, Form};
use super::node::Parts;
use super::rules::PURCHASE;
use super::world::World;

const DAY: i64 = 86_400;

/// After how many letters that came back softly an address is given up, unless the shop says so.
const SOFT_LIMIT: u32 = 3;

impl World {
    /// Does what a customer wants, over as many lives as it takes.
    pub fn act(&mut self, node: usize, act: Act) {
        match act {
            Act::Press { form, channel, score } => self.press(node, &form, channel, score),
            Act::Choose { person, token, choice } => self.choose(node, person, &token, choice),
            Act::Return { person, is_soft, message } => {
                self.give_back(node, (person, is_soft), message);
            }
        }
    }

    fn press(&mut self, node: usize, form: &Form, channel: Channel, drawn: u64) {
        let token = match form {
            Form::Token(token) => Some(token.clone()),
            Form::Parcel(order) => self.token_of(*order, PURCHASE),
        };
        let Some(token) = token else { return };
        let now = self.now();
        let highest = {
            let mut truth = self.truth();
            let Some(asked) = truth.asked(&token) else {
                return truth.object(now, "a letter leads to no invitation");
            };
            asked.pressed = true;
            let asked = asked.clone();
            truth.rules_of(&asked).highest_score
        };
        let score = 1 + drawn % highest;
        let attempt = Attempt {
            device: None,
            token: Token::parse(&token).expect("a token"),
            fields: vec![(b"score".to_vec(), score.to_string().into_bytes())],
            language: None,
            fallback: Language::Vi,
            channel,
        };
        let recorded = self.surely_on(node, move |parts| {
            let attempt = attempt.clone();
            async move { parts.collector.answer(attempt).await }
        });
        let now = self.now();
        let mut truth = self.truth();
        let asked = truth.asked[&token].clone();
        let closed = asked.answered.is_some_and(|at| now.seconds_since(at) >= DAY)
            || asked.last_offer.map_or(!truth.deaths.is_empty(), |at| {
                let days = truth.rules_of(&asked).answer_within_days;
                now.seconds_since(at) >= days * DAY
            });
        match recorded {
            Recorded::Stored(_, _, stored, _) if u64::from(stored.score) == score => {
                let asked = truth.asked.get_mut(&token).expect("it was there");
                asked.answered.get_or_insert(now);
                asked.score = Some(score);
            }
            Recorded::Closed(..) if closed => {}
            other => truth.object(now, &format!("an answer to {token}: {other:?}")),
        }
    }

    fn choose(&mut self, node: usize, person: usize, token: &str, choice: Choice) {
        self.truth().wishes[person].ever = true;
        let link = Token::parse(token).expect("a token");
        let asked = self.surely_on(node, move |parts| {
            let link = link.clone();
            async move { choose(&parts.house, link, choice).await }
        });
        let now = self.now();
        let mut truth = self.truth();
        if asked.is_none() {
            truth.object(now, "an unsubscribe link is unknown");
        }
        let wish = &mut truth.wishes[person];
        wish.never = choice == Choice::Never;
        match choice {
            Choice::LessOften => wish.less_often = true,
            Choice::AsBefore => wish.less_often = false,
            Choice::Never => {}
        }
    }

    /// What comes back by mail is read; if it is quicker than the sender, a little later.
    fn give_back(&mut self, node: usize, (person, is_soft): (usize, bool), message: Vec<u8>) {
        self.truth().wishes[person].ever = true;
        let bytes = Arc::new(message);
        let inside = Arc::clone(&bytes);
        let job = move |parts: Parts| {
            let bytes = Arc::clone(&inside);
            async move { receive(&parts.house, &bytes).await }
        };
        loop {
            match self.solo(node, job.clone()) {
                None => {}
                Some(Err(error)) if error.kind() == Kind::Busy => {
                    let message = bytes.to_vec();
                    return self.act_in(3600, Act::Return { person, is_soft, message });
                }
                Some(Err(error)) => panic!("{error}"),
                Some(Ok(received)) => {
                    let now = self.now();
                    let mut truth = self.truth();
                    match received.followed {
                        // Repeated: the node died after it had counted this one.
                        Some(Followed::Counted | Followed::Repeated) if is_soft => {
                            truth.wishes[person].soft += 1;
                        }
                        Some(Followed::Suppressed) if is_soft => {
                            let wish = &mut truth.wishes[person];
                            (wish.returned, wish.soft) = (true, wish.soft + 1);
                            let (soft, few) = (wish.soft, wish.soft < SOFT_LIMIT);
                            if few {
                                truth.object(now, &format!("given up after {soft} soft bounces"));
                            }
                        }
                        Some(Followed::Suppressed) => truth.wishes[person].returned = true,
                        Some(Followed::Repeated) => {}
                        other => truth.object(now, &format!("what came back led to {other:?}")),
                    }
                    return;
                }
            }
        }
    }

    fn surely_on<T, F>(
        &mut self,
        node: usize,
        job: impl Fn(Parts) -> F + Clone + Send + 'static,
    ) -> T
    where
        T: Send + 'static,
        F: Future<Output = afterword::error::Result<T>>,
    {
        loop {
            match self.solo(node, job.clone()) {
                Some(Ok(value)) => return value,
                Some(Err(error)) => panic!("{error}"),
                None => {}
            }
        }
    }

    fn token_of(&mut self, order: usize, survey: &str) -> Option<String> {
        let external = self.truth().orders[order].external.clone();
        self.text(&format!(
            "SELECT i.token AS word FROM invitations i JOIN orders o ON o.id = i.order_id \
             JOIN surveys s ON s.id = i.survey_id \
             WHERE o.external_id = '{external}' AND s.slug = '{survey}'"
        ))
    }
}
