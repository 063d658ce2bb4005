//! The worker's side: limits itself, then reads what it is handed until its input ends.

use super::super::args::WorkerArguments;
use super::super::output::Failure;
use super::MIB;
use super::protocol::{Answer, KnownLabels, Product, Request, make, receive, send};
use std::io::{self, BufReader};
use std::sync::mpsc;
use std::thread;

/// Deep documents need a deep stack; what is deeper ends the worker.
const STACK: usize = 64 << 20;

/// Runs until standard input ends, whatever a reading is doing then: who asked is gone.
pub(crate) fn run(arguments: &WorkerArguments) -> Result<(), Failure> {
    let failed = |what: &str, error: &dyn std::fmt::Display| Failure::Message(format!("worker: {what}: {error}"));
    limit(arguments.max_memory.saturating_mul(MIB), arguments.threads).map_err(|error| failed("limits", &error))?;
    rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.threads)
        .stack_size(STACK)
        .build_global()
        .map_err(|error| failed("threads", &error))?;
    let (hand_over, requests) = mpsc::channel::<(Request, Vec<u8>)>();
    let reading = thread::Builder::new().stack_size(STACK).spawn(move || {
        let mut known = KnownLabels::default();
        for (request, bytes) in requests {
            if answer(&request, bytes, &mut known).is_err() {
                return;
            }
        }
    });
    reading.map_err(|error| failed("threads", &error))?;
    let mut input = BufReader::new(io::stdin().lock());
    while let Some(request) = receive(&mut input).map_err(|error| failed("standard input", &error))? {
        if hand_over.send(request).is_err() {
            break;
        }
    }
    Ok(())
}

fn answer(request: &Request, bytes: Vec<u8>, known: &mut KnownLabels) -> io::Result<()> {
    let progress = |done, all| {
        let _ = send(&mut io::stdout().lock(), &Answer::Progress(done, all), |_| Ok(()));
    };
    let made = known.of(&request.labels).and_then(|labels| make(request, bytes, labels, &progress));
    let mut out = io::stdout().lock();
    match made {
        Ok(Product { body, notes, findings, is_changed, warnings }) => {
            send(&mut out, &Answer::Done { notes, findings, is_changed, warnings }, |out| body.write(out))
        }
        Err(fault) => send(&mut out, &Answer::Failed(fault), |_| Ok(())),
    }
}

/// No more memory than this beyond what the program takes by itself, no file written, no core dumped.
#[cfg(unix)]
fn limit(memory: u64, threads: usize) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let at_most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Core, at_most(0))?;
    setrlimit(Resource::Fsize, at_most(0))?;
    let memory = memory.saturating_add(taken(threads));
    // Who started the program may have set a lower limit, which stays.
    let most = getrlimit(Resource::As).maximum.unwrap_or(u64::MAX);
    setrlimit(Resource::As, at_most(memory.min(most)))?;
    Ok(())
}

/// Elsewhere only time is limited.
#[cfg(not(unix))]
fn limit(_: u64, _: usize) -> io::Result<()> {
    Ok(())
}

/// The address space that this process has before it reads anything, and that of its threads' stacks, of which
/// little is used.
#[cfg(unix)]
fn taken(threads: usize) -> u64 {
    /// What `statm` counts in, on all machines with more than 32 bits that Rust's first tier has.
    const PAGE: u64 = 4096;
    let stacks = (threads as u64 + 2) * STACK as u64;
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = statm.split(' ').next().and_then(|pages| pages.parse().ok()).unwrap_or_default();
    pages * PAGE + stacks
}
