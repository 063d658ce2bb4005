//! How far a reading explains its document: whether it is whole, whether it is of a plan, which of two stands.

use super::assemble::Tree;
use super::ledger::Place;
use super::model::{Indicator, Objective, Reason, Section, TargetKind, Unrecognized};
use crate::layout::words::Words;
use crate::vocabulary::documents;
use crate::vocabulary::fields::Level;

/// Of the words inside tables so many may be unread in a document of the known form.
const MOST_UNREAD: f32 = 0.02;

/// A bare indicator weighs against a reading as so many unread words: about as many as its line has.
const BARE: usize = 12;

/// So many words that are heads, and no other, are a row of heads.
const FEWEST_HEADS: usize = 3;

/// More words than these are a title, whatever they are.
const MOST_HEADS: usize = 10;

/// Of its targets so many may be words.
const MOST_WORDED: f32 = 0.34;

/// A form is the same from the first objective on: so many are asked.
const ASKED: usize = 16;

/// One objective in so many may quote a label.
const MOST_SWALLOWED: usize = 5;

/// A text with a label before a colon after other words, or with so many heads one after the other.
fn holds_labels(text: &str) -> bool {
    let labelled = text.match_indices(':').any(|(at, _)| {
        let before: Vec<&str> = text[..at].split_whitespace().rev().take(MOST_LABEL_WORDS).collect();
        (1..=before.len()).any(|count| {
            let label: Vec<&str> = before[..count].iter().rev().copied().collect();
            let begins = label[0].starts_with(|c: char| c.is_uppercase());
            begins && is_label(&label.join(" "))
        })
    });
    let heads = || {
        let words: Vec<&str> = text.split_whitespace().collect();
        let of = |word: &&str| word.starts_with(|c: char| c.is_uppercase()) && is_label(word);
        // Each word is asked once: those of most texts begin small.
        let heads: Vec<bool> = words.iter().map(of).collect();
        heads.windows(HEADS_WITHIN).any(|near| near.iter().filter(|head| **head).count() >= FEWEST_HEADS)
    };
    labelled || text.split_whitespace().any(crate::labels::is_telling) && heads()
}

/// `Sorvoli accertati Fase`: the head of another table ends a name; what is all capitals is no less a name.
fn ends_in_a_head(text: &str) -> bool {
    let last = text.split_whitespace().skip(1).last().filter(|word| word.starts_with(char::is_uppercase));
    text.contains(char::is_lowercase) && last.is_some_and(is_label)
}

fn is_label(label: &str) -> bool {
    crate::vocabulary::known(label).is_some_and(|known| known.whole && known.field.level() != Level::Nearest)
}

/// Labels that are asked for before a colon have at most so many words.
const MOST_LABEL_WORDS: usize = 3;

/// Of so many words in a row [`FEWEST_HEADS`] are heads: `Indicatore Algoritmo di calcolo Baseline Target`.
const HEADS_WITHIN: usize = 7;

impl Tree {
    /// Is the document wholly of the form that was read: each indicator with a name and a target that reads as one, and
    /// nearly no word of its tables unread?
    pub(crate) fn is_whole(&self) -> bool {
        let objectives = || self.sections.iter().flat_map(Section::all_objectives);
        let indicators = || objectives().flat_map(|o| &o.indicators);
        let targets = || indicators().flat_map(|i| &i.targets);
        let named = indicators().all(|i| !i.name.trim().is_empty()) && objectives().all(|o| !o.title.trim().is_empty());
        let worded = targets().filter(|t| t.kind() == TargetKind::Text).count() as f32;
        let aimed = indicators().filter(|i| !i.targets.is_empty()).count();
        // What stands outside any objective is another matter than what an objective's card or grid left over.
        let outside = [
            Reason::OutsideTables,
            Reason::BeforeFirstSection,
            Reason::RowOutsideObjective,
            Reason::HeadsOutsideObjective,
            Reason::FieldOutsideObjective,
            Reason::LoneTitle,
        ];
        let unread = |entry: &&Unrecognized| !outside.contains(&entry.reason);
        let unread: usize =
            self.closed.unrecognized.iter().filter(unread).map(|u| u.text.split_whitespace().count()).sum();
        indicators().next().is_some()
            && named
            && 10 * aimed >= 9 * indicators().count()
            && worded <= MOST_WORDED * targets().count() as f32
            && unread as f32 <= MOST_UNREAD * self.closed.places.len() as f32
            && self.closed.places.iter().filter(|place| **place == Place::Unrecognized).count() <= self.explained()
    }

