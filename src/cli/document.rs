//! Reading inputs: a file or standard input, in a worker or here, with the messages that name it.

use super::args::ReadingArguments;
use super::config::{self, Projects};
use super::isolation::{self, Body, Checking, Comparison, Fault, Original, Product, Want, Workers};
use super::lang::lang;
use super::ocr::{self, Ocr};
use super::output::Failure;
use super::{opening, tell, words};
use albero::check::finding::Finding;
use albero::report::{Article, Asked};
use albero::{Inspection, Note, PagePicture, Plan, Unlike, reader_told};
use std::io::{self, BufRead, Read as _};
use std::path::Path;
use std::time::Duration;

/// A document's bytes and name.
#[derive(Clone, Default)]
pub(crate) struct Input {
    pub(crate) bytes: Vec<u8>,
    /// File name without folders; none for standard input.
    pub(crate) name: Option<String>,
    /// Further labels of the document, by its settings.
    pub(crate) labels: Vec<(String, String)>,
}

impl Input {
    /// What has no name.
    pub(crate) fn of(bytes: Vec<u8>) -> Input {
        Input { bytes, ..Input::default() }
    }
}

/// How messages call a file.
pub(crate) fn shown(path: &Path) -> String {
    if path.as_os_str() == "-" { words::standard_input() } else { path.display().to_string() }
}

/// Told of pages read, and of pages in all.
pub(crate) type Told<'t> = &'t (dyn Fn(usize, usize) + Sync);

/// Reads documents as the arguments say.
pub(crate) struct Documents {
    most_bytes: u64,
    patience: Duration,
    workers: Workers,
    projects: Projects,
    ocr: Option<Ocr>,
}

impl Documents {
    /// With settings already found; `threads` to a document.
    pub(crate) fn new(arguments: &ReadingArguments, projects: Projects, threads: usize) -> Result<Documents, Failure> {
        let mut arguments = arguments.clone();
        if let Some(file) = &arguments.password_file {
            arguments.password = Some(password(file)?);
        }
        let most_bytes = isolation::limits(&arguments).bytes;
        Ok(Documents {
            most_bytes,
            patience: Duration::from_secs(arguments.timeout),
            workers: Workers::new(&arguments, threads),
            projects,
            ocr: Ocr::new(&arguments, most_bytes),
        })
    }

    /// With the settings that the arguments name, or that are nearest to each; `threads` to a document.
    pub(crate) fn load(arguments: &ReadingArguments, threads: usize) -> Result<Documents, Failure> {
        let projects = Projects::load(arguments.config.as_deref(), config::Asked::default())?;
        Documents::new(arguments, projects, threads)
    }

    /// The settings of each document.
    pub(crate) fn projects(&self) -> &Projects {
        &self.projects
    }

    /// As many bytes as are read of a document.
    pub(crate) fn most_bytes(&self) -> u64 {
        self.most_bytes
    }

    /// A file's bytes, or standard input's for `-`.
    pub(crate) fn open(&self, path: &Path) -> Result<Input, Fault> {
        let input = open(path, self.most_bytes, self.patience)?;
        Ok(Input { labels: self.projects.of(path)?.labels.clone(), ..input })
    }

    /// A document's plan JSON, with what was noticed.
    pub(crate) fn json(&self, input: Input, pretty: bool, told: Told<'_>) -> Result<(Body, Vec<Note>), Fault> {
        let made = self.make(input, Want::Plan { pretty }, None, told)?;
        Ok((made.body, made.notes))
    }

    /// A document's words, a line each.
    pub(crate) fn words(&self, input: Input) -> Result<Vec<u8>, Fault> {
        self.make(input, Want::Words, None, &|_, _| {})?.body.into_bytes()
    }

    /// A document's tables.
    pub(crate) fn inspection(&self, input: Input, told: Told<'_>) -> Result<(Inspection, Vec<Note>), Fault> {
        let Product { body, notes, .. } = self.make(input, Want::Inspection, None, told)?;
        let inspection = serde_json::from_slice(&body.into_bytes()?).map_err(albero::Error::from)?;
        Ok((inspection, notes))
    }

