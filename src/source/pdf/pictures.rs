//! Pages of a PDF as pictures, for people: what a finding is about, shown where it stands.

use super::hayro::drawing::Drawing;
use super::open_first;
use crate::error::Result;
use crate::source::{Options, SourceKind, kind};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// A page as a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PagePicture {
    /// Physical page, 1-based.
    pub page: u32,
    /// Width of the page as displayed, in points.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// The picture: a PNG file.
    #[serde(serialize_with = "as_base64", deserialize_with = "from_base64")]
    pub png: Vec<u8>,
}

impl PagePicture {
    /// The picture as an address that holds it whole.
    #[must_use]
    pub fn data_url(&self) -> String {
        format!("data:image/png;base64,{}", STANDARD.encode(&self.png))
    }
}

fn as_base64<S: Serializer>(data: &[u8], serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(data))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(serde::de::Error::custom)
}

/// The pictures of these pages, 1-based, of a PDF; those that cannot be drawn are left out, and a document that is no
/// PDF has none.
///
/// # Errors
/// As [`parse`](crate::parse) where the file cannot be opened.
pub fn page_pictures(bytes: impl Into<Vec<u8>>, options: &Options<'_>, pages: &[u32]) -> Result<Vec<PagePicture>> {
    let bytes = bytes.into();
    options.limits.check_bytes(bytes.len() as u64)?;
    if kind(&bytes)? != SourceKind::Pdf {
        return Ok(Vec::new());
    }
    let reader = open_first(&Arc::new(bytes), options)?;
    let mut drawing = Drawing::default();
    let indexes = pages.iter().filter_map(|page| usize::try_from(page.checked_sub(1)?).ok());
    Ok(indexes.filter_map(|index| reader.picture(index, &mut drawing)).collect())
}
