//! One list of formats, and what can be written in which.

use super::csv::Dialect;
use super::text::Style;
use super::{Checked, changes, diff, findings, github, gitlab, json, junit, patch, sarif, text};
use crate::check::finding::BaselineUse;
use crate::diff::{Diff, History};
use crate::model::Plan;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// Declares the formats, each with its name and what it is for: the next one is one line.
macro_rules! formats {
    ($($name:ident = $key:literal: $help:literal;)+) => {
        /// How something is written.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Format {
            $(#[doc = $help] $name,)+
        }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Format] = &[$(Format::$name),+];

            /// As on the command line.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Format::$name => $key,)+
                }
            }

            /// What it is for.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self {
                    $(Format::$name => $help,)+
                }
            }
        }
    };
}

formats! {
    Text = "text": "For a person.";
    Concise = "concise": "A line a finding.";
    Json = "json": "For programs, by the JSON Schema that albero schema prints.";
    Markdown = "markdown": "For a report or a pull request.";
    JsonPatch = "json-patch": "RFC 6902: applied to the old plan's JSON it gives the new one's. Two plans only.";
    Sarif = "sarif": "SARIF 2.1.0.";
    Github = "github": "GitHub workflow commands.";
    Gitlab = "gitlab": "GitLab code quality.";
    Junit = "junit": "JUnit XML: a suite a file, a case a finding.";
    Csv = "csv": "A table, a row a finding or a change.";
    Xlsx = "xlsx": "The same table as an Excel workbook.";
}

impl Format {
    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }
}

/// How it is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Text: language and colours.
    pub style: Style,
    /// Tables.
    pub dialect: Dialect,
}

/// What can be written in several formats.
pub trait Render {
    /// Those that it can be written in.
    const FORMATS: &'static [Format];

    /// Writes it whole.
    ///
    /// # Errors
    /// What the output says; a format that is not one of [`Render::FORMATS`].
    fn render(&self, out: &mut dyn Write, format: Format, look: Look) -> io::Result<()>;
}

fn put_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    crate::json::to_writer(&mut *out, value, true)?;
    out.write_all(b"\n")
}

fn not_in(format: Format) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::InvalidInput, format!("not to be written as {}", format.name())))
}

/// What was found in documents.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'d> {
    /// The documents with their findings.
    pub documents: &'d [Checked],
    /// What a baseline hides.
    pub hidden: Option<&'d BaselineUse>,
}

impl Render for Findings<'_> {
    const FORMATS: &'static [Format] = &[
        Format::Text,
        Format::Concise,
        Format::Json,
        Format::Csv,
        #[cfg(feature = "xlsx")]
        Format::Xlsx,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
    ];

    fn render(&self, out: &mut dyn Write, format: Format, look: Look) -> io::Result<()> {
        let Findings { documents, hidden } = *self;
        match format {
            Format::Text => out.write_all(text::render(documents, hidden, look.style).as_bytes()),
            Format::Github => out.write_all(github::render(documents).as_bytes()),
            Format::Sarif => put_json(out, &sarif::render(documents, look.style.lang)),
            Format::Json => put_json(out, &json::report(documents, hidden.cloned())),
            Format::Concise => out.write_all(text::concise(documents, hidden, look.style).as_bytes()),
            Format::Gitlab => put_json(out, &gitlab::render(documents)),
            Format::Junit => out.write_all(junit::render(documents).as_bytes()),
            Format::Csv => findings::write(out, look.dialect, documents),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => findings::write(out, look.dialect.as_workbook(), documents),
            _ => not_in(format),
        }
    }
}

/// What became of one plan in another.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'p> {
    /// The plan compared with.
    pub old: &'p Plan,
    /// The plan compared.
    pub new: &'p Plan,
    /// What differs.
    pub diff: &'p Diff,
}

impl Render for Compared<'_> {
    const FORMATS: &'static [Format] = &[
        Format::Text,
        Format::Json,
        Format::Markdown,
        Format::JsonPatch,
        Format::Csv,
        #[cfg(feature = "xlsx")]
        Format::Xlsx,
    ];

    fn render(&self, out: &mut dyn Write, format: Format, look: Look) -> io::Result<()> {
        match format {
            Format::Text => out.write_all(diff::text::render(self.diff, look.style).as_bytes()),
            Format::Markdown => out.write_all(diff::markdown::render(self.diff, look.style.lang).as_bytes()),
            Format::Json => put_json(out, self.diff),
            Format::JsonPatch => put_json(out, &patch::render(self.old, self.new)?),
            Format::Csv => changes::write(out, look.dialect, self.diff, [self.old, self.new]),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => changes::write(out, look.dialect.as_workbook(), self.diff, [self.old, self.new]),
            _ => not_in(format),
        }
    }
}

impl Render for History {
    const FORMATS: &'static [Format] = &[Format::Text, Format::Json];

    fn render(&self, out: &mut dyn Write, format: Format, look: Look) -> io::Result<()> {
        match format {
            Format::Text => out.write_all(diff::history::render(self, look.style).as_bytes()),
            Format::Json => put_json(out, self),
            _ => not_in(format),
        }
    }
}