    /// A document's plan, with what was noticed and what a check finds in it.
    pub(crate) fn checked(&self, input: Input, check: Checking, told: Told<'_>) -> Result<Read, Fault> {
        let Product { body, notes, findings, .. } =
            self.make(input, Want::Plan { pretty: false }, Some(check), told)?;
        Ok(Read { plan: body.into_plan()?, notes, findings })
    }

    /// What became of plans, told as asked, and whether they differ.
    pub(crate) fn compared(&self, plans: Vec<Body>, asked: Comparison) -> Result<(Vec<u8>, bool, Vec<String>), Fault> {
        let mut json = Vec::new();
        for plan in plans {
            json.extend(plan.into_bytes()?);
            json.push(b'\n');
        }
        let made = self.workers.make(Input::of(json), Want::Comparison(asked), None, &|_, _| {})?;
        Ok((made.body.into_bytes()?, made.is_changed, made.warnings))
    }

    /// Pictures of a PDF's pages.
    pub(crate) fn pictures(&self, input: &Input, pages: &[u32]) -> Result<Vec<PagePicture>, Fault> {
        let copy = Input::of(input.bytes.clone());
        let json = self.make(copy, Want::Pictures { pages: pages.to_vec() }, None, &|_, _| {})?.body.into_bytes()?;
        serde_json::from_slice(&json).map_err(|error| albero::Error::from(error).into())
    }

    /// A document's part of a report.
    pub(crate) fn article(&self, asked: &Asked) -> Result<Article, Fault> {
        let mut json = Vec::new();
        albero::json::to_writer(&mut json, asked, false).map_err(albero::Error::from)?;
        let made = self.workers.make(Input::of(json), Want::Article, None, &|_, _| {})?.body.into_bytes()?;
        serde_json::from_slice(&made).map_err(|error| albero::Error::from(error).into())
    }

    fn make(&self, input: Input, want: Want, check: Option<Checking>, told: Told<'_>) -> Result<Product, Fault> {
        let name = input.name.clone();
        let Some(ocr) = &self.ocr else {
            return self.workers.make(input, want, check, told).map_err(|fault| recognisable(fault, name.as_deref()));
        };
        let made = self.workers.make(input.clone(), want.clone(), check.clone(), told);
        let is_scan = match &made {
            Ok(made) => made.notes.iter().any(|note| matches!(note, Note::PageWithoutText { .. })),
            Err(fault) => fault.kind == NO_TEXT,
        };
        if !is_scan {
            return made;
        }
        let original = Original::of(&input.bytes);
        let (recognised, is_new) = ocr.recognise(&input.bytes, &original)?;
        if is_new {
            let shown = name.unwrap_or_else(words::standard_input);
            tell(&words::warned(&shown, &words::recognised_by(&recognised.by)));
        }
        self.workers.make_of(Some(original), Input { bytes: recognised.bytes, ..input }, want, check, told)
    }

    /// What the two readers see differently. A second reader that fails is a note, not an error.
    pub(crate) fn verify(&self, input: &Input) -> Vec<Note> {
        let letters = |other_reader| -> Result<Vec<String>, Fault> {
            let want = Want::Letters { other_reader };
            let json = self.make(input.clone(), want, None, &|_, _| {})?.body.into_bytes()?;
            serde_json::from_slice(&json).map_err(|error| albero::Error::from(error).into())
        };
        match letters(false).and_then(|first| Ok((first, letters(true)?))) {
            Ok((first, second)) => albero::compare_letters(&first, &second),
            Err(fault) => vec![Note::NoSecondReading { what: fault.message }],
        }
    }
}

/// How a fault is called where a document has no text.
const NO_TEXT: &str = "no_text";

/// A scan's fault with the command that gives it text.
fn recognisable(fault: Fault, name: Option<&str>) -> Fault {
    if fault.kind != NO_TEXT {
        return fault;
    }
    let command = ocr::command_line(name.unwrap_or("scan.pdf"));
    Fault::new(&fault.kind, format!("{}; {}", fault.message, words::recognise(&command)))
}

/// A document that was read and checked.
pub(crate) struct Read {
    pub(crate) plan: Plan,
    /// What was noticed.
    pub(crate) notes: Vec<Note>,
    pub(crate) findings: Vec<Finding>,
}

