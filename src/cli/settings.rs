//! `albero config`

use super::args::ConfigArguments;
use super::output::{Failure, write};
use super::{DONE, config, words};
use albero::check::rule::Severity;
use albero::check::settings::{KEYS, Settings};

pub(crate) fn run(arguments: &ConfigArguments) -> Result<u8, Failure> {
    let (settings, source) = config::with_source(arguments.config.as_deref(), arguments.file.as_deref())?;
    let file = source.map(|path| path.display().to_string());
    write(None, |out| {
        match &file {
            Some(file) => writeln!(out, "# {}", words::settings_from(file))?,
            None => writeln!(out, "# {}", words::no_settings())?,
        }
        for key in KEYS {
            let from = match &file {
                Some(file) if settings.is_set(key) => file.clone(),
                _ => words::by_default(),
            };
            writeln!(out, "{}  # {from}", line(key, &settings))?;
        }
        Ok(())
    })?;
    Ok(DONE)
}

/// A setting as a line of albero.toml.
fn line(key: &str, settings: &Settings) -> String {
    let list = |texts: &[String]| {
        let quoted: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
        format!("[{}]", quoted.join(", "))
    };
    match key {
        "select" => format!("select = {}", list(&settings.select)),
        "ignore" => format!("ignore = {}", list(&settings.ignore)),
        "severity" => {
            let mut own: Vec<String> =
                settings.severity.iter().map(|(code, severity)| format!("{code} = {:?}", severity.name())).collect();
            own.sort_unstable();
            format!("severity = {{ {} }}", own.join(", "))
        }
        "tolerance" => format!("tolerance = {}", settings.tolerance),
        "fail-on" => format!("fail-on = {:?}", settings.fail_on.map_or("never", Severity::name)),
        "lang" => format!("lang = {:?}", if super::lang::lang() == albero::language::Lang::It { "it" } else { "en" }),
        "vocabulary" => format!("vocabulary.typologies = {}", list(&settings.typologies)),
        "labels" => {
            let mut own: Vec<String> = settings.labels.iter().map(|(of, text)| format!("{of} = [{text:?}]")).collect();
            own.dedup();
            format!("labels = {{ {} }}", own.join(", "))
        }
        _ => format!("overrides = {}", settings.overrides.len()),
    }
}
