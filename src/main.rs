//! The `albero` command: arguments to command to exit status.

mod cli;

use std::process::ExitCode;

/// Reading is many small allocations on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
