//! Files of plans, one a line, as `export` and `parse --format ndjson` write them: told by their first line.

use super::folders::Given;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A document to read: a file, or a line of one.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) given: Given,
    pub(crate) line: Option<Line>,
}

/// A line of a file.
#[derive(Debug)]
pub(crate) struct Line {
    /// From 1.
    pub(crate) number: usize,
    /// What it says; of a longer one than may be read a byte more than that.
    pub(crate) bytes: io::Result<Vec<u8>>,
}

/// The document that a file is, or those that its lines are; read as they are asked for.
pub(crate) fn documents(given: Given, most: u64) -> Box<dyn Iterator<Item = Candidate> + Send> {
    let lines = if is_of_plans(&given.path).unwrap_or(false) { File::open(&given.path).ok() } else { None };
    let Some(file) = lines else { return Box::new(std::iter::once(Candidate { given, line: None })) };
    let mut file = BufReader::new(file);
    let mut number = 0;
    let mut is_over = false;
    let next = move || {
        while !is_over {
            number += 1;
            let bytes = next_line(&mut file, most);
            is_over = bytes.as_ref().map_or(true, |bytes| bytes.is_empty() || bytes.len() as u64 > most);
            match bytes {
                Ok(bytes) if bytes.is_empty() => return None,
                Ok(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                bytes => return Some(Candidate { given: given.clone(), line: Some(Line { number, bytes }) }),
            }
        }
        None
    };
    Box::new(std::iter::from_fn(next))
}

fn next_line(file: &mut impl BufRead, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_until(b'\n', &mut bytes)?;
    Ok(bytes)
}

/// Is a file's first line a whole plan, or what was said of a document that is none? A plan JSON over several lines begins
/// with a brace and the line's end.
fn is_of_plans(path: &Path) -> io::Result<bool> {
    /// So a line begins.
    const BEGINNINGS: [&[u8]; 2] = [b"{\"schema\":\"albero/plan/", b"{\"error\":{"];
    /// A list of a thousand plans has a line of 250 KB each.
    const LONGEST: u64 = 64 << 20;
    if !std::fs::metadata(path)?.is_file() {
        return Ok(false);
    }
    let mut file = BufReader::new(File::open(path)?.take(LONGEST));
    let begun = file.fill_buf()?;
    if !BEGINNINGS.iter().any(|beginning| begun.starts_with(beginning)) {
        return Ok(false);
    }
    file.skip_until(b'\n')?;
    // One plan on one line is a plan JSON.
    loop {
        let rest = file.fill_buf()?;
        if rest.is_empty() {
            return Ok(false);
        }
        if rest.iter().any(|byte| !byte.is_ascii_whitespace()) {
            return Ok(true);
        }
        let length = rest.len();
        file.consume(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_that_are_a_line_each_are_told_by_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let count = |text: &str| {
            let path = folder.path().join("x");
            std::fs::write(&path, text).unwrap();
            let found: Vec<Candidate> = documents(Given { path, is_named: true }, 64).collect();
            found.iter().map(|one| one.line.as_ref().map_or(0, |line| line.number)).collect::<Vec<_>>()
        };
        let plan = "{\"schema\":\"albero/plan/1\",\"sections\":[]}";
        assert_eq!(count(&format!("{plan}\n{plan}\n\n{plan}")), [1, 2, 4]);
        assert_eq!(count(&format!("{{\"error\":{{}},\"file\":\"x\"}}\n{plan}\n")), [1, 2]);
        assert_eq!(count(&format!("{plan}\n")), [0]);
        assert_eq!(count("{\n\"schema\":\"albero/plan/1\"}\n"), [0]);
        assert_eq!(count("%PDF-1.4\n"), [0]);
        // A line that is too long ends the file.
        assert_eq!(count(&format!("{plan}\n{}\n{plan}\n", "x".repeat(100))), [1, 2]);
    }
}
