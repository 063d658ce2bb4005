//! The `albero` command.

use std::io::Write;
fn main() -> std::process::ExitCode {
    let path = std::env::args().nth(2).unwrap_or_default();
    let bytes = std::fs::read(&path).unwrap_or_default();
    match albero::parse(bytes) {
        Ok(plan) => {
            let out = std::io::stdout();
            let mut out = std::io::BufWriter::new(out.lock());
            let _ = serde_json::to_writer_pretty(&mut out, &plan);
            let _ = out.write_all(b"\n");
            std::process::ExitCode::SUCCESS
        }
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "albero: {path}: {e}");
            std::process::ExitCode::from(2)
        }
    }
}
