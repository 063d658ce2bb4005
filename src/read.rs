//! The conductor: bytes → pages → words → pieces → tree → plan. The only file that knows all stages.

use crate::error::{Error, Result};
use crate::labels::own::{Carried, Scope};
use crate::layout::furniture::take_furniture;
use crate::layout::grid::{Block, blocks};
use crate::layout::words::Words;
use crate::location::Places;
use crate::plan::assemble::{Assembler, Tree};
use crate::plan::model::{Generator, PLAN_SCHEMA, Plan, Section, Source, SourceFormat, Unknown};
use crate::plan::{Place, Reading};
use crate::running::{Paged, lines_to_pieces, text_to_lines};
use crate::source::encoding::{Decoded, decode};
use crate::source::text::{TextKind, column_sheets};
use crate::source::{Document, NOT_BY_PAGES, Note, Options, SourceKind, pdf};
use crate::tables::columns::Alignment;
use crate::tables::sheets_to_pieces;
use crate::vocabulary::documents::{is_about_plans, names_cycle};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// What the stages before the tree find.
struct Found {
    words: Words,
    tree: Tree,
    page_count: u32,
    format: SourceFormat,
    notes: Vec<Note>,
}

/// The stages, in order: bytes → pages of words → pieces → tree.
pub(crate) fn read(bytes: Vec<u8>, options: &Options<'_>) -> Result<Reading> {
    let _labels = Scope::open(options.labels);
    options.limits.check_bytes(bytes.len() as u64)?;
    let kind = crate::source::kind(&bytes)?;
    if kind != SourceKind::Pdf && options.pages.is_some() {
        return Err(Error::NoSuchPages { what: NOT_BY_PAGES.to_owned() });
    }
    let (sha256, size_bytes) = (format!("{:x}", Sha256::digest(&bytes)), bytes.len() as u64);
    let found = match kind {
        SourceKind::Json => {
            let mut plan = Plan::from_json(&bytes)?;
            if plan.source.format == SourceFormat::Json && plan.source.name.is_none() {
                plan.source.name = options.name.map(str::to_owned);
            }
            return Ok(Reading::of(plan, Vec::new()));
        }
        SourceKind::Pdf => geometric(pdf::read(bytes, options)?, Alignment::Table, SourceFormat::Pdf),
        SourceKind::Text => text(decode(bytes)),
    };
    let Found { words, tree, page_count, format, mut notes } = found;
    let tree = tree.with_introduction(&words);
    let named = tree.sections.iter().flat_map(Section::all_objectives).next().is_some();
    let is_text = format == SourceFormat::Text;
    if is_text && (named && tree.swallows_labels() || !named && names_cycle(words.whole_text())) {
        return Err(Error::TextForm { words: words.len() });
    }
    if !named || !tree.is_plan() || is_about_plans(words.whole_text()) {
        let attached =
            notes.iter().find_map(|note| if let Note::Attachments { count } = note { Some(*count) } else { None });
        return Err(Error::NoObjective {
            pages: page_count,
            words: words.len(),
            attached: attached.unwrap_or_default(),
            has_form: notes.contains(&Note::DynamicForm),
        });
    }
    notes.extend(unread_words(&tree, &words));
    notes.extend(tree.near.iter().map(|near| Note::NearReading {
        page: near.page,
        head: near.head.clone(),
        first: near.first.clone(),
        second: near.second.clone(),
    }));
    let unread = notes.iter().filter_map(|note| match note {
        Note::PageUnread { page, .. } => Some(*page),
        _ => None,
    });
    let unread_pages = unread.collect();
    let plan = Plan {
        schema: PLAN_SCHEMA.into(),
        generator: Generator::this(),
        source: Source {
            name: options.name.map(str::to_owned),
            format,
            sha256,
            size_bytes,
            page_count,
            unread_pages,
            ..Source::default()
        },
        title: tree.facts.title,
        entity: tree.facts.entity,
        year: tree.facts.year,
        baseline_year: tree.facts.baseline_year,
        period: tree.facts.period,
        approval: tree.facts.approval,
        sections: tree.sections,
        kind: tree.kind,
        furniture: tree.closed.furniture,
        prose: tree.closed.prose,
        unrecognized: tree.closed.unrecognized,
        unknown: Unknown::default(),
    };
    Ok(Reading { plan, notes, accounts: Some((words, tree.closed.places)) })
}

/// The words that no field has, if there are any.
fn unread_words(tree: &Tree, words: &Words) -> Option<Note> {
    let places = &tree.closed.places;
    let unread = places.iter().filter(|place| **place == Place::Unrecognized).count();
    let mut pages: Vec<u32> = tree.closed.unrecognized.iter().map(|entry| entry.page).collect();
    pages.dedup();
    let note = |unread| Note::UnreadWords { words: unread, of: words.len() as u32, pages };
    u32::try_from(unread).ok().filter(|unread| *unread > 0).map(note)
}

/// The geometric path, of PDF and of column-aligned text: as the form of cards over grids of indicators, and where the
/// document is not wholly of that form, by its tables and labels; the reading that explains more of it stands.
fn geometric(document: Document, alignment: Alignment, format: SourceFormat) -> Found {
    let Document { words, mut sheets, places, metadata, page_count, notes } = document;
    let furniture = take_furniture(&mut sheets, &words);
    let kept = if format == SourceFormat::Pdf { sheets.clone() } else { Vec::new() };
    let mut tree = Assembler::new(&furniture, &words, &places);
    for piece in sheets_to_pieces(sheets, alignment, &words) {
        tree.take(piece);
    }
    let mut tree = tree.finish(&metadata);
    if !kept.is_empty() && !tree.is_whole() {
        let labels = Carried::from_here();
        let blocks_here = |sheet| {
            let _labels = labels.open();
            blocks(sheet, &words)
        };
        let blocks: Vec<Vec<Block>> = kept.par_iter().map(blocks_here).collect();
        let meaning = crate::meaning::read(blocks.into_iter().flatten(), &words);
        let mut other = crate::plan::assemble::grown(meaning, &furniture, &metadata, &words, &places);
        if !other.says_so(&words) {
            other.sections.clear();
        }
        tree = if other.explains_more(&tree) || tree.names_heads() {
            other
        } else {
            Tree { heads: other.heads, ..tree.without_empty_sections(&words) }
        };
    }
    Found { words, tree, page_count, format, notes }
}

fn text(Decoded { text, notes }: Decoded) -> Found {
    match crate::source::text::kind(&text) {
        TextKind::Columns => {
            let (words, sheets) = column_sheets(text);
            let page_count = sheets.iter().filter(|s| !s.lines.is_empty()).map(|s| s.page).max().unwrap_or(1);
            let document = Document { words, sheets, places: Places::Lines, metadata: Vec::new(), page_count, notes };
            geometric(document, Alignment::Block, SourceFormat::Text)
        }
        TextKind::Running => {
            let Paged { words, lines, furniture, page_count } = text_to_lines(text);
            let mut tree = Assembler::new(&furniture, &words, &Places::Lines);
            lines_to_pieces(&lines, &words, &mut |piece| tree.take(piece));
            let tree = tree.finish(&[]);
            Found { words, tree, page_count, format: SourceFormat::Text, notes }
        }
    }
}
