//! The grammar of what is measured.
//!
//! ```text
//! measure   = opener , { change , opener } , [ lacking | nothing ] , head , { item } ;
//! opener    = { quantity | degree | measured | of | link | number } ;
//! change    = reduction | curbing | increase | better | worse | change ;
//! item      = denominator | denied | late | in-time | with | without | relative | state | joint | noun ;
//! denied    = "non" , { auxiliary } , word ;
//! late      = "in ritardo" | "oltre" , { link } , ( term | number ) ;
//! in-time   = "in tempo" | ( "entro" | link ) , { link } , ( term | number | span ) ;
//! with      = "con" , noun , { word } , [ "inferiore" | "superiore" ] ;
//! without   = "senza" , { word } ;
//! relative  = "che" , [ "non" ] , { auxiliary } , word ;
//! state     = participle | adjective ;
//! joint     = ( of | link | and | between ) ;
//! denominator = ( "rispetto a" | "su n." ) , { word } ;
//! ```

use super::lexicon::Sense::{self, *};
use super::words::{Word, Words};
use nom::branch::alt;
use nom::combinator::{map, opt, rest, verify};
use nom::error::{Error, ErrorKind};
use nom::multi::many0;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

type Parsed<'w, 't, T> = IResult<Words<'w, 't>, T>;

/// What is measured, as its words say it.
#[derive(Debug)]
pub(super) struct Measure<'t> {
    /// `Riduzione di`, `Aumento di`, outermost first.
    pub(super) changes: Vec<Word<'t>>,
    /// `Grado di`.
    pub(super) degree: bool,
    /// `Rapporto tra A e B`.
    pub(super) ratio: bool,
    /// `mancato`, `nessun`.
    pub(super) denial: Option<Word<'t>>,
    /// Nothing opens it: the bare name of a thing.
    pub(super) bare: bool,
    pub(super) head: Word<'t>,
    pub(super) items: Vec<Item<'t>>,
}

/// What follows the head.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'t> {
    /// A participle or adjective; `denied` by `non`.
    State {
        word: Word<'t>,
        denied: Option<Word<'t>>,
    },
    /// `che partecipano`, of the head.
    Clause {
        word: Word<'t>,
        denied: Option<Word<'t>>,
    },
    /// `non` before what is no participle that is known.
    Denied(Word<'t>),
    /// `oltre i termini`.
    Late(Word<'t>),
    /// `oltre 30 giorni`: of what is done, late.
    Past(Word<'t>),
    /// `entro 30 giorni`.
    InTime(Word<'t>),
    /// `con risposta`; `con durata inferiore a ..`.
    With {
        noun: Word<'t>,
        compared: Option<(Word<'t>, bool)>,
    },
    /// `senza ritardi`: the first noun that tells, else the first.
    Without(Word<'t>),
    /// `mancato` among what belongs to the head.
    Lacking,
    /// What follows belongs to what stood before.
    Of,
    Link,
    And,
    Between,
    Auxiliary,
    /// `rispetto a quelli previsti`: what was done is held against what was to be done.
    Against {
        planned: bool,
    },
    Noun(Word<'t>),
}

fn error<'w, 't, T>(input: Words<'w, 't>) -> Parsed<'w, 't, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Verify)))
}

/// Any word.
fn word<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Word<'t>> {
    match input.0.split_first() {
        Some((first, rest)) => Ok((Words(rest), *first)),
        None => error(input),
    }
}

/// A word that can be one of these.
fn one_of<'w, 't: 'w>(senses: &'static [Sense]) -> impl Fn(Words<'w, 't>) -> Parsed<'w, 't, Word<'t>> {
    move |input| match word(input) {
        Ok((rest, word)) if word.senses.any(senses) => Ok((rest, word)),
        _ => error(input),
    }
}

/// `opener = { quantity | degree | measured | of | link | number }`
fn opener<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Vec<Word<'t>>> {
    many0(verify(word, |word: &Word<'_>| {
        // `minuti` are a unit, and a head where nothing else is.
        word.senses.any(&[Quantity, Ratio, Degree, Measured, Of, Link, Number]) && !word.senses.any(&[Punctual])
    }))
    .parse_complete(input)
}

/// `change = reduction | curbing | increase | better | worse | change`
fn change<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Word<'t>> {
    one_of(&[Reduction, Curbing, Increase, Better, Worse, Change])(input)
}

