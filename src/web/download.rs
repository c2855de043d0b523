//! Large replies wait on the disk until they are taken: however many clients take theirs slowly, the
//! memory holds a slice of each.

use std::io::{Seek, Write};

use actix_files::NamedFile;
use actix_web::{HttpRequest, HttpResponse};

use super::Web;
use crate::error::{Context, Result};

/// What may wait in memory.
const SMALL: usize = 128 * 1024;

/// A reply with these bytes; the caller says what they are.
///
/// # Errors
/// The disk takes no file.
pub async fn download(web: &Web, request: &HttpRequest, bytes: Vec<u8>) -> Result<HttpResponse> {
    if bytes.len() <= SMALL {
        return Ok(HttpResponse::Ok().body(bytes));
    }
    let folder = web.config().data_dir.clone();
    let file = actix_web::web::block(move || -> std::io::Result<_> {
        // It has no name: it is gone with whoever reads it last.
        let mut file = tempfile::tempfile_in(folder)?;
        file.write_all(&bytes)?;
        file.rewind()?;
        NamedFile::from_file(file, "download")
    });
    let file = file.await.doing(|| "writing a download was cut short".to_owned())?;
    let file = file.doing(|| "a download cannot be written".to_owned())?;
    let whole = file.use_etag(false).use_last_modified(false);
    Ok(whole.into_response(request))
}
