//! Puts the layers together: defaults, file, environment.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};

use super::check::check;
use super::environment::Variable;
use super::explain::{explain, explain_all};
use super::{Config, Secret};
use crate::error::{Context, Error, Result};

/// The file that is read when none is named.
const FILE: &str = "config.toml";

impl Config {
    /// Reads `file`, or `config.toml` in the working directory if there is one, and the variables
    /// (of `std::env::vars` as a rule) that are ours.
    ///
    /// # Errors
    /// Refused with every problem found, one a line.
    pub fn load(
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self> {
        let path = file.unwrap_or(Path::new(FILE));
        let defaults = Self::default();
        let kinds = Value::serialize(&defaults).doing(|| "listing the configuration".to_owned())?;
        // The defaults themselves are filled in by serde: this list of them hides secrets.
        let mut layers = Figment::new();
        match fs::read_to_string(path) {
            Ok(text) => layers = layers.merge(File::read(path, &text)?),
            Err(error) if error.kind() == ErrorKind::NotFound && file.is_none() => {}
            Err(error) => {
                let message = format!("cannot read the configuration {}", path.display());
                return Err(Error::refused(message).because(error));
            }
        }
        for (name, text) in variables {
            if let Some(variable) = Variable::new(&name, &text, &kinds) {
                layers = layers.merge(variable);
            }
        }
        Self::extract(&layers, path.parent().unwrap_or(Path::new("")))
    }

    fn extract(layers: &Figment, directory: &Path) -> Result<Self> {
        let mut config: Self =
            layers.extract().map_err(|error| Error::refused(explain_all(layers, error)))?;
        config.anchor(directory);
        config.read_secret_file(layers)?;
        let problems = check(&config);
        if problems.is_empty() {
            return Ok(config);
        }
        let lines = problems.iter().map(|problem| explain(layers, problem.key, &problem.message));
        Err(Error::refused(lines.collect::<Vec<_>>().join("\n")))
    }

    /// Makes relative paths relative to the file's directory, wherever the program was started.
    fn anchor(&mut self, directory: &Path) {
        let anchor = |path: &mut PathBuf| *path = directory.join(&*path);
        anchor(&mut self.data_dir);
        let optional = [
            &mut self.secret_key_file,
            &mut self.shop.logo,
            &mut self.mail.ca_file,
            &mut self.returns.maildir,
            &mut self.templates.dir,
        ];
        optional.into_iter().flatten().for_each(anchor);
        for target in &mut self.publish.targets {
            let paths = [&mut target.directory, &mut target.secret_key_file];
            paths.into_iter().flatten().for_each(anchor);
        }
        if let Some(path) = self.database.url.expose().strip_prefix("sqlite://")
            && !path.is_empty()
        {
            let path = directory.join(path);
            self.database.url = Secret::new(format!("sqlite://{}", path.display()));
        }
    }

    fn read_secret_file(&mut self, layers: &Figment) -> Result<()> {
        let Some(path) = &self.secret_key_file else { return Ok(()) };
        let refuse = |message: &str| Error::refused(explain(layers, "secret_key_file", message));
        if self.secret_key.is_some() {
            return Err(refuse("found beside secret_key; allowed: one of the two"));
        }
        let secret = fs::read_to_string(path).map_err(|error| {
            let message = format!(
                "found \"{}\", which cannot be read; allowed: the path of a file",
                path.display()
            );
            refuse(&message).because(error)
        })?;
        self.secret_key = Some(Secret::new(secret.trim()));
        Ok(())
    }
}

/// The file as a layer.
struct File {
    name: String,
    values: Dict,
}

impl File {
    fn read(path: &Path, text: &str) -> Result<Self> {
        let name = path.display().to_string();
        let values = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let line = text.get(..offset).unwrap_or_default().matches('\n').count() + 1;
            Error::refused(format!("{name}: line {line}: this is not TOML: {}", error.message()))
        })?;
        Ok(Self { name, values })
    }
}

impl Provider for File {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}
