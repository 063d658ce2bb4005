//! Why a piece of text is in no field.

use crate::language::{Lang, Text};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// Declares the reasons, each with its words in both languages: the next reason is one line.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $it:literal;)+) => {
        /// Why a piece of text is in no field. In JSON it is the English sentence.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])* $name,)+
            /// A reason that a newer version gave, in its own words.
            Other(Box<str>),
        }

        impl Reason {
            /// Every reason that this version gives.
            pub const ALL: &'static [Reason] = &[$(Reason::$name),+];

            const fn texts(&self) -> Option<Text> {
                match self {
                    $(Reason::$name => Some(Text { en: $en, it: $it }),)+
                    Reason::Other(_) => None,
                }
            }
        }
    };
}

reasons! {
    /// A label that no table of labels has.
    LabelNotKnown: "a field whose label is not known", "un campo con un'etichetta non conosciuta";
    /// Text in an objective's head above its first label.
    BeforeAnyLabel: "text before any label", "testo prima di qualsiasi etichetta";
    /// A row where no objective is open.
    RowOutsideObjective: "a table's row outside any objective", "una riga di tabella fuori da ogni obiettivo";
    /// Text in a table that stands beside no label.
    BesideNoLabel: "text beside no label of the layout", "testo accanto a nessuna etichetta del modulo";
    /// Text between the tables of the tree.
    OutsideTables: "text outside the tables", "testo fuori dalle tabelle";
    /// Covers and introductions.
    BeforeFirstSection: "text before the first section", "testo prima della prima sezione";
    /// `(Peso: ..)` after an area's title.
    SectionAttribute: "an attribute that a section has no field for", "un attributo che per una sezione non ha un campo";
    /// A labelled value where no objective is open.
    FieldOutsideObjective: "a field outside any objective", "un campo fuori da ogni obiettivo";
    /// The label of an area with nothing that could be its title.
    AreaWithoutTitle: "an area without a title", "un'area senza titolo";
    /// Column heads where no objective is open.
    HeadsOutsideObjective: "column heads outside any objective", "intestazioni di colonna fuori da ogni obiettivo";
    /// A column's head that no table of labels has.
    HeadNotKnown: "a column head that is not known", "un'intestazione di colonna non conosciuta";
    /// A cell under such a head.
    ColumnNotKnown: "a column whose head is not known", "una colonna con un'intestazione non conosciuta";
    /// A cell under a known head for which a plan has no field.
    ColumnWithoutField: "a column that a plan has no field for", "una colonna che in un piano non ha un campo";
    /// Words between `(Peso: ..)` and `(Tipologia: ..)`.
    BetweenAttributes: "text between an indicator's attributes", "testo tra gli attributi di un indicatore";
    /// Words after them.
    AfterAttributes: "text after an indicator's attributes", "testo dopo gli attributi di un indicatore";
    /// `(Nome: ..)` in an indicator's cell.
    IndicatorAttribute:
        "an attribute that an indicator has no field for", "un attributo che per un indicatore non ha un campo";
    /// A unit's own column beside values that print another.
    UnitOfNoValue:
        "a unit of measure that no value of the row has", "un'unità di misura che nessun valore della riga ha";
    /// A labelled value for which a plan has no field.
    LabelWithoutField: "a plan has no field for this label", "un piano non ha un campo per questa etichetta";
    /// Words after `(Peso: ..)` in an objective's title.
    AfterWeight: "text after an objective's weight", "testo dopo il peso di un obiettivo";
    /// `(Nome: ..)` in an objective's title.
    ObjectiveAttribute:
        "an attribute that an objective has no field for", "un attributo che per un obiettivo non ha un campo";
    /// A row's cells where neither an indicator nor an objective is named.
    NoName: "a row of a table that names no indicator and no objective", "una riga di tabella che non nomina né un indicatore né un obiettivo";
    /// A row of sums.
    Total: "a row of totals", "una riga di totali";
    /// A cell over all columns whose words name no level.
    BandWithoutLevel: "a band across a table that names no level of the tree", "una fascia nella tabella che non nomina alcun livello dell'albero";
    /// The word Obiettivo before a text that has nothing else of an objective.
    LoneTitle: "an objective's label with nothing else of an objective", "l'etichetta di un obiettivo senza altro che sia di un obiettivo";
    /// A table whose rows could not be told with enough certainty.
    RowsNotSure: "a table whose rows could not be told apart with certainty", "una tabella le cui righe non si distinguono con certezza";
    /// A value where another was read already.
    SecondValue: "a second value where one is read already", "un secondo valore dove uno è già letto";
    /// What nothing else has claimed when the accounts are closed.
    NotPlaced: "no rule of the layout places it", "nessuna regola del modulo lo colloca";
}

impl Reason {
    /// The reason as a sentence's part, in one language. One from a newer version is told as that version wrote it.
    #[must_use]
    pub fn tell(&self, lang: Lang) -> &str {
        match (self, self.texts()) {
            (Reason::Other(words), _) => words,
            (_, Some(text)) => text.get(lang),
            (_, None) => "",
        }
    }

    /// The reason that this English sentence is.
    fn of(words: &str) -> Reason {
        let known = Reason::ALL.iter().find(|reason| reason.tell(Lang::En) == words);
        known.cloned().unwrap_or_else(|| Reason::Other(words.into()))
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tell(Lang::En))
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Reason, D::Error> {
        Cow::<str>::deserialize(deserializer).map(|words| Reason::of(&words))
    }
}

impl JsonSchema for Reason {
    fn schema_name() -> Cow<'static, str> {
        "Reason".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_told_in_both_languages_and_read_back() {
        for reason in Reason::ALL {
            assert_ne!(reason.tell(Lang::En), reason.tell(Lang::It));
            let json = serde_json::to_string(reason).unwrap();
            assert_eq!(&serde_json::from_str::<Reason>(&json).unwrap(), reason);
        }
        let newer: Reason = serde_json::from_str("\"a reason of tomorrow\"").unwrap();
        assert_eq!(serde_json::to_string(&newer).unwrap(), "\"a reason of tomorrow\"");
    }
}
