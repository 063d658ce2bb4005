//! `albero diff OLD NEW`

use super::args::{DiffArguments, DiffFormat};
use super::output::{Failure, write};
use super::{DONE, FOUND, colour, config, document};
use albero::Plan;
use albero::check::rule::Lang;
use albero::diff::report::{Status, Statuses};
use albero::output::diff::{markdown, text};
use albero::output::patch;
use albero::output::text::Style;
use std::path::Path;

pub(crate) fn run(arguments: &DiffArguments) -> Result<u8, Failure> {
    let settings = config::load(arguments.config.as_deref())?;
    let is_text = matches!(arguments.output_format, DiffFormat::Text | DiffFormat::Markdown);
    let lang = config::lang(arguments.lang, settings.lang, if is_text { config::locale() } else { Lang::En });
    if arguments.files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        return Err(Failure::Message("standard input can be one of the plans only".to_owned()));
    }
    let (old, new) = rayon::join(|| plan(&arguments.files[0], arguments), || plan(&arguments.files[1], arguments));
    let (old, new) = (old?, new?);
    let diff = albero::diff::diff(&old, &new, arguments.all);
    write(arguments.output.as_deref(), |out| match arguments.output_format {
        DiffFormat::Text => {
            let style = Style { colour: colour(arguments.output.as_deref()), lang };
            out.write_all(text::render(&diff, style).as_bytes())
        }
        DiffFormat::Markdown => out.write_all(markdown::render(&diff, lang).as_bytes()),
        DiffFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &diff)?;
            out.write_all(b"\n")
        }
        DiffFormat::JsonPatch => {
            serde_json::to_writer_pretty(&mut *out, &patch::render(&old, &new)?)?;
            out.write_all(b"\n")
        }
    })?;
    let changed = |counts: Statuses| counts.changed + counts.added + counts.removed > 0;
    let summary = diff.summary;
    Ok(if changed(summary.sections) || changed(summary.objectives) { FOUND } else { DONE })
}

fn plan(file: &Path, arguments: &DiffArguments) -> Result<Plan, Failure> {
    let input = document::read(file)?;
    let options = albero::Options {
        name: input.name.as_deref(),
        password: arguments.password.as_deref(),
        reader: arguments.reader.into(),
        progress: None,
    };
    albero::parse_with(input.bytes, &options)
        .map_err(|error| Failure::Message(format!("{}: {error}", input.shown)))
}
