//! Settings: `albero.toml` as written to settings that are valid. A mistake is shown with its line and the
//! nearest name that is known.

pub(crate) mod written;

use super::registry::{self, RULES};
use super::rule::{EVERY, Lang, Rule, Severity};
use super::words;
use crate::language::Message;
use globset::{Glob, GlobMatcher};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a user may set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Codes, prefixes or names of rules to check; none: those that are on by default.
    pub select: Vec<String>,
    /// Codes, prefixes or names of rules not to check.
    pub ignore: Vec<String>,
    /// Severities that differ from the rules' own, by code.
    pub severity: HashMap<&'static str, Severity>,
    /// How far from 100 weights may sum, in percentage points.
    pub tolerance: Decimal,
    /// Words that count as a Tipologia.
    pub typologies: Vec<String>,
    /// Further labels of the documents, with what they label.
    pub labels: Vec<(String, String)>,
    /// From which severity on the exit status is 1; `None`: never.
    pub fail_on: Option<Severity>,
    /// Language of messages, where set.
    pub lang: Option<Lang>,
    /// Settings for some files only, in order.
    pub overrides: Vec<Override>,
    /// The folder that the overrides' patterns count from: that of the file; none: the one that we are in.
    pub folder: Option<PathBuf>,
    /// Which keys the file sets.
    pub set: Vec<&'static str>,
}

/// Settings for the files that a pattern matches.
#[derive(Debug, Clone)]
pub struct Override {
    files: Vec<GlobMatcher>,
    select: Option<Vec<String>>,
    ignore: Option<Vec<String>>,
    severity: HashMap<&'static str, Severity>,
    tolerance: Option<Decimal>,
}

/// Typologies that plans print; compared without case and accents.
const TYPOLOGIES: &[&str] = &[
    "Outcome",
    "Output",
    "Input",
    "Impatto",
    "Impatto ambientale",
    "Impatto economico",
    "Impatto educativo",
    "Impatto istituzionale",
    "Impatto sanitario",
    "Impatto sociale",
    "Efficienza",
    "Efficacia",
    "Efficacia quantitativa",
    "Efficacia qualitativa",
    "Economicità",
    "Volume",
    "Qualità",
    "Quantità",
    "Tempo",
    "Realizzazione",
    "Risultato",
    "Processo",
    "Salute",
    "Stato delle risorse",
    "Struttura",
];

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            select: Vec::new(),
            ignore: Vec::new(),
            severity: HashMap::new(),
            tolerance: Decimal::new(5, 2),
            typologies: TYPOLOGIES.iter().map(|t| (*t).to_owned()).collect(),
            labels: Vec::new(),
            fail_on: Some(Severity::Error),
            lang: None,
            overrides: Vec::new(),
            folder: None,
            set: Vec::new(),
        }
    }
}

/// A mistake in `albero.toml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {message}")]
pub struct SettingsError {
    /// 1-based.
    pub line: usize,
    /// What is wrong and what was probably meant.
    pub message: Message,
}

impl SettingsError {
    /// The line and what is wrong in it.
    #[must_use]
    pub fn tell(&self, lang: Lang) -> String {
        format!("{}: {}", self.line, self.message.get(lang))
    }
}

impl Settings {
    /// Reads the text of `albero.toml`. Its `[labels]` are for the reading: see [`Labels`](crate::Labels).
    ///
    /// ```
    /// use albero::{Labels, Options, Plan, Settings};
    ///
    /// let settings = Settings::from_toml("ignore = [\"ALB203\"]\n[labels]\nindicator = [\"Parametro\"]")?;
    /// let labels = Labels::new(settings.labels.iter().cloned())?;
    /// let options = Options { labels: Some(&labels), ..Options::default() };
    /// let plan = Plan::read_with(std::fs::read("fixtures/plans/albero-2023.txt")?, &options)?;
    /// assert!(plan.check(&settings).iter().all(|finding| finding.code != "ALB203"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A text that is not TOML, an unknown key, rule or severity, a value of the wrong kind: with its line.
    pub fn from_toml(text: &str) -> Result<Settings, SettingsError> {
        let root = DeTable::parse(text).map_err(|error| SettingsError {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: Message::of(|lang| words::no_toml(lang, error.message())),
        })?;
        let file = File { text };
        let mut settings = Settings::default();
        for (key, value) in root.get_ref() {
            let key = file.known(key, &KEYS)?;
            settings.set.push(key);
            match key {
                "select" => settings.select = file.selectors(value)?,
                "ignore" => settings.ignore = file.selectors(value)?,
                "severity" => settings.severity = file.severities(value)?,
                "tolerance" => settings.tolerance = file.number(value)?,
                "fail-on" => settings.fail_on = file.fail_on(value)?,
                "lang" => settings.lang = Some(file.lang(value)?),
                "vocabulary" => {
                    for (key, value) in file.table(value)? {
                        file.known(key, &["typologies"])?;
                        settings.typologies.extend(file.strings(value)?.into_iter().map(|(text, _)| text));
                    }
                }
                "labels" => {
                    for (key, value) in file.table(value)? {
                        let role = file.known(key, crate::labels::ROLE_NAMES.as_slice())?;
                        let texts = file.strings(value)?;
                        settings.labels.extend(texts.into_iter().map(|(text, _)| (role.to_owned(), text)));
                    }
                }
                _ => settings.overrides = file.overrides(value)?,
            }
        }
        Ok(settings)
    }

