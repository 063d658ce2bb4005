//! Writing: standard output, files whole or not at all, and what ends a command.

use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// One line for the user.
    Message(String),
    /// Nobody reads standard output any more.
    ClosedPipe,
}

/// Writes to the file, by way of a temporary one beside it that takes its name when complete; or to
/// standard output.
pub(crate) fn write(to: Option<&Path>, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match to {
        Some(path) => to_file(path, content)
            .map_err(|error| Failure::Message(format!("{}: cannot be written: {error}", path.display()))),
        None => to_stdout(content).map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Message(format!("standard output: {error}")),
        }),
    }
}

fn to_stdout(content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    content(&mut out)?;
    out.flush()
}

fn to_file(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(io::Error::other("it is a folder")),
        // A device, a pipe: written to, not replaced.
        Ok(there) if !there.is_file() => {
            let mut out = BufWriter::with_capacity(1 << 16, std::fs::OpenOptions::new().write(true).open(path)?);
            content(&mut out)?;
            return out.flush();
        }
        _ => {}
    }
    // A link stays one: what it leads to is written.
    let resolved = std::fs::canonicalize(path);
    let path = resolved.as_deref().unwrap_or(path);
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // As a plain new file: what the user's mask leaves of it. The default is for secrets.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.prefix(".albero-").tempfile_in(folder)?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    content(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
