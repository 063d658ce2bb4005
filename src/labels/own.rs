//! Labels of one reading: those that a body uses beside the ones that albero knows.
//!
//! They are asked for in a hundred places, thousands of times a document, most of which know nothing but a text. So they
//! are not handed from call to call: the conductor opens a [`Scope`] for a reading, in which this thread asks them, and
//! what it hands to other threads carries the scope along ([`Carried`]). Where no reading has any, as nearly always, that
//! is told by one number.

use super::{ROLE_NAMES, Tables};
use crate::vocabulary::Patterns;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Labels that documents use beside those that albero knows, each with the name of what it labels, as in the `[labels]` of
/// albero.toml: for [`Options::labels`](crate::Options::labels).
///
/// ```
/// use albero::{Labels, Options};
///
/// let text = "Obiettivo operativo 1.1 Ridurre i tempi\nPeso 100\nParametro Giorni\nValore atteso 2024 <= 30\n";
/// let labels = Labels::new([("indicator", "Parametro")])?;
/// let plan = albero::parse_with(text, &Options { labels: Some(&labels), ..Options::default() });
/// # let _ = plan;
/// # Ok::<(), albero::NoSuchField>(())
/// ```
#[derive(Clone)]
pub struct Labels(Arc<Own>);

/// What is asked of labels, with those of a reading.
pub(crate) struct Own {
    pub(crate) tables: Tables,
    pub(crate) patterns: Patterns,
    added: Vec<(String, String)>,
}

/// No label is known of what has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no labels are known of \"{0}\"")]
pub struct NoSuchField(pub String);

impl Labels {
    /// Labels, each after the name of what it labels (`indicator`, `baseline`, ...); `AAAA` in one stands for a year.
    ///
    /// # Errors
    /// The name of what is labelled, where it is not known.
    pub fn new(
        labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Result<Labels, NoSuchField> {
        let added: Vec<(String, String)> = labels.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
        if let Some((name, _)) = added.iter().find(|(name, _)| !ROLE_NAMES.contains(&name.as_str())) {
            return Err(NoSuchField(name.clone()));
        }
        Ok(Labels(Arc::new(Own { tables: Tables::with(&added), patterns: Patterns::with(&added), added })))
    }

    /// The names that a label may be added for.
    pub fn fields() -> impl Iterator<Item = &'static str> {
        ROLE_NAMES.iter().copied()
    }
}

impl std::fmt::Debug for Labels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Labels").field(&self.0.added).finish()
    }
}

/// In how many scopes there are labels.
static OPEN: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static HERE: RefCell<Option<Labels>> = const { RefCell::new(None) };
}

/// Asks the labels of the reading that this thread is at; `None` where it has none of its own.
pub(crate) fn with<T>(ask: impl FnOnce(Option<&Own>) -> T) -> T {
    // A thread that is in such a scope has counted it itself.
    if OPEN.load(Ordering::Relaxed) == 0 {
        return ask(None);
    }
    HERE.with_borrow(|own| ask(own.as_ref().map(|labels| &*labels.0)))
}

/// While it lives, this thread asks the labels of one reading; then again those that it asked before.
pub(crate) struct Scope {
    before: Option<Labels>,
    has_own: bool,
    /// It stays in its thread.
    here: PhantomData<*const ()>,
}

impl Scope {
    /// Opens a scope, in a reading without labels of its own as well: the thread may be at another's, which waits.
    pub(crate) fn open(labels: Option<&Labels>) -> Scope {
        if labels.is_some() {
            OPEN.fetch_add(1, Ordering::Relaxed);
        }
        Scope { before: HERE.replace(labels.cloned()), has_own: labels.is_some(), here: PhantomData }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        HERE.set(self.before.take());
        if self.has_own {
            OPEN.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// The labels of a reading on their way to other threads.
#[derive(Clone)]
pub(crate) struct Carried(Option<Labels>);

impl Carried {
    pub(crate) fn from_here() -> Carried {
        Carried(if OPEN.load(Ordering::Relaxed) == 0 { None } else { HERE.with_borrow(Clone::clone) })
    }

    /// Opens the scope in this thread.
    pub(crate) fn open(&self) -> Scope {
        Scope::open(self.0.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Role, begins_label, exact, fold};
    use super::*;
    use crate::vocabulary::fields::Field;
    use crate::vocabulary::known;
    use rayon::prelude::*;

    fn labels(pairs: &[(&str, &str)]) -> Labels {
        Labels::new(pairs.iter().copied()).unwrap()
    }

    #[test]
    fn labels_are_those_of_a_reading_and_of_no_other() {
        let added = labels(&[("indicator", "Parametro"), ("target", "Atteso AAAA"), ("gap", "Divario")]);
        let asked = || {
            (
                exact("Parametro").map(|label| label.role),
                exact("Atteso 2024").map(|label| label.year),
                begins_label(&fold("Param"), Role::heads_column),
                known("Divario").map(|known| known.field),
            )
        };
        let with = (Some(Role::Indicator), Some(Some(2024)), true, Some(Field::Gap));
        let without = (None, None, false, None);
        assert_eq!(asked(), without);
        {
            let _scope = Scope::open(Some(&added));
            assert_eq!(asked(), with);
            {
                // Another reading in this thread, while the first waits.
                let _other = Scope::open(None);
                assert_eq!(asked(), without);
            }
            assert_eq!(asked(), with);
            let carried = Carried::from_here();
            let all: Vec<_> = (0..64)
                .into_par_iter()
                .map(|_| {
                    let _scope = carried.open();
                    asked()
                })
                .collect();
            assert!(all.iter().all(|one| *one == with));
            std::thread::scope(|scope| scope.spawn(|| assert_eq!(asked(), without)).join()).unwrap();
        }
        assert_eq!(asked(), without);
    }

    #[test]
    fn a_label_of_nothing_known_is_refused() {
        assert_eq!(Labels::new([("foo", "Parametro")]).unwrap_err(), NoSuchField("foo".to_owned()));
        assert!(Labels::fields().any(|field| field == "indicator"));
    }
}
