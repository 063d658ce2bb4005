//! Text of scans, recognised by `ocrmypdf` where it is installed: in a process of its own, within a time. No
//! recognition is built in.

use super::args::ReadingArguments;
use super::isolation::{Fault, Original};
use super::words;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The program that recognises.
const PROGRAM: &str = "ocrmypdf";

/// Of documents in Italian; pages that have text keep it.
const OPTIONS: [&str; 3] = ["--language", "ita", "--skip-text"];

/// How scans are read: with the text that is recognised in their pages.
pub(crate) struct Ocr {
    patience: Duration,
    most_bytes: u64,
    /// Where the recognised document is kept: that of one scan.
    keep: Mutex<Option<PathBuf>>,
    keeps: bool,
    /// What was recognised last, by the scan: a report asks for its tables after its plan.
    last: Mutex<Option<(Original, Recognised)>>,
}

/// A document with text in its pages.
#[derive(Clone)]
pub(crate) struct Recognised {
    pub(crate) bytes: Vec<u8>,
    /// Which program did it, with its version.
    pub(crate) by: String,
}

impl Ocr {
    /// As the arguments ask for it; `None` where they do not.
    pub(crate) fn new(arguments: &ReadingArguments, most_bytes: u64) -> Option<Ocr> {
        arguments.ocr.then(|| Ocr {
            patience: Duration::from_secs(arguments.ocr_timeout),
            most_bytes,
            keep: Mutex::new(arguments.ocr_output.clone()),
            keeps: arguments.ocr_output.is_some(),
            last: Mutex::default(),
        })
    }

    /// A scan's pages with text, and whether they were recognised for it just now.
    pub(crate) fn recognise(&self, scan: &[u8], of: &Original) -> Result<(Recognised, bool), Fault> {
        let known = |last: &(Original, Recognised)| (last.0 == *of).then(|| last.1.clone());
        if let Some(known) = self.last.lock().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(known) {
            return Ok((known, false));
        }
        let by = version()?;
        let bytes = self.run(scan)?;
        if self.keeps {
            let keep = self.keep.lock().unwrap_or_else(PoisonError::into_inner).take();
            let keep = keep.ok_or_else(|| Fault::new("ocr", words::ocr_keeps_one()))?;
            let failed = |error: io::Error| words::unwritable(&keep.display().to_string(), &error.to_string());
            std::fs::write(&keep, &bytes).map_err(|error| Fault::new("ocr", failed(error)))?;
        }
        let recognised = Recognised { bytes, by };
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((of.clone(), recognised.clone()));
        Ok((recognised, true))
    }

    fn run(&self, scan: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut command = Command::new(PROGRAM);
        command.args(OPTIONS).args(["--quiet", "--output-type", "pdf", "-", "-"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(not_started)?;
        let deadline = Instant::now().checked_add(self.patience);
        let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (scan, most) = (scan.to_vec(), self.most_bytes.saturating_add(1));
        // One that does not take it all says why at its end.
        let fed = beside(move || input.map(|mut input| input.write_all(&scan)));
        let said = beside(move || all(errors, LAST_WORDS));
        let made = beside(move || all(output, most));
        let (Ok(_), Ok(said), Ok(made)) = (fed, said, made) else {
            end(&mut child);
            return Err(Fault::new("ocr", words::ocr_failed("no thread")));
        };
        let made = match deadline {
            Some(deadline) => made.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok(),
            None => made.recv().ok(),
        };
        let Some(made) = made else {
            end(&mut child);
            return Err(Fault::new("ocr", words::ocr_too_late(self.patience.as_secs())));
        };
        let Some(status) = ended(&mut child) else {
            end(&mut child);
            return Err(Fault::new("ocr", words::ocr_too_late(self.patience.as_secs())));
        };
        if !status.success() {
            let said = said.recv_timeout(PATIENCE).unwrap_or_default();
            let said = String::from_utf8_lossy(&said);
            let last = said.lines().map(str::trim).rfind(|line| !line.is_empty());
            return Err(Fault::new("ocr", words::ocr_failed(last.unwrap_or(&status.to_string()))));
        }
        if !made.starts_with(PDF) {
            return Err(Fault::new("ocr", words::ocr_gave_no_pdf()));
        }
        Ok(made)
    }
}

/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";

/// So long it may take to end after it was asked to, or to say its last words.
const PATIENCE: Duration = Duration::from_secs(3);

/// Does something in a thread that nothing waits for: processes that a killed one has begun hold its pipes open.
fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<mpsc::Receiver<T>> {
    let (send, done) = mpsc::channel();
    thread::Builder::new().spawn(move || drop(send.send(work())))?;
    Ok(done)
}

/// So much of what it says is looked at.
const LAST_WORDS: u64 = 1 << 16;

/// What comes from a pipe until it ends, at most so many bytes.
fn all(pipe: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // What came before a pipe broke is what there is.
        let _ = pipe.take(most).read_to_end(&mut bytes);
    }
    bytes
}

/// Asks it to end, so that it takes its own files away; and ends it where it does not.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process};
        if kill_process(Pid::from_child(child), Signal::INT).is_ok() && ended(child).is_some() {
            return;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// How it ended, if it does soon.
fn ended(child: &mut Child) -> Option<ExitStatus> {
    const STEP: Duration = Duration::from_millis(20);
    let asked = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if asked.elapsed() < PATIENCE => thread::sleep(STEP),
            _ => return None,
        }
    }
}

fn not_started(error: io::Error) -> Fault {
    Fault::new(
        "ocr",
        match error.kind() {
            io::ErrorKind::NotFound => words::no_ocr(),
            _ => words::ocr_failed(&error.to_string()),
        },
    )
}

/// `ocrmypdf 14.0.1`.
fn version() -> Result<String, Fault> {
    let asked = Command::new(PROGRAM).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    let said = asked.map_err(not_started)?.stdout;
    let said = String::from_utf8_lossy(&said);
    Ok(format!("{PROGRAM} {}", said.lines().next().unwrap_or_default().trim()))
}

/// The command that gives a scan text, as it is typed.
pub(crate) fn command_line(file: &str) -> String {
    let stem = file.strip_suffix(".pdf").or_else(|| file.strip_suffix(".PDF")).unwrap_or(file);
    format!("{PROGRAM} {} {} {}", OPTIONS.join(" "), typed(file), typed(&format!("{stem}-ocr.pdf")))
}

/// A word as a shell takes it.
fn typed(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+' | ',');
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(plain) {
        return word.to_owned();
    }
    // A dash would begin an option.
    let path = if word.starts_with('-') { format!("./{word}") } else { word.to_owned() };
    format!("'{}'", path.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_can_be_typed() {
        for (file, told) in [
            ("piano.pdf", "ocrmypdf --language ita --skip-text piano.pdf piano-ocr.pdf"),
            ("Piano 2023.PDF", "ocrmypdf --language ita --skip-text 'Piano 2023.PDF' 'Piano 2023-ocr.pdf'"),
            ("l'anno.pdf", r"ocrmypdf --language ita --skip-text 'l'\''anno.pdf' 'l'\''anno-ocr.pdf'"),
            ("-a.pdf", "ocrmypdf --language ita --skip-text './-a.pdf' './-a-ocr.pdf'"),
        ] {
            assert_eq!(command_line(file), told);
        }
    }
}
