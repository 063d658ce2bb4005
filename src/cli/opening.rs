//! Opening what arguments name: never more of it than is asked for, and never waiting for ever.

use super::words;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// A file's bytes, of which one more than `most` are read, so that who asks can tell that there are more. A pipe or a
/// device is waited for as long as `patience` says, for its opening and for each piece of it.
pub(crate) fn bytes(path: &Path, most: u64, patience: Duration) -> io::Result<Vec<u8>> {
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, words::is_folder()));
    }
    let most = most.saturating_add(1);
    if !about.is_file() {
        return patiently(path, most, patience);
    }
    let mut bytes = Vec::new();
    bytes.reserve_exact(usize::try_from(about.len().min(most)).unwrap_or_default());
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A short text: settings, a baseline, a password.
pub(crate) fn short_text(path: &Path) -> io::Result<String> {
    /// Settings are a few KB, a baseline of a thousand plans a few MB.
    const MOST: u64 = 16 << 20;
    const PATIENCE: Duration = Duration::from_secs(30);
    let bytes = bytes(path, MOST, PATIENCE)?;
    if bytes.len() as u64 > MOST {
        return Err(io::Error::other(words::too_long(MOST >> 20)));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, words::not_utf8()))
}

/// Reads in a thread, which stays behind where a pipe never ends: the program does not wait for it.
fn patiently(path: &Path, most: u64, patience: Duration) -> io::Result<Vec<u8>> {
    /// So much comes at once.
    const PIECE: usize = 1 << 16;
    let (send, pieces) = mpsc::sync_channel::<io::Result<Vec<u8>>>(1);
    let path = path.to_owned();
    thread::Builder::new().spawn(move || {
        let mut file = match File::open(path) {
            Ok(file) => file.take(most),
            Err(error) => return drop(send.send(Err(error))),
        };
        loop {
            let mut piece = vec![0; PIECE];
            let read = file.read(&mut piece).map(|length| {
                piece.truncate(length);
                piece
            });
            let is_over = read.as_ref().map_or(true, Vec::is_empty);
            if send.send(read).is_err() || is_over {
                return;
            }
        }
    })?;
    let mut bytes = Vec::new();
    loop {
        match pieces.recv_timeout(patience) {
            Ok(Ok(piece)) if piece.is_empty() => return Ok(bytes),
            Ok(piece) => bytes.extend(piece?),
            Err(RecvTimeoutError::Disconnected) => return Ok(bytes),
            Err(RecvTimeoutError::Timeout) => {
                let seconds = patience.as_secs();
                return Err(io::Error::new(io::ErrorKind::TimedOut, words::silent(seconds)));
            }
        }
    }
}
