//! What the program and its workers say to each other: frames of one line of JSON and so many bytes.

use albero::{Limits, Note, Options, Reader};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};

/// What is to be made of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Want {
    /// Its plan JSON.
    Plan {
        /// Over several lines.
        pretty: bool,
    },
    /// Its words, a line each: page, box or lines, text.
    Words,
    /// The letters of each page, as a JSON list.
    Letters {
        /// By the reader that the request does not name.
        other_reader: bool,
    },
}

/// Asks for a document to be read; its bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) name: Option<String>,
    pub(super) password: Option<String>,
    pub(super) second_reader: bool,
    pub(super) limits: Limits,
    pub(super) want: Want,
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    /// So many pages of so many are read.
    Progress(usize, usize),
    /// It is done: what was noticed; the wanted bytes follow.
    Done(Vec<Note>),
    /// It cannot be done.
    Failed(Fault),
}

/// Why a document could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fault {
    /// A word for programs.
    pub(crate) kind: String,
    /// What is wrong and what to do, in one line.
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(kind: &str, message: impl Into<String>) -> Fault {
        Fault { kind: kind.to_owned(), message: message.into() }
    }
}

impl From<albero::Error> for Fault {
    fn from(error: albero::Error) -> Fault {
        Fault::new(error.kind(), error.to_string())
    }
}

/// What was made of a document, and what was noticed.
pub(super) type Made = Result<(Vec<u8>, Vec<Note>), Fault>;

/// Does what a request asks for, in this process.
pub(super) fn make(request: &Request, bytes: Vec<u8>, progress: &(dyn Fn(usize, usize) + Sync)) -> Made {
    let other = matches!(request.want, Want::Letters { other_reader: true });
    let options = Options {
        name: request.name.as_deref(),
        password: request.password.as_deref(),
        reader: if request.second_reader != other { Reader::PdfExtract } else { Reader::Hayro },
        limits: request.limits,
        progress: Some(progress),
    };
    let json = |error: serde_json::Error| Fault::new("json", error.to_string());
    match request.want {
        Want::Plan { pretty } => {
            let reading = albero::read(bytes, &options)?;
            let plan = &reading.plan;
            let json = if pretty { serde_json::to_vec_pretty(plan) } else { serde_json::to_vec(plan) }.map_err(json)?;
            Ok((json, reading.notes))
        }
        Want::Words => {
            let words = albero::words(bytes, &options)?;
            let mut out = Vec::new();
            for word in words {
                let at = &word.location;
                let numbers: Vec<String> = match (at.bbox, at.lines) {
                    (Some(bbox), _) => bbox.iter().map(f64::to_string).collect(),
                    (None, lines) => lines.iter().flatten().map(u32::to_string).collect(),
                };
                let text = serde_json::to_string(&word.text).map_err(json)?;
                let _ = writeln!(out, "{}\t{}\t{text}", at.page, numbers.join(" "));
            }
            Ok((out, Vec::new()))
        }
        Want::Letters { .. } => {
            let letters = albero::page_letters(bytes, &options)?;
            Ok((serde_json::to_vec(&letters).map_err(json)?, Vec::new()))
        }
    }
}

/// Writes a frame.
pub(super) fn send(out: &mut impl Write, head: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let mut line = serde_json::to_vec(&(body.len(), head))?;
    line.push(b'\n');
    out.write_all(&line)?;
    out.write_all(body)?;
    out.flush()
}

/// Reads a frame; `None` at the end.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl BufRead) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut line = Vec::new();
    if from.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let (length, head): (usize, T) = serde_json::from_slice(&line)?;
    let mut body = Vec::with_capacity(length);
    if from.take(length as u64).read_to_end(&mut body)? < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((head, body)))
}
