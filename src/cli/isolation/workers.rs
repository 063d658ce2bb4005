//! The program's side: a pool of workers, each replaced when it dies, and what a death says.

use super::super::args::ReadingArguments;
use super::protocol::{
    Answer, Body, Checking, Fault, KnownLabels, Made, Original, Product, Request, Want, make, receive, send,
};
use super::request;
use crate::cli::document::Input;
use crate::cli::lang::lang;
use crate::cli::words;
use albero::language::Lang;
use std::io::{BufReader, Read};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Reads documents, in workers unless told not to.
pub(crate) struct Workers {
    arguments: ReadingArguments,
    threads: usize,
    idle: Mutex<Vec<Worker>>,
}

/// So much of what a dying worker says is looked at.
const LAST_WORDS: u64 = 1 << 16;

/// Where a worker's allocator begins: its usual reserve of a GiB would count against the limit.
const ALLOCATOR: &[(&str, &str)] = &[("MIMALLOC_ARENA_RESERVE", "64MiB"), ("MIMALLOC_SHOW_ERRORS", "0")];

impl Workers {
    /// Workers that take this many threads to a document.
    pub(crate) fn new(arguments: &ReadingArguments, threads: usize) -> Workers {
        Workers { arguments: arguments.clone(), threads, idle: Mutex::default() }
    }

    /// Makes of a document what is wanted.
    pub(crate) fn make(
        &self,
        input: Input,
        want: Want,
        check: Option<Checking>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Made {
        self.make_of(None, input, want, check, progress)
    }

    /// [`Self::make`] of bytes that were made from those of an original, which the plan names as its source.
    pub(crate) fn make_of(
        &self,
        original: Option<Original>,
        input: Input,
        want: Want,
        check: Option<Checking>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Made {
        let Input { bytes, name, labels } = input;
        let request = Request { name, labels, original, ..request(&self.arguments, want, check) };
        // What plans come to together was looked at one by one.
        if !request.want.is_of_read() {
            request.limits.check_bytes(bytes.len() as u64).map_err(albero::Error::from)?;
        }
        if self.arguments.no_isolate {
            let mut known = KnownLabels::default();
            return make(&request, bytes, known.of(&request.labels)?, progress);
        }
        let known = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match known {
            Some(worker) => worker,
            None => self.start().map_err(|error| Fault::new("worker", words::no_worker(&error.to_string())))?,
        };
        match worker.ask(&request, bytes, self.deadline(), progress) {
            Ending::Answered(answer, body) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                match answer {
                    Answer::Failed(fault) => Err(fault),
                    Answer::Done { notes, findings, is_changed, warnings } => {
                        Ok(Product { body: Body::Bytes(body), notes, findings, is_changed, warnings })
                    }
                    Answer::Progress(..) => Err(Fault::new("worker", words::no_answer())),
                }
            }
            Ending::TooLate => Err(self.took_too_long(&request.want)),
            Ending::Dead => Err(self.died(worker)),
            Ending::NoThread(error) => Err(Fault::new("worker", words::no_thread(&error.to_string()))),
        }
    }

    /// Until when an answer is waited for; `None`: for ever, as a number of seconds that no clock holds means.
    fn deadline(&self) -> Option<Instant> {
        Instant::now().checked_add(Duration::from_secs(self.arguments.timeout))
    }

    fn start(&self) -> std::io::Result<Worker> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("worker")
            .args(["--lang", if lang() == Lang::It { "it" } else { "en" }])
            .args(["--max-memory", &self.arguments.max_memory.to_string()])
            .args(["--threads", &self.threads.to_string()])
            .envs(ALLOCATOR.iter().copied())
            // The last words are in the shape that we know.
            .env_remove("RUST_BACKTRACE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let missing = || std::io::Error::other("no pipe");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = child.stdout.take().ok_or_else(missing)?;
        let errors = child.stderr.take().ok_or_else(missing)?;
        let (say, answers) = mpsc::channel();
        thread::Builder::new().spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(answer)) = receive(&mut output) {
                if say.send(answer).is_err() {
                    return;
                }
            }
        })?;
        let last_words = thread::Builder::new().spawn(move || {
            let mut said = Vec::new();
            let _ = errors.take(LAST_WORDS).read_to_end(&mut said);
            said
        })?;
        Ok(Worker { child, input, answers, last_words: Some(last_words) })
    }

    fn took_too_long(&self, want: &Want) -> Fault {
        let seconds = self.arguments.timeout;
        let message = match want {
            Want::Comparison(_) => words::compared_too_late(seconds),
            Want::Pictures { .. } => words::drawn_too_late(seconds),
            Want::Article => words::told_too_late(seconds),
            _ => words::read_too_late(seconds),
        };
        Fault::new("timeout", message)
    }

    fn died(&self, mut worker: Worker) -> Fault {
        let status = worker.child.wait().ok();
        let said = worker.last_words.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        if said.contains("overflowed its stack") {
            return Fault::new("nesting", words::nested());
        }
        if said.contains("memory allocation of") || said.contains("capacity overflow") || said.contains("out of memory")
        {
            return Fault::new("memory", words::too_much_memory(self.arguments.max_memory));
        }
        if let Some(why) = said.trim().strip_prefix("albero: worker: ") {
            return Fault::new("worker", words::not_started(why));
        }
        if is_killed(status) {
            return Fault::new("killed", words::killed());
        }
        let how = status.map_or_else(|| "?".to_owned(), |status| status.to_string());
        Fault::new("crash", words::crashed(&how))
    }
}

/// Was it ended by a signal that only others send?
#[cfg(unix)]
fn is_killed(status: Option<ExitStatus>) -> bool {
    const SIGKILL: i32 = 9;
    status.is_some_and(|status| std::os::unix::process::ExitStatusExt::signal(&status) == Some(SIGKILL))
}

#[cfg(not(unix))]
fn is_killed(_: Option<ExitStatus>) -> bool {
    false
}

/// A process that reads documents.
struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<(Answer, Vec<u8>)>,
    last_words: Option<JoinHandle<Vec<u8>>>,
}

/// How a question to a worker ended.
enum Ending {
    Answered(Answer, Vec<u8>),
    TooLate,
    Dead,
    NoThread(std::io::Error),
}

impl Worker {
    /// Hands over a request and waits for the answer. A worker that does not take it all is as late as one that does not
    /// answer, so the pipe is filled beside the clock.
    fn ask(
        &mut self,
        request: &Request,
        bytes: Vec<u8>,
        deadline: Option<Instant>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Ending {
        let Worker { child, input, answers, .. } = self;
        thread::scope(|scope| {
            let sender = thread::Builder::new().spawn_scoped(scope, move || {
                // A worker that cannot take it all is dying: what it says last tells why.
                let _ = send(input, request, |input| input.write_all(&bytes));
            });
            if let Err(error) = sender {
                return Ending::NoThread(error);
            }
            loop {
                let answer = match deadline {
                    Some(deadline) => answers.recv_timeout(deadline.saturating_duration_since(Instant::now())),
                    None => answers.recv().map_err(|_| RecvTimeoutError::Disconnected),
                };
                match answer {
                    Ok((Answer::Progress(done, all), _)) => progress(done, all),
                    Ok((answer, body)) => return Ending::Answered(answer, body),
                    Err(late) => {
                        // Its death ends the sender, too.
                        let _ = child.kill();
                        return if late == RecvTimeoutError::Timeout { Ending::TooLate } else { Ending::Dead };
                    }
                }
            }
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
