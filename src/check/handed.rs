//! The settings of one file as a worker is handed them: plain values, that are the settings again on the other side.

use super::registry;
use super::rule::Severity;
use super::settings::Settings;
use serde::{Deserialize, Serialize};

/// What rules ask of the settings, for one file; patterns of files are settled already.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HandedSettings {
    select: Vec<String>,
    ignore: Vec<String>,
    severity: Vec<(String, Severity)>,
    /// With the digits that were written.
    tolerance: String,
    typologies: Vec<String>,
}

impl From<Settings> for HandedSettings {
    fn from(settings: Settings) -> HandedSettings {
        HandedSettings {
            select: settings.select,
            ignore: settings.ignore,
            severity: settings.severity.into_iter().map(|(code, severity)| (code.to_owned(), severity)).collect(),
            tolerance: settings.tolerance.to_string(),
            typologies: settings.typologies,
        }
    }
}

impl From<HandedSettings> for Settings {
    fn from(handed: HandedSettings) -> Settings {
        let known = |(code, severity): (String, Severity)| Some((registry::find(&code)?.code, severity));
        Settings {
            select: handed.select,
            ignore: handed.ignore,
            severity: handed.severity.into_iter().filter_map(known).collect(),
            tolerance: handed.tolerance.parse().unwrap_or(Settings::default().tolerance),
            typologies: handed.typologies,
            ..Settings::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handed_settings_rule_as_the_settings_do() {
        let toml = "select = [\"ALB1\"]\nignore = [\"ALB104\"]\ntolerance = 0.25\n[severity]\nALB101 = \"info\"\n\
                    [vocabulary]\ntypologies = [\"Nuova\"]\n";
        let settings = Settings::from_toml(toml).unwrap();
        let json = serde_json::to_string(&HandedSettings::from(settings.clone())).unwrap();
        let back = Settings::from(serde_json::from_str::<HandedSettings>(&json).unwrap());
        let codes = |settings: &Settings| settings.rules().iter().map(|rule| rule.code).collect::<Vec<_>>();
        assert_eq!(codes(&back), codes(&settings));
        assert_eq!((back.severity, back.tolerance), (settings.severity, settings.tolerance));
        assert_eq!(back.typologies, settings.typologies);
    }
}