    /// These settings for one file: those of every override whose pattern matches it, in order.
    #[must_use]
    pub fn for_file(&self, path: &Path) -> Settings {
        let mut settings = self.clone();
        let name = path.file_name().map(Path::new).unwrap_or(path);
        // Wherever the program is started: the same file is the same path from the settings.
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = self.folder.as_deref().and_then(|folder| std::path::absolute(folder).ok());
        let within = folder.and_then(|folder| Some(whole.strip_prefix(folder).ok()?.to_owned()));
        let within = within.unwrap_or_else(|| path.to_owned());
        let matching = |o: &&Override| o.files.iter().any(|glob| glob.is_match(&within) || glob.is_match(name));
        for found in self.overrides.iter().filter(matching) {
            settings.select = found.select.clone().unwrap_or(settings.select);
            settings.ignore.extend(found.ignore.clone().unwrap_or_default());
            settings.severity.extend(found.severity.clone());
            settings.tolerance = found.tolerance.unwrap_or(settings.tolerance);
        }
        settings
    }

    /// Does the file set this key?
    #[must_use]
    pub fn is_set(&self, key: &str) -> bool {
        self.set.contains(&key)
    }

    /// Lets no override select other rules.
    pub fn keep_selection(&mut self) {
        self.overrides.iter_mut().for_each(|o| o.select = None);
    }

    /// The rules to check. A rule that is off by default is checked where a selector has its whole code or name, or
    /// is `ALL`: the beginning of a code takes what is on by default under it.
    #[must_use]
    pub fn rules(&self) -> Vec<&'static Rule> {
        let named = |rule: &Rule, selectors: &[String]| selectors.iter().any(|s| rule.is_named(s));
        let whole = |rule: &Rule| self.select.iter().any(|s| rule.is_called(s) || s.eq_ignore_ascii_case(EVERY));
        let selected = |rule: &Rule| match self.select.is_empty() {
            true => rule.on,
            false => whole(rule) || rule.on && named(rule, &self.select),
        };
        RULES.iter().copied().filter(|r| selected(r) && !named(r, &self.ignore)).collect()
    }

    /// The rules that are on by default and that these settings leave out, for all files or for some.
    #[must_use]
    pub fn unchecked(&self) -> Vec<&'static str> {
        let mut always = self.rules();
        for own in &self.overrides {
            let settings = Settings {
                select: own.select.clone().unwrap_or_else(|| self.select.clone()),
                ignore: self.ignore.iter().chain(own.ignore.iter().flatten()).cloned().collect(),
                ..Settings::default()
            };
            let for_some = settings.rules();
            always.retain(|rule| for_some.iter().any(|other| other.code == rule.code));
        }
        let is_left_out = |rule: &&&Rule| rule.on && !always.iter().any(|other| other.code == rule.code);
        RULES.iter().filter(is_left_out).map(|rule| rule.code).collect()
    }

    pub(super) fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        self.severity.get(rule.code).copied()
    }
}

/// The keys of `albero.toml`.
pub const KEYS: [&str; 9] =
    ["select", "ignore", "severity", "tolerance", "fail-on", "lang", "vocabulary", "labels", "overrides"];

type Value<'t> = Spanned<DeValue<'t>>;

/// The text of the file, to say in which line a mistake is.
struct File<'t> {
    text: &'t str,
}

