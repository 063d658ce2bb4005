//! Plain `pdf_extract::extract_text`, for `benches/compare` to time beside us.
#![allow(clippy::print_stdout, reason = "what it is for")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("a PDF, please")?;
    print!("{}", pdf_extract::extract_text(file)?);
    Ok(())
}
