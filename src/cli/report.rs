//! `albero report PLAN...`

use super::args::ReportArguments;
use super::check::{baseline, hide};
use super::document::{self, Documents, Input, Read, warnings};
use super::folders::{Folders, Given, summary};
use super::isolation::{Checking, Fault};
use super::lang::lang;
use super::output::{Failure, write};
use super::progress::PageProgress;
use super::{DONE, FAILED, tell, words};
use albero::archive::query::Wanted;
use albero::archive::{Archive, ArchiveError};
use albero::language::Lang;
use albero::model::SourceFormat;
use albero::report::{Article, Asked, Cell, Frame, PagePictures};
use albero::{Note, PagePicture, Plan};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

pub(crate) fn run(arguments: &ReportArguments) -> Result<u8, Failure> {
    let lang = lang();
    let known = arguments.baseline.as_deref().map(baseline).transpose()?;
    applies(arguments)?;
    let found = Folders::new(&arguments.folders)?.files(arguments.files.iter().cloned());
    let has_folder = arguments.files.iter().any(|path| path.is_dir());
    let threads = if found.files.len() == 1 { document::cores() } else { 1 };
    let documents = Documents::load(&arguments.reading, threads)?;
    let reporter = Reporter {
        previous: arguments.previous.as_deref().map(|file| previous(file, &documents)).transpose()?,
        documents,
        lang,
        wanted: arguments.page_pictures.map(PagePictures::from).unwrap_or_default(),
    };
    let mut told: Vec<Document> = match &arguments.archive {
        Some(archive) => reporter.archived(archive, &arguments.wanted.wanted())?,
        None => match found.files.as_slice() {
            [file] => reporter.file(file, Some(&PageProgress::new())).into_iter().collect(),
            files => files.par_iter().filter_map(|file| reporter.file(file, None)).collect(),
        },
    };
    if reporter.previous.is_some() && told.len() > 1 {
        return Err(Failure::Message(words::one_with_previous()));
    }
    let findings = told.iter_mut().filter_map(|told| told.outcome.as_mut().ok()).map(|whole| &mut whole.read.findings);
    let hidden = known.map(|known| hide(&known, findings));
    let is_one = told.len() == 1;
    let numbered: Vec<(usize, Document)> = (1..).zip(told).collect();
    let article = |(number, document)| reporter.article(document, (!is_one).then_some(number));
    let made: Vec<Result<Made, String>> = numbered.into_par_iter().map(article).collect();
    let unlisted = found.unlisted.into_iter().map(|(file, why)| format!("{file}: {why}"));
    let unread: Vec<String> = made.iter().filter_map(|made| made.as_ref().err().cloned()).chain(unlisted).collect();
    if has_folder {
        summary(made.iter().flatten().count(), &unread).iter().for_each(|line| tell(line));
    } else {
        unread.iter().for_each(|error| tell(error));
    }
    let made: Vec<Made> = made.into_iter().flatten().collect();
    if made.is_empty() {
        return Ok(FAILED);
    }
    let (count, bytes) = made.iter().fold((0, 0), |(count, bytes), one| (count + one.pictures, bytes + one.bytes));
    let articles: Vec<Article> = made.into_iter().map(|made| made.article).collect();
    let frame = Frame { lang, hidden: hidden.as_ref(), unread: &unread };
    let file = Some(arguments.output.as_path()).filter(|path| path.as_os_str() != "-");
    let mut size = 0;
    write(file, |out| albero::report::write(&mut Counting { out, size: &mut size }, &articles, &frame))?;
    let name = file.map_or_else(words::to_standard_output, |path| path.display().to_string());
    tell(&words::page_written(&name, &megabytes(size), count, &megabytes(bytes)));
    Ok(if unread.is_empty() { DONE } else { FAILED })
}

