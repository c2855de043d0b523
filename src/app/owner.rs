//! The owner's way in: a link that works once, as text and as a code for the phone's camera.

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use crate::error::{Context, Result};
use crate::flow::House;
use crate::flow::sign_in;

/// A link that signs somebody in once.
#[derive(Clone, Debug)]
pub struct OwnerLink {
    /// The address; whoever has it can sign in, so it is never logged.
    pub url: String,
    /// The same for a camera, drawn with half blocks.
    pub code: String,
}

/// The owner's first link; it is made and shown once, since what is printed at each start ends up in
/// logs.
///
/// # Errors
/// What the database says.
pub async fn first_owner_link(house: &House) -> Result<Option<OwnerLink>> {
    match sign_in::first_link(house).await? {
        Some(secret) => link(house, &secret.0).map(Some),
        None => Ok(None),
    }
}

/// A link for a user who lost a password or a device: their sessions end, earlier links stop working.
///
/// # Errors
/// Refused if there is no such user.
pub async fn reset_link(house: &House, who: &str, name: &str) -> Result<OwnerLink> {
    let secret = sign_in::reset(house, who, name).await?;
    link(house, &secret.0)
}

/// A new link for a user; earlier ones stop working.
///
/// # Errors
/// Refused if there is no such user.
pub async fn owner_link(house: &House, name: &str) -> Result<OwnerLink> {
    let secret = sign_in::make_link(house, name).await?;
    link(house, &secret.0)
}

fn link(house: &House, secret: &str) -> Result<OwnerLink> {
    let url = house.config.server.public_url.link(&format!("/admin/link/{secret}"));
    let code = QrCode::new(&url).doing(|| "the link is too long for a code".to_owned())?;
    let code = code.render::<Dense1x2>().quiet_zone(true).build();
    Ok(OwnerLink { url, code })
}
