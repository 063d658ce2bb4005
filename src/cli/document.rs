//! Reading an input: a file or standard input, with the messages that name it.

use super::output::Failure;
use std::io::{self, Read};
use std::path::Path;

/// A document's bytes and name.
pub(crate) struct Input {
    pub(crate) bytes: Vec<u8>,
    /// File name without folders; none for standard input.
    pub(crate) name: Option<String>,
    /// How messages call it.
    pub(crate) shown: String,
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Input, Failure> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Failure::Message(format!("standard input: cannot be read: {error}")))?;
        return Ok(Input { bytes, name: None, shown: "standard input".to_owned() });
    }
    let shown = path.display().to_string();
    if path.is_dir() {
        return Err(Failure::Message(format!("{shown}: is a folder; give a file in it")));
    }
    let bytes = std::fs::read(path).map_err(|error| {
        let what = match error.kind() {
            io::ErrorKind::NotFound => "no such file; check the path".to_owned(),
            io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
            _ => format!("cannot be read: {error}"),
        };
        Failure::Message(format!("{shown}: {what}"))
    })?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Input { bytes, name, shown })
}
