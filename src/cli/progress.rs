//! Progress on a terminal: pages of a document that takes more than a second, documents of an import.

use super::{tell, words};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::VecDeque;
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Work that takes less needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Pages read, shown once it takes long.
pub(crate) struct PageProgress {
    begun: Instant,
    terminal: bool,
    bar: OnceLock<ProgressBar>,
}

impl PageProgress {
    pub(crate) fn new() -> PageProgress {
        PageProgress { begun: Instant::now(), terminal: std::io::stderr().is_terminal(), bar: OnceLock::new() }
    }

    /// Called from any thread as pages are done.
    pub(crate) fn pages(&self, done: usize, all: usize) {
        if !self.terminal || self.begun.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let bar = ProgressBar::new(all as u64);
            bar.with_style(style(&words::pages_left()))
        });
        bar.set_position(done as u64);
    }
}

impl Drop for PageProgress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Files done of many; on a terminal only.
pub(crate) struct FilesProgress(Option<ProgressBar>);

impl FilesProgress {
    pub(crate) fn new(files: usize) -> FilesProgress {
        let is_shown = files > 1 && std::io::stderr().is_terminal();
        FilesProgress(is_shown.then(|| ProgressBar::new(files as u64).with_style(style(&words::documents_left()))))
    }

    /// Does the work on a file, which is done then.
    pub(crate) fn step_after<T>(&self, work: impl FnOnce() -> T) -> T {
        let made = work();
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
        made
    }
}

impl Drop for FilesProgress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// Failures that stay in sight under the bar.
const FAILURES: usize = 5;

/// Documents imported: a bar with the latest failures under it, or plain lines where there is no terminal.
pub(crate) struct ImportProgress {
    bar: Option<ProgressBar>,
    under: Vec<ProgressBar>,
    failures: std::cell::RefCell<VecDeque<String>>,
}

impl ImportProgress {
    pub(crate) fn new(documents: usize) -> ImportProgress {
        if !std::io::stderr().is_terminal() {
            return ImportProgress { bar: None, under: Vec::new(), failures: std::cell::RefCell::default() };
        }
        let all = MultiProgress::with_draw_target(ProgressDrawTarget::stderr());
        let bar = all.add(ProgressBar::new(documents as u64));
        bar.set_style(style(&words::documents_left()));
        let line = || {
            let line = all.add(ProgressBar::new(0));
            line.set_style(style("  {wide_msg}"));
            line
        };
        let under = (0..FAILURES).map(|_| line()).collect();
        ImportProgress { bar: Some(bar), under, failures: std::cell::RefCell::default() }
    }

    /// A document is done.
    pub(crate) fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// What became of a document; on a terminal the bar says enough.
    pub(crate) fn line(&self, line: &str) {
        if self.bar.is_none() {
            tell(line);
        }
    }

    /// Why a document was not imported.
    pub(crate) fn failure(&self, line: &str) {
        if self.bar.is_none() {
            return tell(line);
        }
        let mut failures = self.failures.borrow_mut();
        failures.push_front(albero::output::harmless(line).into_owned());
        failures.truncate(FAILURES);
        for (bar, failure) in self.under.iter().zip(failures.iter()) {
            bar.set_message(failure.clone());
        }
    }

    /// Nothing stays on the terminal: the summary says all.
    pub(crate) fn end(&self) {
        for bar in self.bar.iter().chain(&self.under) {
            bar.finish_and_clear();
        }
    }
}