    /// Is an objective called as a row of heads is, `Azione Indicatore Target 2024`? Then rows were read as labels and values.
    pub(crate) fn names_heads(&self) -> bool {
        let is_head = |word: &str| crate::vocabulary::known(word).is_some_and(|known| known.whole);
        // Asked first what costs little: nearly no title names a column, and each head begins anew.
        let begins = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        self.sections.iter().flat_map(Section::all_objectives).any(|o| {
            let words = || o.title.split_whitespace();
            (FEWEST_HEADS..=MOST_HEADS).contains(&words().take(MOST_HEADS + 1).count())
                && 3 * words().filter(begins).count() >= 2 * words().count()
                && words().any(crate::labels::is_telling)
                && words().all(is_head)
        })
    }

    /// Do texts of the tree hold labels that stand before other values, or rows of heads? Then the document's form is not the
    /// one that it was read as.
    pub(crate) fn swallows_labels(&self) -> bool {
        let objectives = || self.sections.iter().flat_map(Section::all_objectives);
        let (mut swallowed, mut all) = (0, 0);
        for own in objectives().take(ASKED) {
            let mut names = own.indicators.iter().map(|i| &i.name).chain([&own.title]);
            // A formula ends in what it counts (`N. Azioni concluse / N. Azioni`), structures are called as heads are.
            let algorithms = own.indicators.iter().filter_map(|i| i.algorithm.text.as_ref());
            let mut others = algorithms.chain(&own.description).chain(&own.units).chain(&own.responsible);
            let nameless = own.indicators.iter().any(|i| i.name.trim().is_empty());
            all += 1;
            let held = nameless
                || others.any(|text| holds_labels(text))
                || names.any(|text| holds_labels(text) || ends_in_a_head(text));
            swallowed += usize::from(held);
        }
        // One of several may be called so by chance.
        swallowed * MOST_SWALLOWED > all && (swallowed > 1 || all == 1)
    }

    /// How many words are read into fields and values.
    fn explained(&self) -> usize {
        let read = self
            .closed
            .places
            .iter()
            .filter(|p| matches!(p, Place::Field | Place::Repeated | Place::Value | Place::Label))
            .count();
        // An indicator of which nothing but the name was read is a line that was taken for one.
        let indicators = self.sections.iter().flat_map(Section::all_objectives).flat_map(|o| &o.indicators);
        let bare = |i: &&Indicator| {
            i.targets.is_empty() && i.baseline.is_none() && i.algorithm.text.is_none() && i.results.is_empty()
        };
        read.saturating_sub(BARE * indicators.filter(bare).count())
    }

    /// How many indicators have a name and a target that reads as one.
    fn sound(&self) -> usize {
        let indicators = self.sections.iter().flat_map(Section::all_objectives).flat_map(|o| &o.indicators);
        let typed =
            |i: &&Indicator| !i.name.trim().is_empty() && i.targets.iter().any(|t| t.kind() != TargetKind::Text);
        indicators.filter(typed).count()
    }

    /// Does this reading explain at least as much of the document as another?
    pub(crate) fn explains_more(&self, other: &Tree) -> bool {
        let has = |tree: &Tree| tree.sections.iter().flat_map(Section::all_objectives).next().is_some();
        let more = || self.sound() >= other.sound() || self.explained() >= other.explained();
        has(self) && (!other.is_plan() || has(other) && more())
    }

