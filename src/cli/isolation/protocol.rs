//! What the program and its workers say to each other: frames of a line of JSON and a body, in chunks that each begin
//! with a line of their length, up to an empty one. A body is written as it is made: it is not held twice.

use super::compare::{Comparison, compare};
use super::net::caught;
use crate::cli::words;
use albero::check::finding::Finding;
use albero::check::handed::HandedSettings;
use albero::language::Lang;
use albero::{Labels, Limits, Note, Options, Plan, Reader, Reading};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is to be made of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Want {
    /// Its plan JSON.
    Plan {
        /// Over several lines.
        pretty: bool,
    },
    /// Its words, a line each: page, box or lines, text.
    Words,
    /// Its tables, as JSON.
    Inspection,
    /// The letters of each page, as a JSON list.
    Letters {
        /// By the reader that the request does not name.
        other_reader: bool,
    },
    /// Pictures of these pages, as a JSON list.
    Pictures {
        /// Physical pages, 1-based.
        pages: Vec<u32>,
    },
    /// What became of plans, whose JSON is a line each.
    Comparison(Comparison),
    /// A document's part of a report, as JSON, of what is said of it, which is JSON, too.
    Article,
}

impl Want {
    /// Is it made of what was read before, each document within its limits?
    pub(super) fn is_of_read(&self) -> bool {
        matches!(self, Want::Comparison(_) | Want::Article)
    }
}

/// A plan's check, in the process that has read it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Checking {
    /// Those for the file.
    pub(crate) settings: HandedSettings,
    /// Language of the messages.
    pub(crate) lang: Lang,
    /// What was noticed of the document otherwise.
    pub(crate) notes: Vec<Note>,
    /// Last year's plan, as JSON.
    pub(crate) previous: Option<String>,
}

impl Checking {
    fn findings(&self, reading: &mut Reading) -> Result<Vec<Finding>, Fault> {
        let previous: Option<Plan> =
            self.previous.as_deref().map(|json| Plan::from_json(json.as_bytes())).transpose()?;
        reading.notes.extend(self.notes.iter().cloned());
        let settings = self.settings.clone().into();
        caught(|| albero::check::check_against(reading, previous.as_ref(), &settings, self.lang))
    }
}

/// Asks for a document to be read; its bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) name: Option<String>,
    pub(super) password: Option<String>,
    pub(super) second_reader: bool,
    pub(super) limits: Limits,
    /// Of a PDF the first page and the last that are read.
    pub(super) pages: Option<(u32, u32)>,
    pub(super) want: Want,
    /// What the bytes were made from, if they are not the document as it was given.
    pub(super) original: Option<Original>,
    /// The plan is checked, too.
    pub(super) check: Option<Checking>,
    /// Further labels of the document.
    pub(super) labels: Vec<(String, String)>,
}

/// A document as it was given, before text was recognised in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Original {
    /// Of its bytes, in 64 hexadecimal digits.
    pub(crate) sha256: String,
    /// How many they are.
    pub(crate) size_bytes: u64,
}

impl Original {
    /// With these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Original {
        Original { sha256: format!("{:x}", Sha256::digest(bytes)), size_bytes: bytes.len() as u64 }
    }
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    /// So many pages of so many are read.
    Progress(usize, usize),
    /// It is done; the wanted bytes follow.
    Done {
        /// What was noticed.
        notes: Vec<Note>,
        /// What the check found.
        findings: Vec<Finding>,
        /// Do plans that were compared differ?
        is_changed: bool,
        /// What is to be said of plans that were compared.
        warnings: Vec<String>,
    },
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
        Fault::new(error.kind(), words::error(&error))
    }
}

/// What was made of a document.
pub(crate) enum Body {
    /// As a worker sent it.
    Bytes(Vec<u8>),
    /// A plan that is still to be written.
    Plan {
        /// The plan.
        plan: Box<Plan>,
        /// Over several lines.
        pretty: bool,
    },
}

impl Body {
    /// Writes the wanted bytes.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Body::Bytes(bytes) => out.write_all(bytes),
            Body::Plan { plan, pretty: true } => Ok(albero::json::to_writer(out, plan, true)?),
            Body::Plan { plan, pretty: false } => Ok(albero::json::to_writer(out, plan, false)?),
        }
    }

    /// The wanted bytes.
    pub(crate) fn into_bytes(self) -> Result<Vec<u8>, Fault> {
        match self {
            Body::Bytes(bytes) => Ok(bytes),
            plan @ Body::Plan { .. } => {
                let mut bytes = Vec::new();
                plan.write(&mut bytes).map_err(|error| Fault::new("json", error.to_string()))?;
                Ok(bytes)
            }
        }
    }

    /// The plan, where one was wanted.
    pub(crate) fn into_plan(self) -> Result<Plan, Fault> {
        match self {
            Body::Bytes(bytes) => albero::json::from_slice(&bytes).map_err(|error| albero::Error::from(error).into()),
            Body::Plan { plan, .. } => Ok(*plan),
        }
    }
}

/// What was made of a document.
pub(crate) struct Product {
    /// The wanted bytes.
    pub(crate) body: Body,
    /// What was noticed.
    pub(crate) notes: Vec<Note>,
    /// What the check found, where one was asked for.
    pub(crate) findings: Vec<Finding>,
    /// Do plans that were compared differ?
    pub(crate) is_changed: bool,
    /// What is to be said of plans that were compared.
    pub(crate) warnings: Vec<String>,
}

