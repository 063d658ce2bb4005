//! Writing: standard output, files whole or not at all, and what ends a command.

use super::words;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// One line for the user.
    Message(String),
    /// Nobody reads standard output any more.
    ClosedPipe,
}

/// A workbook is written to a file or a pipe: a terminal shows nothing of it.
pub(crate) fn not_for_a_terminal(is_workbook: bool, output: Option<&Path>) -> Result<(), Failure> {
    if is_workbook && output.is_none() && io::stdout().is_terminal() {
        return Err(Failure::Message(words::not_for_a_terminal()));
    }
    Ok(())
}

/// Writes to the file, by way of a temporary one beside it that takes its name when complete; or to
/// standard output.
pub(crate) fn write(to: Option<&Path>, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match to {
        Some(path) => to_file(path, content)
            .map_err(|error| Failure::Message(words::unwritable(&path.display().to_string(), &error.to_string()))),
        None => to_stdout(content).map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Message(words::standard_output(&error.to_string())),
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
        Ok(there) if there.is_dir() => return Err(io::Error::other(words::output_is_folder())),
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
    #[cfg(target_os = "linux")]
    if let Some(file) = nameless::file_in(folder) {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        content(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        return nameless::name(&file, path, folder);
    }
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

/// A file that has no name until it is complete: whatever ends the program before, nothing of it stays. Not every file
/// system can.
#[cfg(target_os = "linux")]
mod nameless {
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::Path;

    pub(super) fn file_in(folder: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        // As a plain new file: what the user's mask leaves of it.
        open(folder, flags, Mode::from_raw_mode(0o666)).ok().map(File::from)
    }

    /// Gives the file its name; in place of what has it, by way of a name of its own for a moment.
    pub(super) fn name(file: &File, path: &Path, folder: &Path) -> io::Result<()> {
        let own = format!("/proc/self/fd/{}", file.as_raw_fd());
        let link = |to: &Path| linkat(CWD, own.as_str(), CWD, to, AtFlags::SYMLINK_FOLLOW);
        if link(path).is_ok() {
            return Ok(());
        }
        let named = tempfile::Builder::new().prefix(".albero-").make_in(folder, |to| Ok(link(to)?))?;
        named.into_temp_path().persist(path).map_err(|error| error.error)
    }
}
