//! The two languages that albero speaks to people in.

use serde::{Deserialize, Serialize};

/// A language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Italian.
    It,
}

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Italian.
    pub it: &'static str,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::It => self.it,
        }
    }
}

/// A message in both languages, with what it speaks of filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// English.
    pub en: String,
    /// Italian.
    pub it: String,
}

impl Message {
    /// The message in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::It => &self.it,
        }
    }

    /// The message that is told by this in each language.
    #[must_use]
    pub fn of(tell: impl Fn(Lang) -> String) -> Message {
        Message { en: tell(Lang::En), it: tell(Lang::It) }
    }
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}

/// Declares messages, each in both languages: the next message is one line, and a language that is missing, or a hole
/// that a message does not fill, does not compile. That is why there is neither a file of texts beside the program nor a
/// crate that loads one. With `by` the language is what that expression says, else it is the first argument.
#[doc(hidden)]
#[macro_export]
macro_rules! messages {
    (by $lang:expr; $($name:ident($($arg:ident: $type:ty),*): $en:literal, $it:literal;)+) => {
        $(pub(crate) fn $name($($arg: $type),*) -> String {
            match $lang {
                $crate::language::Lang::En => format!($en),
                $crate::language::Lang::It => format!($it),
            }
        })+
        $crate::messages!(table $($name $en $it)+);
    };
    (table $($name:ident $en:literal $it:literal)+) => {
        /// Name, English and Italian of each.
        #[cfg(test)]
        pub(crate) const MESSAGES: &[(&str, &str, &str)] = &[$((stringify!($name), $en, $it)),+];
    };
    ($($name:ident($($arg:ident: $type:ty),*): $en:literal, $it:literal;)+) => {
        $(pub(crate) fn $name(lang: $crate::language::Lang $(, $arg: $type)*) -> String {
            match lang {
                $crate::language::Lang::En => format!($en),
                $crate::language::Lang::It => format!($it),
            }
        })+
        $crate::messages!(table $($name $en $it)+);
    };
}

/// The holes of a message, without how they are to be filled.
#[cfg(test)]
pub(crate) fn holes(message: &str) -> Vec<&str> {
    let mut holes: Vec<&str> = message.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next()).collect();
    holes.sort_unstable();
    holes.dedup();
    holes
}
