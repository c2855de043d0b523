//! Storage that speaks S3.
//!
//! What lies there is noted in an object of its own, `.afterword.json`: only what changed is
//! uploaded, and only what stands in that note is ever deleted. The root's `index.html` comes last;
//! then goes what the edition has no more. The note is written before the first upload too, without
//! the seals of what is about to change, so that after a broken upload nothing is taken for there.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{BoxFuture, FutureExt};
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{Attribute, Attributes, ObjectStore, ObjectStoreExt, PutOptions, RetryConfig};

use super::Sent;
use super::http::Connector;
use crate::error::{Context, Result};
use crate::site::edition::{Edition, Manifest, Seal};

/// The note of what lies there.
const NOTE: &str = ".afterword.json";

/// The page that readers come in by.
const ENTRANCE: &str = "index.html";

/// How many files are on their way at a time.
const AT_ONCE: usize = 8;

/// A folder of a bucket.
#[derive(Clone, Debug)]
pub struct Store {
    store: Arc<AmazonS3>,
    bucket: String,
    folder: Path,
}

/// How to get to a bucket.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the words of S3")]
pub struct Access<'a> {
    pub endpoint: Option<&'a str>,
    pub region: &'a str,
    pub access_key: &'a str,
    pub secret_key: &'a str,
    /// How long a request may take.
    pub timeout: Duration,
}

impl Store {
    /// The folder at `s3://bucket/folder`. Nothing is asked of the server yet.
    ///
    /// # Errors
    /// Broken if the address cannot be read.
    pub fn new(address: &str, access: Access<'_>) -> Result<Self> {
        let rest = address.strip_prefix("s3://").unwrap_or(address);
        let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(access.region)
            .with_access_key_id(access.access_key)
            .with_secret_access_key(access.secret_key)
            .with_retry(RetryConfig { max_retries: 3, ..RetryConfig::default() })
            .with_http_connector(Connector(access.timeout));
        if let Some(endpoint) = access.endpoint {
            builder = builder
                .with_endpoint(endpoint.trim_end_matches('/'))
                .with_allow_http(endpoint.starts_with("http://"));
        }
        Ok(Self {
            store: Arc::new(builder.build().doing(|| format!("reading the address {address}"))?),
            bucket: bucket.to_owned(),
            folder: Path::from(folder),
        })
    }

    /// Uploads what an edition has new.
    ///
    /// # Errors
    /// What the server says, with the path.
    pub(super) async fn send(&self, edition: &Edition) -> Result<Sent> {
        let (before, after) = (self.note().await?, edition.manifest());
        if before == after {
            return Ok(Sent { written: 0, kept: after.files.len() });
        }
        self.write_note(&underway(&before, &after)).await?;
        let is_new = |path: &str| before.files.get(path) != after.files.get(path);
        let mut files: Vec<(&str, &[u8])> = edition
            .files()
            .iter()
            .filter(|(path, _)| is_new(path))
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
            .collect();
        let written = files.len();
        let entrance = files.iter().position(|(path, _)| *path == ENTRANCE);
        let entrance = entrance.map(|at| files.remove(at));
        let uploads = files.into_iter().map(|(path, bytes)| self.put(path, bytes).boxed());
        several(uploads.collect()).await?;
        if let Some((path, bytes)) = entrance {
            self.put(path, bytes).await?;
        }
        let gone = before.files.keys().filter(|path| !after.files.contains_key(*path));
        several(gone.map(|path| self.remove(path).boxed()).collect()).await?;
        self.write_note(&after).await?;
        Ok(Sent { written, kept: after.files.len() - written })
    }

    fn path(&self, name: &str) -> Path {
        Path::from_iter(self.folder.parts().chain(Path::from(name).parts()))
    }

    async fn note(&self) -> Result<Manifest> {
        let what = || format!("reading {NOTE} of s3://{self}");
        match self.store.get(&self.path(NOTE)).await {
            Ok(found) => {
                let bytes = found.bytes().await.doing(what)?;
                serde_json::from_slice(&bytes).doing(what)
            }
            Err(object_store::Error::NotFound { .. }) => Ok(Manifest::default()),
            Err(error) => Err(error).doing(what),
        }
    }

    async fn write_note(&self, manifest: &Manifest) -> Result<()> {
        let bytes = serde_json::to_vec(manifest).doing(|| format!("writing {NOTE}"))?;
        self.put(NOTE, &bytes).await
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, content_type(name)),
            (Attribute::CacheControl, "public, max-age=60"),
        ]);
        let options = PutOptions { attributes, ..PutOptions::default() };
        let payload = Bytes::copy_from_slice(bytes).into();
        let put = self.store.put_opts(&self.path(name), payload, options).await;
        put.doing(|| format!("writing {name} to s3://{self}")).map(drop)
    }

    async fn remove(&self, name: &str) -> Result<()> {
        match self.store.delete(&self.path(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error).doing(|| format!("removing {name} from s3://{self}")),
        }
    }
}

impl fmt::Display for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.bucket, self.folder)
    }
}

/// Does all of it, some at a time; stops at the first that fails.
async fn several(work: Vec<BoxFuture<'_, Result<()>>>) -> Result<()> {
    stream::iter(work).buffer_unordered(AT_ONCE).try_collect().await
}

/// What may lie there while an edition is on its way: all that did and will, and of what changes
/// nobody knows what it holds.
fn underway(before: &Manifest, after: &Manifest) -> Manifest {
    let mut files = before.files.clone();
    for (path, seal) in &after.files {
        if before.files.get(path) != Some(seal) {
            files.insert(path.clone(), Seal { size: 0, hash: String::new() });
        }
    }
    Manifest { files }
}

/// What a file is, by its name.
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "xml" => "application/atom+xml; charset=utf-8",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
