//! The files in the binary, and the directory that may replace some of them.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
};

use rust_embed::RustEmbed;

use crate::error::{Context, Error, Result};

#[derive(RustEmbed)]
#[folder = "templates/"]
struct EmbeddedTemplates;

#[derive(RustEmbed)]
#[folder = "site/"]
struct EmbeddedSite;

/// Where files come from: the shop's directory first, then the binary.
pub struct Assets {
    overrides: Option<PathBuf>,
}

impl Assets {
    /// Files of the binary, some of them replaced by those in `overrides`.
    pub fn new(overrides: Option<&Path>) -> Self {
        Self { overrides: overrides.map(Path::to_path_buf) }
    }

    /// The names of all files below `templates/` that end so, embedded or the shop's own.
    pub fn template_names(&self, suffixes: &[&str]) -> Result<BTreeSet<String>> {
        let mut names: BTreeSet<String> =
            EmbeddedTemplates::iter().map(|name| name.into_owned()).collect();
        if let Some(root) = self.overridden("templates", "").filter(|root| root.is_dir()) {
            collect_files(&root, &root, &mut names)?;
        }
        names.retain(|name| suffixes.iter().any(|suffix| name.ends_with(suffix)));
        Ok(names)
    }

    /// A template's source, the shop's own before the embedded one.
    pub fn template(&self, name: &str) -> Result<String> {
        match self.own_template(name)? {
            Some(source) => Ok(source),
            None => self
                .embedded_template(name)?
                .ok_or_else(|| Error::broken(format!("there is no template {name}"))),
        }
    }

    /// The shop's own source of a template, if it has one.
    pub fn own_template(&self, name: &str) -> Result<Option<String>> {
        let Some(path) = self.overridden("templates", name).filter(|path| path.is_file()) else {
            return Ok(None);
        };
        std::fs::read_to_string(&path).doing(|| format!("reading {}", path.display())).map(Some)
    }

    /// The source in the binary, if there is one.
    pub fn embedded_template(&self, name: &str) -> Result<Option<String>> {
        let Some(file) = EmbeddedTemplates::get(name) else { return Ok(None) };
        let text = String::from_utf8(file.data.into_owned());
        text.doing(|| format!("reading the embedded template {name}")).map(Some)
    }

    /// A font in the binary, by its name in `templates/fonts/`.
    pub fn font(name: &str) -> Option<&'static [u8]> {
        match EmbeddedTemplates::get(&format!("fonts/{name}"))?.data {
            Cow::Borrowed(bytes) => Some(bytes),
            Cow::Owned(_) => None,
        }
    }

    /// A file below `site/`. One of the shop's own that cannot be read counts as absent, is
    /// logged, and the embedded one is served.
    pub fn site(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        if let Some(path) = self.overridden("site", name).filter(|path| path.is_file()) {
            match std::fs::read(&path) {
                Ok(bytes) => return Some(Cow::Owned(bytes)),
                Err(error) => {
                    tracing::error!(path = %path.display(), %error, "cannot read an override")
                }
            }
        }
        EmbeddedSite::get(name).map(|file| file.data)
    }

    /// The path of an override; `None` without a directory or for a name that would leave it.
    fn overridden(&self, folder: &str, name: &str) -> Option<PathBuf> {
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let root = self.overrides.as_ref().filter(|_| inside)?;
        Some(root.join(folder).join(name))
    }
}

fn collect_files(root: &Path, folder: &Path, names: &mut BTreeSet<String>) -> Result<()> {
    let entries = std::fs::read_dir(folder).doing(|| format!("listing {}", folder.display()))?;
    for entry in entries {
        let path = entry.doing(|| format!("listing {}", folder.display()))?.path();
        if path.is_dir() {
            collect_files(root, &path, names)?;
        } else if let Ok(inner) = path.strip_prefix(root) {
            names.insert(inner.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
