//! Many documents: lists of paths, and work on them in several threads with few results waiting.

use super::output::Failure;
use super::words;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

/// A list of paths: a line each, or NUL-separated as by `find -print0`, told by the first of it.
pub(crate) fn listed(from: &Path) -> Result<Box<dyn Iterator<Item = PathBuf> + Send>, Failure> {
    let failed = |error: std::io::Error| {
        Failure::Message(words::list_unreadable(&super::document::shown(from), &error.to_string()))
    };
    let input: Box<dyn Read + Send> = if from.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(from).map_err(failed)?)
    };
    let mut input = BufReader::new(input);
    let end = if input.fill_buf().map_err(failed)?.contains(&0) { 0 } else { b'\n' };
    Ok(Box::new(input.split(end).map_while(Result::ok).filter_map(move |mut name| {
        if end == b'\n' && name.last() == Some(&b'\r') {
            name.pop();
        }
        (!name.is_empty()).then(|| PathBuf::from(os_string(name)))
    })))
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// In what order results are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As they are ready.
    Ready,
    /// As the items came.
    Input,
}

/// A slow document holds up so many others at most.
const WINDOW: usize = 64;

/// More threads than any machine has cores: a number that was mistyped does not exhaust the system.
const MOST_THREADS: usize = 512;

struct Queue<I> {
    items: I,
    handed_out: usize,
    taken: usize,
    is_over: bool,
}

/// Works on every item in so many threads, and takes each result in this one, until one is not taken.
pub(crate) fn each<T, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    order: Order,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let threads = threads.clamp(1, MOST_THREADS);
    let queue = Mutex::new(Queue { items, handed_out: 0, taken: 0, is_over: false });
    let moved_on = Condvar::new();
    let next = || {
        let queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        let full =
            |queue: &mut Queue<_>| order == Order::Input && !queue.is_over && queue.handed_out >= queue.taken + WINDOW;
        let mut queue = moved_on.wait_while(queue, full).unwrap_or_else(PoisonError::into_inner);
        if queue.is_over {
            return None;
        }
        let item = queue.items.next()?;
        queue.handed_out += 1;
        Some((queue.handed_out - 1, item))
    };
    let (send, results) = mpsc::sync_channel(threads);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let send = send.clone();
            let (next, work) = (&next, &work);
            scope.spawn(move || {
                while let Some((number, item)) = next() {
                    if send.send((number, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut outcome = Ok(());
        while let Ok((number, result)) = results.recv() {
            if order == Order::Input {
                waiting.insert(number, result);
            } else {
                outcome = take(result);
            }
            let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
            while outcome.is_ok()
                && let Some(result) = waiting.remove(&queue.taken)
            {
                outcome = take(result);
                queue.taken += 1;
            }
            queue.is_over |= outcome.is_err();
            drop(queue);
            moved_on.notify_all();
            if outcome.is_err() {
                break;
            }
        }
        // Threads that wait to send give up.
        drop(results);
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_where_asked_for() {
        let slow_first = |n: u64| {
            std::thread::sleep(std::time::Duration::from_millis(if n == 0 { 50 } else { 0 }));
            n
        };
        let mut taken = Vec::new();
        each(0..200, 4, Order::Input, slow_first, |n| {
            taken.push(n);
            Ok(())
        })
        .unwrap();
        assert_eq!(taken, (0..200).collect::<Vec<_>>());
        let mut taken = Vec::new();
        each(0..200, 4, Order::Ready, slow_first, |n| {
            taken.push(n);
            Ok(())
        })
        .unwrap();
        taken.sort_unstable();
        assert_eq!(taken, (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn a_result_that_is_not_taken_ends_the_work() {
        for order in [Order::Ready, Order::Input] {
            let mut taken = 0;
            let outcome = each(
                0..,
                3,
                order,
                |n: u64| n,
                |_| {
                    taken += 1;
                    if taken == 10 { Err(Failure::ClosedPipe) } else { Ok(()) }
                },
            );
            assert!(matches!(outcome, Err(Failure::ClosedPipe)) && taken == 10);
        }
    }
}
