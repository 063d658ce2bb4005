//! What a word can be, and how it is looked up. The words are in [tables](super::tables).

use super::tables::{FRAME, HEADS, NOUNS, PHRASES, STATES};
use crate::labels::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Sense {
    /// Says how it is counted, not what: `Percentuale di`.
    Quantity,
    /// A quantity that there is to be more of: `Grado di`.
    Degree,
    /// Qualifies the quantity: `medio`, `annuo`.
    Measured,
    /// `di`, `del`: the next noun belongs to the one before.
    Of,
    /// Any other preposition, and articles.
    Link,
    /// `tra A e B`.
    Between,
    And,
    With,
    Without,
    Not,
    That,
    /// Helps a participle, says nothing by itself: `sono stati`.
    Auxiliary,
    /// `mancato` before what should have been.
    Lacking,
    /// `nessun`: whether presence or absence is counted, nobody knows.
    Nothing,
    /// Takes away what follows.
    Reduction,
    /// Takes away what only a burden deserves: `contenimento`.
    Curbing,
    /// Adds to what follows.
    Increase,
    Better,
    Worse,
    /// A change, but which?
    Change,
    /// What was planned against what came.
    Gap,
    Agreement,
    /// How long it takes: `tempo`, `tempistica`.
    Time,
    /// How long it lasts: less is better of a procedure only.
    Lasting,
    /// Days, hours: of delay, or of service.
    Span,
    /// Waiting: less is better, whatever for.
    Waiting,
    /// Punctuality: a share, or days after the term.
    Punctuality,
    /// What a time is taken by, and had better be short.
    Procedure,
    /// What a time is given to, and may well be long.
    Service,
    /// A service whose days may be those that it is given for, or those that one waits for it: `giorni di assistenza`.
    Twofold,
    Cost,
    /// A cost that may be spent well: `spesa`.
    Spending,
    /// What spending is welcome for: `investimenti`.
    WorthSpending,
    /// Something bad that happens: an error, a complaint.
    Fault,
    /// Something to have little of, unless something is done about it: a debt, waste.
    Burden,
    /// An offence: to find one is a merit, to have one is not.
    Offence,
    /// What a body offers or wins, counted.
    Output,
    /// An output that nobody cuts on purpose: users, courses.
    Sought,
    /// Doing something as one should; whatever to: `rispetto`, `recupero`.
    Deed,
    /// Two experts would set it differently: fines, staff, acts.
    Either,
    /// An outcome that is bad for one and good for the other.
    Opaque,
    /// A merit that its formula measures: `qualità`, `efficienza`.
    Abstract,
    /// Time that is given to something: `dedicato`.
    Given,
    /// Time between two things: `intercorrenti`.
    Taken,
    /// Days, not hours.
    Days,
    /// Good to last.
    Lasts,
    /// Not there: counted, or said.
    Absence,
    /// What was to be done.
    Planned,
    /// Good to have with something: `risposta`.
    Answer,
    /// What is rated.
    Opinion,
    /// A word that is a gap or an agreement only between two things: `scarto`, `corrispondenza`.
    OnlyBetween,
    /// A part of a whole: `rapporto tra`.
    Ratio,
    /// A cost that somebody else bears.
    Recouped,
    /// Making use of: as good as what is used.
    Use,
    /// Used up: to be little of what costs or harms.
    Consumption,
    /// What is there to be used.
    Usable,
    /// What costs or harms where it is used up.
    Scarce,
    /// Done to the thing: `realizzato`.
    Made,
    /// Dealt with, be the thing good or bad: `evaso`.
    Handled,
    /// Done only to what is bad: `riparato`.
    Mended,
    /// Is as wished: `conforme`.
    Fine,
    /// Is not as wished: `scaduto`.
    Wrong,
    /// Paid: well done of a debt, not of a damage.
    Paid,
    /// Dealt with, of a complaint; gone, of an office.
    Closed,
    /// Good of an opinion, bad of a swab.
    Rated,
    /// Decided one way, which may be right or wrong.
    Outcome,
    /// Came in, came about: says nothing.
    Arisen,
    /// Found of an error, answered of a complaint: `riscontrato`.
    Acknowledged,
    /// A complaint, a request: what can be answered.
    Answerable,
    /// An adjective in a participle's clothes: says nothing.
    Plain,
    /// Lessened: turns round what it is said of.
    Lessened,
    /// `entro`.
    Within,
    /// `oltre`.
    Beyond,
    /// A term: `scadenza`, `termini`.
    Term,
    Smaller,
    Greater,
    /// `in tempo`, `nei termini`: one who says so counts what was in time.
    Punctual,
    /// `in ritardo`.
    Late,
    /// Opens the denominator: `rispetto a`.
    Against,
    Number,
}

