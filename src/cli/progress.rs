//! A progress bar for documents that take more than a second, on a terminal.

use indicatif::{ProgressBar, ProgressStyle};
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
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pages, {eta} left");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
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