/// `measure = opener , { change , opener } , [ lacking | nothing ] , head , { item }`
pub(super) fn measure<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Measure<'t>> {
    let (rest, (opened, changed)) = pair(opener, many0(pair(change, opener))).parse_complete(input)?;
    let (rest, denial) = opt(one_of(&[Lacking, Nothing])).parse_complete(rest)?;
    let last_opener = changed.last().map_or(&opened, |(_, opener)| opener).last();
    let (rest, head) = match (word(rest), last_opener, changed.last()) {
        // `Importi riscossi`: what opens is what is measured.
        (Ok((_, next)), Some(opener), _)
            if opener.senses.any(&[Quantity, Degree]) && denial.is_none() && says(&next) =>
        {
            (rest, *opener)
        }
        (Ok(found), ..) => found,
        // After `risparmio energetico` nothing needs to follow.
        (Err(_), _, Some((last, _))) => (rest, *last),
        (Err(error), ..) => return Err(error),
    };
    let (rest, mut items) = many0(item).parse_complete(rest)?;
    let openers: Vec<&Word<'_>> = opened.iter().chain(changed.iter().flat_map(|(_, opener)| opener)).collect();
    let ratio = openers.iter().any(|word| word.is(Ratio));
    if ratio {
        items.truncate(numerator(&items));
    }
    let measure = Measure {
        degree: openers.iter().any(|word| word.is(Degree)),
        ratio,
        bare: openers.is_empty() && items.is_empty() && changed.is_empty(),
        changes: changed.iter().map(|(change, _)| *change).collect(),
        denial,
        head,
        items,
    };
    Ok((rest, measure))
}

/// How many of these, of `rapporto tra A e B`, are A's: those before the `e`, or before the one in the middle. Where
/// none is in the middle, nobody knows where B begins.
fn numerator(items: &[Item<'_>]) -> usize {
    let joints: Vec<usize> =
        items.iter().enumerate().filter(|(_, item)| matches!(item, Item::And)).map(|(at, _)| at).collect();
    if joints.len() % 2 == 1 { joints[joints.len() / 2] } else { items.len() }
}

/// Is this said of what stands before?
fn says(word: &Word<'_>) -> bool {
    let noun = word.senses.any(&[Fault, Burden, Offence, Output, Sought, Deed, Either, Time, Span, Gap]);
    word.senses.any(&[Not, That, With, Without, Within, Beyond, Punctual, Late]) || word.senses.any(STATE) && !noun
}

fn item<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    let joint = |input: Words<'w, 't>| {
        let (left, word) = word(input)?;
        let joint = match () {
            () if word.is(And) => Item::And,
            () if word.is(Of) => Item::Of,
            () if word.is(Between) => Item::Between,
            () if word.is(Auxiliary) => Item::Auxiliary,
            () if word.is(Link) => Item::Link,
            () => return error(input),
        };
        Ok((left, joint))
    };
    alt((
        denominator,
        relative,
        denied,
        late,
        in_time,
        with,
        without,
        map(one_of(&[Lacking]), |_| Item::Lacking),
        joint,
        map(one_of(STATE), |word| Item::State { word, denied: None }),
        map(word, Item::Noun),
    ))
    .parse_complete(input)
}

/// What is said of a noun.
pub(super) const STATE: &[Sense] =
    &[Made, Handled, Mended, Paid, Fine, Wrong, Closed, Rated, Outcome, Arisen, Lessened];

/// `denominator = ( "rispetto a" | "su n." ) , { word }`: nothing of it counts.
fn denominator<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    let held = |(_, rest): (_, Words<'_, '_>)| Item::Against { planned: rest.0.iter().any(|word| word.is(Planned)) };
    map(pair(one_of(&[Against]), rest), held).parse_complete(input)
}

/// `relative = "che" , [ "non" ] , { auxiliary } , word`
fn relative<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    let clause = |(not, _, word): (Option<Word<'t>>, _, Word<'t>)| match said(word, not) {
        Item::State { word, denied } => Item::Clause { word, denied },
        other => other,
    };
    map(preceded(one_of(&[That]), (opt(one_of(&[Not])), many0(one_of(&[Auxiliary])), word)), clause)
        .parse_complete(input)
}