impl File<'_> {
    fn error<T>(&self, at: &Spanned<T>, tell: impl Fn(Lang) -> String) -> SettingsError {
        SettingsError { line: line_of(self.text, at.span().start), message: Message::of(tell) }
    }

    /// A key that may stand here.
    fn known<'k>(&self, key: &Spanned<std::borrow::Cow<'_, str>>, known: &[&'k str]) -> Result<&'k str, SettingsError> {
        known.iter().copied().find(|name| *name == key.get_ref().as_ref()).ok_or_else(|| {
            let given = key.get_ref();
            self.error(key, |lang| words::unknown_key(lang, given, &registry::did_you_mean(given, known, lang)))
        })
    }

    fn table<'v, 't>(&self, value: &'v Value<'t>) -> Result<&'v DeTable<'t>, SettingsError> {
        value.get_ref().as_table().ok_or_else(|| self.error(value, words::table_wanted))
    }

    fn string(&self, value: &Value<'_>) -> Result<String, SettingsError> {
        let text = value.get_ref().as_str().ok_or_else(|| self.error(value, words::text_wanted))?;
        Ok(text.to_owned())
    }

    fn strings<'v, 't>(&self, value: &'v Value<'t>) -> Result<Vec<(String, &'v Value<'t>)>, SettingsError> {
        let list = value.get_ref().as_array();
        let list = list.ok_or_else(|| self.error(value, words::texts_wanted))?;
        list.iter().map(|value| Ok((self.string(value)?, value))).collect()
    }

    fn selectors(&self, value: &Value<'_>) -> Result<Vec<String>, SettingsError> {
        let checked = |(selector, at): (String, &Value<'_>)| {
            registry::check_selector(&selector)
                .map_err(|message| self.error(at, |lang| message.get(lang).to_owned()))?;
            Ok(selector)
        };
        self.strings(value)?.into_iter().map(checked).collect()
    }

    fn severities(&self, value: &Value<'_>) -> Result<HashMap<&'static str, Severity>, SettingsError> {
        let mut found = HashMap::new();
        for (key, value) in self.table(value)? {
            let severity = self.severity(value)?;
            registry::check_selector(key.get_ref())
                .map_err(|message| self.error(key, |lang| message.get(lang).to_owned()))?;
            found.extend(RULES.iter().filter(|r| r.is_named(key.get_ref())).map(|r| (r.code, severity)));
        }
        Ok(found)
    }

    fn severity(&self, value: &Value<'_>) -> Result<Severity, SettingsError> {
        let name = self.string(value)?;
        let known = [Severity::Error, Severity::Warning, Severity::Info];
        known.into_iter().find(|s| s.name() == name).ok_or_else(|| {
            let near = |lang| registry::did_you_mean(&name, &known.map(Severity::name), lang);
            self.error(value, |lang| words::unknown_severity(lang, &name, &near(lang)))
        })
    }

    fn fail_on(&self, value: &Value<'_>) -> Result<Option<Severity>, SettingsError> {
        if self.string(value)? == "never" { Ok(None) } else { self.severity(value).map(Some) }
    }

    fn lang(&self, value: &Value<'_>) -> Result<Lang, SettingsError> {
        match self.string(value)?.as_str() {
            "en" => Ok(Lang::En),
            "it" => Ok(Lang::It),
            other => Err(self.error(value, |lang| words::unknown_language(lang, other))),
        }
    }

    fn number(&self, value: &Value<'_>) -> Result<Decimal, SettingsError> {
        let text = match value.get_ref() {
            DeValue::Float(float) => float.as_str(),
            DeValue::Integer(integer) => integer.as_str(),
            _ => return Err(self.error(value, words::number_wanted)),
        };
        match text.parse::<Decimal>() {
            Ok(number) if !number.is_sign_negative() => Ok(number),
            _ => Err(self.error(value, |lang| words::no_tolerance(lang, text))),
        }
    }

    fn overrides(&self, value: &Value<'_>) -> Result<Vec<Override>, SettingsError> {
        let list = value.get_ref().as_array();
        let list = list.ok_or_else(|| self.error(value, words::overrides_wanted))?;
        list.iter().map(|value| self.one_override(value)).collect()
    }

    fn one_override(&self, value: &Value<'_>) -> Result<Override, SettingsError> {
        let mut found =
            Override { files: Vec::new(), select: None, ignore: None, severity: HashMap::new(), tolerance: None };
        for (key, value) in self.table(value)? {
            match self.known(key, &["files", "select", "ignore", "severity", "tolerance"])? {
                "files" => {
                    for (pattern, at) in self.strings(value)? {
                        let glob = Glob::new(&pattern)
                            .map_err(|error| self.error(at, |lang| words::no_pattern(lang, &error.to_string())))?;
                        found.files.push(glob.compile_matcher());
                    }
                }
                "select" => found.select = Some(self.selectors(value)?),
                "ignore" => found.ignore = Some(self.selectors(value)?),
                "severity" => found.severity = self.severities(value)?,
                _ => found.tolerance = Some(self.number(value)?),
            }
        }
        if found.files.is_empty() {
            return Err(self.error(value, words::no_files));
        }
        Ok(found)
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}