/// An option that does not apply is refused, never ignored.
fn applies(arguments: &ReportArguments) -> Result<(), Failure> {
    let refuse = |message| Err(Failure::Message(message));
    let inputs = arguments.files.iter().chain(&arguments.previous);
    if inputs.filter(|file| file.as_os_str() == "-").count() > 1 {
        return refuse(words::standard_input_once());
    }
    if arguments.archive.is_none() && arguments.wanted.wanted() != Wanted::default() {
        return refuse(words::for_archives("--entity, --year"));
    }
    if arguments.previous.is_some() && arguments.files.len() > 1 {
        return refuse(words::one_with_previous());
    }
    if arguments.archive.is_some() {
        super::refuse(&[("--exclude", !arguments.folders.exclude.is_empty())], "--archive")?;
    }
    Ok(())
}

fn megabytes(bytes: usize) -> String {
    /// Below this, kilobytes say more.
    const MANY: usize = 1_000_000;
    if bytes < MANY { format!("{} kB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}

/// Counts what is written.
struct Counting<'o> {
    out: &'o mut dyn std::io::Write,
    size: &'o mut usize,
}

impl std::io::Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        *self.size += written;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Last year's plan: its JSON for the rules, and itself.
struct Previous {
    json: String,
    plan: Plan,
}

fn previous(file: &Path, documents: &Documents) -> Result<Previous, Failure> {
    let read = || -> Result<Previous, Fault> {
        let (body, _) = documents.json(documents.open(file)?, false, &|_, _| {})?;
        let json = String::from_utf8(body.into_bytes()?).map_err(|error| Fault::new("json", error.to_string()))?;
        let plan = Plan::from_json(json.as_bytes())?;
        Ok(Previous { json, plan })
    };
    read().map_err(|fault| document::refused(&document::shown(file), &fault))
}

/// A document that was read, or why it was not.
struct Document {
    file: String,
    outcome: Result<Whole, String>,
}

/// A document with what was read in it.
struct Whole {
    read: Read,
    /// Its bytes, for its pages and lines; none from an archive.
    input: Option<Input>,
}

/// A document's part of the page, with how many pictures it has and their bytes.
struct Made {
    article: Article,
    pictures: usize,
    bytes: usize,
}

struct Reporter {
    documents: Documents,
    previous: Option<Previous>,
    lang: Lang,
    wanted: PagePictures,
}

/// Pages that are drawn within one --timeout.
const DRAWN_AT_ONCE: usize = 20;

impl Reporter {
    /// A file; nothing of one that is no plan in a folder.
    fn file(&self, Given { path: file, is_named }: &Given, progress: Option<&PageProgress>) -> Option<Document> {
        let shown = document::shown(file);
        let read = || -> Result<Whole, Fault> {
            let input = self.documents.open(file)?;
            let kept = input.clone();
            Ok(Whole { read: self.checked(input, Vec::new(), file, progress)?, input: Some(kept) })
        };
        let outcome = match read() {
            Err(fault) if fault.kind == "not_a_plan" && !is_named => return None,
            read => read.map_err(|fault| format!("{shown}: {}", fault.message)),
        };
        Some(Document { file: shown, outcome })
    }

    fn checked(
        &self,
        input: Input,
        notes: Vec<Note>,
        file: &Path,
        progress: Option<&PageProgress>,
    ) -> Result<Read, Fault> {
        let settings = self.documents.projects().of(file)?.for_file(file).into();
        let previous = self.previous.as_ref().map(|previous| previous.json.clone());
        let checking = Checking { settings, lang: self.lang, notes, previous };
        self.documents.checked(input, checking, &|done, all| {
            if let Some(progress) = progress {
                progress.pages(done, all);
            }
        })
    }

    /// The newest plans of an archive, as the archive knows them: a body and year given on import count.
    fn archived(&self, archive: &Path, wanted: &Wanted) -> Result<Vec<Document>, Failure> {
        let refused = |error: ArchiveError| Failure::Message(error.tell(lang()));
        let archive = Archive::open(archive).map_err(refused)?;
        let mut documents = Vec::new();
        let each = archive.each(wanted, |stored| {
            let name = stored.listed.name.clone().unwrap_or_default();
            let notes = stored.noticed().map_err(|error| Fault::new("json", error.to_string()));
            let read = notes.and_then(|notes| {
                let input = Input::of(stored.json.clone().into_bytes());
                let mut read = self.checked(input, notes.clone(), Path::new(&name), None)?;
                read.plan.entity = stored.listed.entity.clone().or(read.plan.entity);
                read.plan.year = stored.listed.year;
                read.notes = notes;
                Ok(Whole { read, input: None })
            });
            let outcome = read.map_err(|fault| format!("{}: {}", stored.label(), fault.message));
            documents.push(Document { file: name, outcome });
            Ok(true)
        });
        each.map_err(refused)?;
        if documents.is_empty() {
            return Err(Failure::Message(words::no_such_plan()));
        }
        Ok(documents)
    }

    /// A document's part of the page. Pictures that cannot be made are told of, and the rest is made without them.
    fn article(&self, document: Document, number: Option<usize>) -> Result<Made, String> {
        let Document { file, outcome } = document;
        let Whole { read, input } = outcome?;
        let Read { plan, notes, findings } = read;
        let mut asked = Asked {
            file,
            findings,
            unread_words: notes.iter().find_map(|note| match note {
                Note::UnreadWords { words, of, .. } => Some((*words, *of)),
                _ => None,
            }),
            warnings: warnings(&other_notes(notes)),
            previous: self.previous.as_ref().map(|previous| previous.plan.clone()),
            wanted: self.wanted,
            pictures: Vec::new(),
            cells: Vec::new(),
            lines: Vec::new(),
            lang: self.lang,
            number,
            plan,
        };
        if let Some(input) = input {
            self.illustrate(&mut asked, &input);
        }
        let article = self.documents.article(&asked).map_err(|fault| format!("{}: {}", asked.file, fault.message))?;
        let bytes = asked.pictures.iter().map(|picture| picture.png.len()).sum();
        Ok(Made { article, pictures: asked.pictures.len(), bytes })
    }

    /// Adds pictures of the pages that are asked for, with the cells of their tables; or the lines of a text.
    fn illustrate(&self, asked: &mut Asked, input: &Input) {
        let failed = |what: &str, fault: &Fault| tell(&format!("{}: {what}: {}", asked.file, fault.message));
        match asked.plan.source.format {
            SourceFormat::Text => {
                asked.lines = albero::text_lines(input.bytes.clone()).unwrap_or_default();
            }
            SourceFormat::Pdf if self.wanted != PagePictures::None => {
                let pages = self.pages(asked);
                let mut pictures: Vec<PagePicture> = Vec::new();
                for some in pages.chunks(DRAWN_AT_ONCE) {
                    match self.documents.pictures(input, some) {
                        Ok(drawn) => pictures.extend(drawn),
                        Err(fault) => {
                            failed(&words::no_pictures(), &fault);
                            break;
                        }
                    }
                }
                // Plan JSON names a PDF, but is none.
                if !pictures.is_empty() {
                    asked.cells = self.cells(asked, input);
                }
                asked.pictures = pictures;
            }
            _ => {}
        }
    }

    /// The pages that pictures are wanted of.
    fn pages(&self, asked: &Asked) -> Vec<u32> {
        let of_findings = asked.findings.iter().flat_map(|finding| &finding.locations).map(|at| at.page);
        let mut pages: BTreeSet<u32> = of_findings.collect();
        if self.wanted == PagePictures::All {
            pages.extend(albero::report::pages(&asked.plan));
        }
        pages.into_iter().collect()
    }

    /// The cells of the tables on pages with findings.
    fn cells(&self, asked: &Asked, input: &Input) -> Vec<Cell> {
        let pages: BTreeSet<u32> =
            asked.findings.iter().flat_map(|finding| &finding.locations).map(|at| at.page).collect();
        let copy = Input { name: None, ..input.clone() };
        let tables = self.documents.inspection(copy, &|_, _| {}).map(|(inspection, _)| inspection.tables);
        let tables = tables.unwrap_or_default().into_iter().filter(|table| pages.contains(&table.page));
        let cells = tables.flat_map(|table| {
            let page = table.page;
            table.cells.into_iter().filter_map(move |cell| Some(Cell { page, bbox: cell.bbox?, text: cell.text }))
        });
        cells.collect()
    }
}

/// What was noticed besides words in no field, which the page counts by itself.
fn other_notes(notes: Vec<Note>) -> Vec<Note> {
    notes.into_iter().filter(|note| !matches!(note, Note::UnreadWords { .. })).collect()
}