use Sense::Number;

/// The senses of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Senses(u128);

impl Senses {
    pub(super) fn has(self, sense: Sense) -> bool {
        self.0 & (1 << sense as u8) != 0
    }

    pub(super) fn any(self, senses: &[Sense]) -> bool {
        senses.iter().any(|sense| self.has(*sense))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn of(sense: Sense) -> Senses {
        Senses(1 << sense as u8)
    }

    fn add(&mut self, sense: Sense) {
        self.0 |= 1 << sense as u8;
    }
}

static WHOLE: LazyLock<HashMap<String, Senses>> = LazyLock::new(|| words(|word| !word.ends_with('-')));
static STEMS: LazyLock<HashMap<String, Senses>> = LazyLock::new(|| words(|word| word.ends_with('-')));

fn words(wanted: impl Fn(&str) -> bool) -> HashMap<String, Senses> {
    let mut found: HashMap<String, Senses> = HashMap::new();
    for (sense, line) in [FRAME, HEADS, NOUNS, STATES].into_iter().flatten() {
        for word in line.split(' ').filter(|word| wanted(word)) {
            found.entry(folded(word)).or_default().add(*sense);
        }
    }
    found
}

/// A phrase's words, folded, and what it can be.
type Phrase = (Vec<String>, Sense);

/// The phrases, by their first word as it stands in the table.
static BY_FIRST: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut found: HashMap<String, Vec<Phrase>> = HashMap::new();
    let phrases = PHRASES.iter().flat_map(|(sense, line)| line.split(" | ").map(move |phrase| (sense, phrase)));
    for (sense, phrase) in phrases {
        let words: Vec<String> = phrase.split(' ').map(folded_stem).collect();
        if let Some(first) = words.first() {
            found.entry(first.clone()).or_default().push((words.clone(), *sense));
        }
    }
    found
});

fn folded_stem(word: &str) -> String {
    let stem = if word.ends_with('-') { "-" } else { "" };
    folded(word) + stem
}

/// A sign that folding would drop is kept.
fn folded(word: &str) -> String {
    if word == "€" { word.to_owned() } else { fold(word) }
}

/// What a word can be, folded or not.
pub(super) fn senses(word: &str) -> Senses {
    let folded = folded(word);
    if folded.starts_with(|c: char| c.is_ascii_digit()) {
        return Senses::of(Number);
    }
    let whole = WHOLE.get(&folded).copied().unwrap_or_default();
    let of_stem = |stem: &str| STEMS.get(stem).copied().unwrap_or_default();
    let stem = stem(&folded).map(|stem| {
        // `servizio` and `servizi` are one word.
        let other = stem.strip_suffix('i').map_or_else(|| of_stem(&format!("{stem}i")), of_stem);
        Senses(of_stem(stem).0 | other.0)
    });
    Senses(whole.0 | stem.unwrap_or_default().0)
}

/// A word without its ending.
fn stem(folded: &str) -> Option<&str> {
    folded.strip_suffix(['a', 'e', 'i', 'o'])
}

/// The longest phrase that these words begin with: how many words it has, and what it can be.
pub(super) fn phrase<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Option<(usize, Senses)> {
    let first = fold(words.clone().next()?);
    let forms = [Some(first.clone()), stem(&first).map(|stem| format!("{stem}-"))];
    let begun = forms.into_iter().flatten().filter_map(|form| BY_FIRST.get(&form)).flatten();
    let mut best: Option<(usize, Senses)> = None;
    for (phrase, sense) in begun {
        let rest = words.clone().map(Some).chain(std::iter::repeat(None));
        if phrase.iter().zip(rest).all(|(wanted, word)| word.is_some_and(|word| is_form(word, wanted))) {
            match &mut best {
                Some((length, senses)) if *length == phrase.len() => senses.add(*sense),
                Some((length, _)) if *length > phrase.len() => {}
                _ => best = Some((phrase.len(), Senses::of(*sense))),
            }
        }
    }
    best
}

fn is_form(word: &str, wanted: &str) -> bool {
    let folded = fold(word);
    match wanted.strip_suffix('-') {
        Some(wanted) => stem(&folded) == Some(wanted),
        None => folded == wanted,
    }
}