    /// In a document that is not wholly of the form a line like a heading with no objective below it was none.
    pub(crate) fn without_empty_sections(mut self, words: &Words) -> Tree {
        let headings = std::mem::take(&mut self.headings);
        let empty = headings.into_iter().zip(&self.sections).filter(|(_, section)| section.objectives.is_empty());
        self.closed.move_to_prose(empty.flat_map(|(heading, _)| heading).collect(), words);
        self.sections.retain(|section| !section.objectives.is_empty());
        self
    }

    /// What stands before the first section is the document's introduction, once the tree is known to be the document's.
    pub(crate) fn with_introduction(mut self, words: &Words) -> Tree {
        let introduction = std::mem::take(&mut self.introduction);
        self.closed.unrecognized.retain(|entry| entry.reason != Reason::BeforeFirstSection);
        self.closed.introduce(introduction, words);
        self
    }

    /// Is there anything in the tree that only a plan has: a weight, a phase, an indicator with a value; or several
    /// objectives, each with a date or structures of its own? Acts, abstracts, calls and price lists say Obiettivo, too.
    pub(crate) fn is_plan(&self) -> bool {
        let objectives = || self.sections.iter().flat_map(Section::all_objectives);
        let named = |o: &&Objective| o.title.contains(char::is_alphabetic);
        let told = |o: &Objective| {
            let valued = o.indicators.iter().any(|i| {
                !i.targets.is_empty() || i.baseline.is_some() || i.algorithm.text.is_some() || !i.results.is_empty()
            });
            valued || o.weight.is_some() || !o.phases.is_empty() || !o.results.is_empty()
        };
        let assigned = |o: &&Objective| {
            let own = o.start.is_some() || o.end.is_some() || !o.units.is_empty() || !o.responsible.is_empty();
            own && !o.title.ends_with('.')
        };
        let count = |wanted: &dyn Fn(&Objective) -> bool| objectives().filter(named).filter(|o| wanted(o)).count();
        // A plan of that name may list indicators without a value.
        let titled = self.facts.title.is_some() && self.facts.year.is_some();
        count(&told) > 0
            || count(&|o| assigned(&o)) >= SEVERAL
            || titled && count(&|o| !o.indicators.is_empty()) >= SEVERAL
    }

    /// Does the document say that it is a plan: by its title, its year, words of the cycle? Logical frameworks, tenders,
    /// statistics and school plans have objectives with indicators, too. Where it says nothing, much must be told.
    pub(crate) fn says_so(&self, words: &Words) -> bool {
        let text = words.whole_text();
        if self.facts.title.is_some() || documents::names_cycle(text) {
            return true;
        }
        let valued = |o: &&Objective| o.weight.is_some() && o.indicators.iter().any(|i| !i.targets.is_empty());
        let objectives = self.sections.iter().flat_map(Section::all_objectives);
        self.facts.year.is_some() && objectives.filter(valued).count() >= MANY
    }
}

/// So many objectives with weight, indicator and target are those of a plan, whatever its title.
const MANY: usize = 5;

/// One objective that has nothing but a date or a responsible person is one of a call or of an act.
const SEVERAL: usize = 2;

#[cfg(test)]
mod tests {
    use super::{ends_in_a_head, holds_labels};

    #[test]
    fn texts_that_have_swallowed_labels_or_heads() {
        for (text, held) in [
            ("Rafforzare l'assistenza Area strategica: Competitività", true),
            ("Servizio Agricoltura Indicatore Algoritmo Baseline Target 2024", true),
            ("Numero di indicatori pubblicati", false),
            ("Ore medie: formazione e aggiornamento", false),
            ("RIDURRE I TEMPI DEL SERVIZIO", false),
            ("Indicatore di tempestività dei pagamenti", false),
            ("Obiettivo", false),
        ] {
            assert_eq!(holds_labels(text), held, "{text}");
        }
        assert!(ends_in_a_head("Sorvoli non autorizzati accertati N. Fase"));
        assert!(!ends_in_a_head("RIDURRE I TEMPI DEL SERVIZIO") && !ends_in_a_head("Obiettivo"));
    }
}