/// The first line of a file, or of standard input for `-`: on the command line every user of the machine could see it.
fn password(file: &Path) -> Result<String, Failure> {
    let failed = |error: io::Error| Failure::Message(words::password_unreadable(&shown(file), &error.to_string()));
    let text = if file.as_os_str() == "-" {
        let mut line = String::new();
        io::stdin().lock().take(LONGEST_PASSWORD).read_line(&mut line).map_err(failed)?;
        line
    } else {
        opening::short_text(file).map_err(failed)?
    };
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// PDF uses 127 bytes at most.
const LONGEST_PASSWORD: u64 = 4096;

/// How many threads can work at once.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn open(path: &Path, most: u64, patience: Duration) -> Result<Input, Fault> {
    let fault = |error: io::Error| {
        let what = match error.kind() {
            io::ErrorKind::NotFound => words::no_such_file(),
            io::ErrorKind::PermissionDenied => words::no_permission(),
            io::ErrorKind::IsADirectory | io::ErrorKind::TimedOut => error.to_string(),
            _ => words::unreadable(&error.to_string()),
        };
        Fault::new("file", what)
    };
    if path.as_os_str() == "-" {
        // One byte more than may be read tells that there is more.
        let mut bytes = Vec::new();
        io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(fault)?;
        return Ok(Input::of(bytes));
    }
    let bytes = opening::bytes(path, most, patience).map_err(fault)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Input { bytes, name, ..Input::default() })
}

/// A fault as the line that ends a command.
pub(crate) fn refused(shown: &str, fault: &Fault) -> Failure {
    Failure::Message(format!("{shown}: {}", fault.message))
}

/// Tells what in a document was not read, or not surely.
pub(crate) fn warn(shown: &str, notes: &[Note]) {
    for warning in warnings(notes) {
        tell(&words::warned(shown, &warning));
    }
}

/// What in a document was not read, or not surely.
pub(crate) fn warnings(notes: &[Note]) -> Vec<String> {
    let warning = |note: &Note| {
        Some(match note {
            Note::PageUnread { page, what } => words::page_unread(*page, &reader_told(what, lang())),
            Note::DamagedContent { page } => words::damaged_content(*page),
            Note::ReadersDisagree { page, only_first, only_second } => {
                words::readers_disagree(*page, dash(only_first), dash(only_second))
            }
            Note::NoSecondReading { what } => words::no_second_reading(what),
            Note::ApproximatePlaces => words::approximate(),
            Note::OtherReader { what } => words::other_reader(what),
            Note::HiddenText { page, why, words } => words::hidden_text(*page, &words::words(*words), &hidden(*why)),
            Note::Attachments { count } => words::attachments(*count),
            Note::DynamicForm => words::dynamic_form(),
            Note::UnreadableText { line, count } => words::undecodable(*line, *count),
            Note::EncodingGuessed { encoding } => words::encoding_guessed(encoding),
            Note::UnreadWords { words, of, pages } => words::unread_words(&words::words(*words), *of, &listed(pages)),
            // check says these.
            Note::PageWithoutText { .. }
            | Note::UnmappedGlyphs { .. }
            | Note::OcrTolerance { .. }
            | Note::NearReading { .. } => return None,
        })
    };
    notes.iter().filter_map(warning).collect()
}

/// Pages as a person lists them, runs of them shortened.
fn listed(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let run = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    let runs = runs.iter().map(run).collect::<Vec<_>>().join(", ");
    if pages.len() == 1 { words::on_page(&runs) } else { words::on_pages(&runs) }
}

/// What became of words that are in the file otherwise than on the page.
fn hidden(why: Unlike) -> String {
    match why {
        Unlike::Invisible => words::invisible(),
        Unlike::Covered => words::covered(),
        Unlike::Clipped => words::clipped(),
        Unlike::OffPage => words::off_page(),
        Unlike::LayerOff => words::layer_off(),
        Unlike::ActualText => words::actual_text(),
        Unlike::Recognised => words::recognised(),
        Unlike::Annotation => words::annotation(),
        Unlike::NoAppearance => words::no_appearance(),
    }
}

fn dash(letters: &str) -> &str {
    if letters.is_empty() { "-" } else { letters }
}