/// `denied = "non" , { auxiliary } , word`
fn denied<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    let (rest, (not, _, word)) = (one_of(&[Not]), many0(one_of(&[Auxiliary])), word).parse_complete(input)?;
    Ok((rest, said(word, Some(not))))
}

fn said<'t>(word: Word<'t>, denied: Option<Word<'t>>) -> Item<'t> {
    match denied {
        _ if word.senses.any(STATE) => Item::State { word, denied },
        Some(_) => Item::Denied(word),
        None => Item::Noun(word),
    }
}

/// `late = "in ritardo" | "oltre" , { link } , ( term | number )`
fn late<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    let beyond = |input| {
        let (rest, _) = (one_of(&[Beyond]), many0(one_of(&[Of, Link]))).parse_complete(input)?;
        let (rest, until) = one_of(&[Term, Number])(rest)?;
        if until.is(Term) { Ok((rest, Item::Late(until))) } else { past(until, rest) }
    };
    alt((map(one_of(&[Late]), Item::Late), beyond)).parse_complete(input)
}

/// `oltre 24 ore` is a time, `oltre 40 CFU` is none.
fn past<'w, 't>(number: Word<'t>, rest: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    match opt(one_of(&[Span])).parse_complete(rest)? {
        (rest, Some(span)) => Ok((rest, Item::Past(span))),
        (rest, None) => Ok((rest, Item::Noun(number))),
    }
}

/// `in-time = "in tempo" | ( "entro" | link ) , { link } , ( term | number | span )`
fn in_time<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    let within = |input| {
        let (rest, (within, _)) = (one_of(&[Within]), many0(one_of(&[Of, Link]))).parse_complete(input)?;
        let (rest, (until, span)) = pair(opt(word), opt(one_of(&[Span]))).parse_complete(rest)?;
        Ok((rest, Item::InTime(span.or(until).unwrap_or(within))))
    };
    let on_term = |input| {
        let (rest, (link, _)) = (one_of(&[Link]), many0(one_of(&[Link]))).parse_complete(input)?;
        // `nei tempi`, not `tempi`: the link must be one of place.
        if !link.text.to_lowercase().starts_with('n') {
            return error(input);
        }
        let (rest, term) = one_of(&[Term])(rest)?;
        Ok((rest, Item::InTime(term)))
    };
    alt((map(one_of(&[Punctual]), Item::InTime), within, on_term)).parse_complete(input)
}

/// How many words after `con` and `senza` may still tell what is meant.
const NEAR: usize = 4;

/// `with = "con" , noun , { word } , [ "inferiore" | "superiore" ]`
fn with<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    let (rest, (with, _)) = (one_of(&[With, Of, Link]), many0(one_of(&[Of, Link, Auxiliary]))).parse_complete(input)?;
    let (rest, noun) = verify(word, |noun: &Word<'_>| !noun.is(And)).parse_complete(rest)?;
    let compared = rest.0.iter().take(NEAR).enumerate().find_map(|(at, word)| {
        let smaller = word.is(Smaller);
        let links = rest.0.get(at + 1).is_some_and(|next| next.senses.any(&[Link, Of]));
        ((smaller || word.is(Greater)) && links).then_some((at, *word, smaller))
    });
    match compared {
        Some((at, word, smaller)) => {
            let rest = Words(rest.0.get(at + 1..).unwrap_or_default());
            Ok((rest, Item::With { noun, compared: Some((word, smaller)) }))
        }
        None if with.is(With) => Ok((rest, Item::With { noun, compared: None })),
        None => error(input),
    }
}

/// `without = "senza" , { word }`
fn without<'w, 't>(input: Words<'w, 't>) -> Parsed<'w, 't, Item<'t>> {
    let (rest, _) = one_of(&[Without])(input)?;
    let tells = |word: &&Word<'_>| word.senses.any(&[Fault, Burden, Offence, Output, Sought, Deed, Answer]);
    let near = || rest.0.iter().take(NEAR).filter(|word| !word.senses.any(&[Of, Link]));
    match near().find(tells).or_else(|| near().next()) {
        Some(noun) => {
            let after = rest.0.iter().position(|word| word == noun).map_or(0, |at| at + 1);
            Ok((Words(rest.0.get(after..).unwrap_or_default()), Item::Without(*noun)))
        }
        None => error(input),
    }
}
