//! The program's side: a pool of workers, each replaced when it dies, and what a death says.

use super::super::args::ReadingArguments;
use super::protocol::{Answer, Body, Fault, Made, Want, make, receive, send};
use super::request;
use std::io::{BufReader, Read};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Reads documents, in workers unless told not to.
pub(crate) struct Workers {
    arguments: ReadingArguments,
    /// Further labels, as JSON.
    labels: String,
    threads: usize,
    idle: Mutex<Vec<Worker>>,
}

/// So much of what a dying worker says is looked at.
const LAST_WORDS: u64 = 1 << 16;

/// Where a worker's allocator begins: its usual reserve of a GiB would count against the limit.
const ALLOCATOR: &[(&str, &str)] = &[("MIMALLOC_ARENA_RESERVE", "64MiB"), ("MIMALLOC_SHOW_ERRORS", "0")];

impl Workers {
    /// Workers that take this many threads to a document.
    pub(crate) fn new(arguments: &ReadingArguments, labels: &[(String, String)], threads: usize) -> Workers {
        let labels = serde_json::to_string(labels).unwrap_or_else(|_| "[]".to_owned());
        Workers { arguments: arguments.clone(), labels, threads, idle: Mutex::default() }
    }

    /// Makes of a document what is wanted.
    pub(crate) fn make(
        &self,
        name: Option<&str>,
        bytes: Vec<u8>,
        want: Want,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Made {
        let request = request(&self.arguments, name, want);
        request.limits.check_bytes(bytes.len() as u64)?;
        if self.arguments.no_isolate {
            return make(&request, bytes, progress);
        }
        let known = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match known {
            Some(worker) => worker,
            None => self.start().map_err(|error| {
                Fault::new("worker", format!("no worker can be started: {error}; try --no-isolate"))
            })?,
        };
        // A worker that cannot take it all is dying: what it says last tells why.
        let _ = send(&mut worker.input, &request, |input| input.write_all(&bytes));
        drop(bytes);
        let deadline = Instant::now() + Duration::from_secs(self.arguments.timeout);
        loop {
            match worker.answers.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok((Answer::Progress(done, all), _)) => progress(done, all),
                Ok((answer, body)) => {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                    return match answer {
                        Answer::Failed(fault) => Err(fault),
                        Answer::Done(notes) => Ok((Body::Bytes(body), notes)),
                        Answer::Progress(..) => Err(Fault::new("worker", "the worker gave no answer")),
                    };
                }
                Err(RecvTimeoutError::Timeout) => {
                    let _ = worker.child.kill();
                    let _ = worker.child.wait();
                    return Err(self.took_too_long());
                }
                Err(RecvTimeoutError::Disconnected) => return Err(self.died(worker)),
            }
        }
    }

    fn start(&self) -> std::io::Result<Worker> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("worker")
            .args(["--max-memory", &self.arguments.max_memory.to_string()])
            .args(["--threads", &self.threads.to_string()])
            .args(["--labels", &self.labels])
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

    fn took_too_long(&self) -> Fault {
        let seconds = self.arguments.timeout;
        let message = format!(
            "not read within {seconds} seconds: damaged, or made to take forever; raise --timeout, if the file is to \
             be trusted"
        );
        Fault::new("timeout", message)
    }

    fn died(&self, mut worker: Worker) -> Fault {
        let status = worker.child.wait().ok();
        let said = worker.last_words.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        if said.contains("overflowed its stack") {
            return Fault::new("nesting", "damaged, or made to do harm: nested without end; repair it (qpdf can)");
        }
        if said.contains("memory allocation of") || said.contains("capacity overflow") || said.contains("out of memory")
        {
            let most = self.arguments.max_memory;
            let message = format!(
                "takes more than {most} MiB of memory to read: damaged, or made to do harm; raise --max-memory, if the \
                 file is to be trusted"
            );
            return Fault::new("memory", message);
        }
        if let Some(why) = said.trim().strip_prefix("albero: worker: ") {
            return Fault::new("worker", format!("its reader could not start: {why}; try --no-isolate"));
        }
        let how = status.map_or_else(|| "unknown".to_owned(), |status| status.to_string());
        Fault::new(
            "crash",
            format!("damaged: its reader ended ({how}); repair it (qpdf can), or print it to PDF again"),
        )
    }
}

/// A process that reads documents.
struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<(Answer, Vec<u8>)>,
    last_words: Option<JoinHandle<Vec<u8>>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