impl Product {
    fn bytes(bytes: Vec<u8>) -> Product {
        Product {
            body: Body::Bytes(bytes),
            notes: Vec::new(),
            findings: Vec::new(),
            is_changed: false,
            warnings: Vec::new(),
        }
    }
}

/// Further labels, made ready to be asked: once, where documents that follow each other have the same.
#[derive(Default)]
pub(super) struct KnownLabels {
    of: Vec<(String, String)>,
    ready: Option<Labels>,
}

impl KnownLabels {
    pub(super) fn of(&mut self, labels: &[(String, String)]) -> Result<Option<&Labels>, Fault> {
        if self.of != labels {
            let ready = Labels::new(labels.iter().cloned());
            self.ready = Some(ready.map_err(|error| Fault::new("worker", format!("labels: {error}")))?);
            self.of = labels.to_vec();
        }
        Ok(self.ready.as_ref().filter(|_| !labels.is_empty()))
    }
}

/// What was made of a document, or why nothing was.
pub(super) type Made = Result<Product, Fault>;

/// Does what a request asks for, in this process. A reader that fails is a fault of the document.
pub(super) fn make(
    request: &Request,
    bytes: Vec<u8>,
    labels: Option<&Labels>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Made {
    if let Want::Comparison(asked) = request.want {
        return caught(|| compare(&bytes, asked))?;
    }
    if request.want == Want::Article {
        return caught(|| article(&bytes))?;
    }
    catch_unwind(AssertUnwindSafe(|| read(request, bytes, labels, progress)))
        .unwrap_or_else(|_| Err(Fault::new("damaged", words::reading_failed())))
}

/// A document's part of a report.
fn article(json: &[u8]) -> Made {
    let asked = albero::json::from_slice(json).map_err(|error| Fault::new("json", error.to_string()))?;
    let article = albero::report::article(&asked);
    let json = serde_json::to_vec(&article).map_err(|error| Fault::new("json", error.to_string()))?;
    Ok(Product::bytes(json))
}

fn read(request: &Request, bytes: Vec<u8>, labels: Option<&Labels>, progress: &(dyn Fn(usize, usize) + Sync)) -> Made {
    let other = matches!(request.want, Want::Letters { other_reader: true });
    let options = Options {
        name: request.name.as_deref(),
        password: request.password.as_deref(),
        reader: if request.second_reader != other { Reader::PdfExtract } else { Reader::Hayro },
        limits: request.limits,
        pages: request.pages,
        labels,
        progress: Some(progress),
    };
    let json_fault = |error: serde_json::Error| Fault::new("json", error.to_string());
    match request.want {
        Want::Plan { pretty } => {
            let mut reading = albero::read(bytes, &options)?;
            let findings = request.check.as_ref().map(|check| check.findings(&mut reading)).transpose()?;
            let (mut plan, notes) = reading.into_parts();
            if let Some(original) = &request.original {
                plan.source.sha256.clone_from(&original.sha256);
                plan.source.size_bytes = original.size_bytes;
            }
            let body = Body::Plan { plan: Box::new(plan), pretty };
            Ok(Product { body, notes, findings: findings.unwrap_or_default(), is_changed: false, warnings: Vec::new() })
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
                let text = serde_json::to_string(&word.text).map_err(json_fault)?;
                let _ = writeln!(out, "{}\t{}\t{text}", at.page, numbers.join(" "));
            }
            Ok(Product::bytes(out))
        }
        Want::Inspection => {
            let inspection = albero::inspect(bytes, &options)?;
            let json = serde_json::to_vec(&inspection).map_err(json_fault)?;
            Ok(Product { notes: inspection.notes, ..Product::bytes(json) })
        }
        Want::Letters { .. } => {
            let letters = albero::page_letters(bytes, &options)?;
            Ok(Product::bytes(serde_json::to_vec(&letters).map_err(json_fault)?))
        }
        Want::Pictures { ref pages } => {
            let pictures = albero::page_pictures(bytes, &options, pages)?;
            Ok(Product::bytes(serde_json::to_vec(&pictures).map_err(json_fault)?))
        }
        Want::Comparison(asked) => compare(&bytes, asked),
        Want::Article => article(&bytes),
    }
}

/// Writes a frame; `body` is handed where to write.
pub(super) fn send(
    out: &mut impl Write,
    head: &impl Serialize,
    body: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    albero::json::to_writer(&mut *out, head, false)?;
    out.write_all(b"\n")?;
    let mut chunks = BufWriter::with_capacity(CHUNK, Chunks(&mut *out));
    body(&mut chunks)?;
    chunks.into_inner().map_err(io::IntoInnerError::into_error)?;
    out.write_all(b"0\n")?;
    out.flush()
}

/// So much of a body is written at once.
const CHUNK: usize = 1 << 16;

/// Writes each piece behind its length.
struct Chunks<W>(W);

impl<W: Write> Write for Chunks<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if !piece.is_empty() {
            writeln!(self.0, "{}", piece.len())?;
            self.0.write_all(piece)?;
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Reads a frame; `None` at the end.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl BufRead) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut line = Vec::new();
    if from.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let head: T = serde_json::from_slice(&line)?;
    let mut body = Vec::new();
    loop {
        line.clear();
        from.read_until(b'\n', &mut line)?;
        let length: usize = serde_json::from_slice(&line)?;
        if length == 0 {
            return Ok(Some((head, body)));
        }
        body.reserve(length);
        if from.take(length as u64).read_to_end(&mut body)? < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}
