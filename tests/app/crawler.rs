//! Somebody who opens every link and presses every button of a house, and notes where that leads.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use regex::Regex;
use ureq::Agent;
use url::Url;

/// The crawler, in the browser of one person.
pub struct Crawler {
    agent: Agent,
    /// What every address must begin with.
    base: String,
    seen: BTreeSet<String>,
    next: VecDeque<Step>,
    /// What went wrong, and where.
    pub complaints: Vec<String>,
    /// The addresses that were opened.
    pub opened: BTreeSet<String>,
}

/// An address to open, or a form to send there.
struct Step {
    url: Url,
    form: Option<String>,
    from: String,
}

impl Crawler {
    /// A browser for the house at `base`.
    pub fn new(base: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self {
            agent: Agent::new_with_config(config),
            base: base.to_owned(),
            seen: BTreeSet::new(),
            next: VecDeque::new(),
            complaints: Vec::new(),
            opened: BTreeSet::new(),
        }
    }

    /// Begins at these pages and goes wherever they lead.
    pub fn crawl(&mut self, starts: &[&str]) {
        for start in starts {
            let url = Url::parse(&format!("{}{start}", self.base)).expect("an address");
            self.meet(url, None, "the start");
        }
        while let Some(step) = self.next.pop_front() {
            self.go(&step);
        }
    }

    /// Sends a form, and goes wherever that leads.
    pub fn send(&mut self, path: &str, form: &str) -> String {
        let url = Url::parse(&format!("{}{path}", self.base)).expect("an address");
        let cookie = self.go(&Step { url, form: Some(form.to_owned()), from: "the start".into() });
        self.crawl(&[]);
        cookie
    }

    fn meet(&mut self, url: Url, form: Option<String>, from: &str) {
        let mut url = url;
        url.set_fragment(None);
        let whole = url.as_str();
        let rest = whole.strip_prefix(self.base.as_str());
        if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?'])) {
            self.complaints.push(format!("{from} leads to {whole}"));
            return;
        }
        let path = url.path().to_owned();
        let is_leaving = path.ends_with("/sign-out");
        let key = format!("{path} {:?} {form:?}", url.query());
        if !is_leaving && self.seen.insert(key) {
            self.next.push_back(Step { url, form, from: from.to_owned() });
        }
    }

    /// Opens or sends; the cookie that was set.
    fn go(&mut self, step: &Step) -> String {
        let address = step.url.as_str();
        let reply = match &step.form {
            None => self.agent.get(address).call(),
            Some(form) => self
                .agent
                .post(address)
                .content_type("application/x-www-form-urlencoded")
                .send(form.as_bytes()),
        };
        let mut reply = reply.unwrap_or_else(|error| panic!("{address}: {error}"));
        self.opened.insert(step.url.path().to_owned());
        let header = |name: &str| {
            let value = reply.headers().get(name);
            value.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (status, location) = (reply.status().as_u16(), header("location"));
        let (kind, cookie) = (header("content-type"), header("set-cookie"));
        // What was closed by a press before takes no answer.
        if !matches!((status, &step.form), (200 | 303, _) | (410 | 422, Some(_))) {
            let sent = step.form.as_deref().unwrap_or("opened");
            self.complaints.push(format!("{}: {address} ({sent}) says {status}", step.from));
        }
        if status == 303 {
            let to = step.url.join(&location).expect("an address");
            self.meet(to, None, &format!("{} at {address}", step.from));
        }
        if kind.starts_with("text/html") {
            let page = reply.body_mut().read_to_string().expect("UTF-8");
            self.read(&step.url, &page);
        }
        cookie
    }

    fn read(&mut self, at: &Url, page: &str) {
        let from = at.path().to_owned();
        for (tag, attributes) in tags(page) {
            for name in ["href", "src"] {
                let Some(value) = attribute(&attributes, name) else { continue };
                if ["data:", "tel:", "mailto:", "#"].iter().any(|start| value.starts_with(start)) {
                    continue;
                }
                let url = at.join(&value).expect("an address");
                self.meet(url, None, &format!("<{tag}> of {from}"));
            }
        }
        for form in page.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            self.read_form(at, &format!("<form{form}"));
        }
    }

    /// Presses each button of a form, with what stands in it already and the first of each choice.
    fn read_form(&mut self, at: &Url, form: &str) {
        let from = format!("<form> of {}", at.path());
        let (mut fields, mut buttons, mut select) = (Vec::new(), Vec::new(), None);
        let mut own = String::new();
        for (tag, attributes) in tags(form) {
            let of = |name: &str| attribute(&attributes, name);
            let (name, value) = (of("name"), of("value").unwrap_or_default());
            match (tag.as_str(), name) {
                ("form", _) => own = attributes,
                ("button", _) => buttons.push(attributes),
                ("select", name) => select = name,
                ("option", _) => fields.extend(select.take().map(|name| (name, value))),
                ("input" | "textarea", Some(name)) => {
                    let is_taken = fields.iter().any(|(other, _)| *other == name);
                    if of("type").as_deref() != Some("radio") || !is_taken {
                        fields.push((name, value));
                    }
                }
                _ => {}
            }
        }
        for button in buttons {
            let mut pairs = fields.clone();
            pairs.extend(
                attribute(&button, "name")
                    .map(|name| (name, attribute(&button, "value").unwrap_or_default())),
            );
            let either = |of_button: &str, of_form: &str| {
                attribute(&button, of_button).or(attribute(&own, of_form)).unwrap_or_default()
            };
            let mut url = at.join(&either("formaction", "action")).expect("an address");
            let form = Url::parse_with_params("http://x", &pairs).expect("fields");
            let form = form.query().unwrap_or_default().to_owned();
            if either("formmethod", "method") == "post" {
                self.meet(url, Some(form), &from);
            } else {
                url.set_query(Some(&form));
                self.meet(url, None, &from);
            }
        }
    }
}

/// The tags of a page with their attributes as they stand.
fn tags(page: &str) -> Vec<(String, String)> {
    let tag = Regex::new(r#"<([a-z]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>"#).expect("a pattern");
    tag.captures_iter(page).map(|found| (found[1].to_owned(), found[2].to_owned())).collect()
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let start = format!(" {name}=\"");
    let (_, rest) = attributes.split_once(&start)?;
    Some(rest.split('"').next().unwrap_or_default().replace("&amp;", "&"))
}
