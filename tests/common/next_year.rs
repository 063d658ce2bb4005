//! Invented next years of a plan, with the edits that were made: which node is which, and which fields changed.
//!
//! The year moves on in every text and date; objectives are dropped, added, moved, reworded, split, swapped with
//! the one most like them; areas are renamed; indicators and targets change; codes are given out anew.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses its part, and fails if it cannot go on")]

use super::random::Random;
use albero::Plan;
use albero::model::{Comparator, Indicator, Objective, ObjectiveKind, SectionKind, TargetKind, TargetValue};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

/// A kind of edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edit {
    None,
    Drop,
    Add,
    /// Dropped, and another put in its place: same section, unit and code.
    Replace,
    /// Added after the form of one that stays: the same words about something else.
    Sibling,
    Move,
    Reword,
    /// Half of the title's words are others; the indicators stay.
    Rewrite,
    Split,
    Swap,
    RenameArea,
    AddIndicator,
    DropIndicator,
    RewordIndicator,
    Algorithm,
    Target,
    UnitOfMeasure,
    Fields,
}

/// What became of one objective of the old plan, or where a new one comes from.
#[derive(Debug, Clone)]
pub struct Fate {
    /// Section and number in the old plan; none where it is added.
    pub old: Option<(usize, usize)>,
    pub edits: BTreeSet<Edit>,
    /// For each indicator of the new objective, its number in the old one.
    pub indicators: Vec<Option<usize>>,
    /// Fields that changed, beyond those that comparing numbers shows: `title`, `units`, `0 name`, `0 target
    /// tightened`; the number is that of the indicator in the new objective.
    pub changed: BTreeSet<String>,
}

/// A next year.
pub struct NextYear {
    pub plan: Plan,
    /// By section and number, as in `plan`.
    pub fates: Vec<Vec<Fate>>,
    pub dropped: Vec<((usize, usize), Edit)>,
    /// For each section of the new plan, its number in the old one.
    pub sections: Vec<usize>,
    pub renamed: BTreeSet<usize>,
}

/// Words that say the same.
const SYNONYMS: &[(&str, &str)] = &[
    ("Monitoraggio", "Verifica"),
    ("monitoraggio", "verifica"),
    ("Realizzazione", "Attuazione"),
    ("realizzazione", "attuazione"),
    ("Attuazione", "Esecuzione"),
    ("Promozione", "Diffusione"),
    ("diffusione", "divulgazione"),
    ("Miglioramento", "Potenziamento"),
    ("miglioramento", "potenziamento"),
    ("servizi", "prestazioni"),
    ("imprese", "aziende"),
    ("Predisposizione", "Redazione"),
    ("Organizzazione", "Pianificazione"),
    ("Percentuale", "Quota"),
    ("Numero", "N."),
    ("N.", "Numero"),
    ("tempo medio", "tempo"),
    ("Grado di", "Livello di"),
    ("dei", "di"),
    ("delle", "di"),
    ("attività", "azioni"),
    ("progetto", "programma"),
    ("formazione", "aggiornamento professionale"),
    ("utenti", "utenza"),
    ("procedure", "procedimenti"),
    ("Supporto", "Assistenza"),
    ("Efficacia", "Efficienza ed efficacia"),
];

const TAILS: &[&str] = &[
    " e relativo monitoraggio",
    " (prosecuzione)",
    " - seconda fase",
    " e consolidamento",
    ": completamento",
    " nel triennio",
    " in collaborazione con gli enti del territorio",
];

const HEADS: &[&str] = &["Prosecuzione: ", "Consolidamento - ", "Sviluppo di: ", "Nuova fase di "];

/// Objectives that no plan here has: title, indicator, algorithm, target.
const NEW: &[(&str, &str, &str, &str)] = &[
    (
        "Vigilanza sui giocattoli importati",
        "N. verifiche ai magazzini doganali",
        "Conteggio dei verbali di sopralluogo",
        ">= 12,00 N.",
    ),
    (
        "Bilancio di genere dell'ente",
        "Pubblicazione del bilancio di genere",
        "Data della pubblicazione sul sito",
        "Entro 30/11",
    ),
    (
        "Riduzione dei consumi energetici delle sedi",
        "Consumo di energia elettrica",
        "kWh fatturati nell'esercizio",
        "<= 90,00 %",
    ),
    (
        "Sportello per le comunità energetiche rinnovabili",
        "N. comunità assistite",
        "Conteggio delle convenzioni firmate",
        ">= 5,00 N.",
    ),
    (
        "Censimento delle botteghe storiche",
        "Botteghe censite sul territorio",
        "Botteghe visitate nell'anno",
        ">= 80,00 N.",
    ),
    (
        "Mobilità sostenibile dei dipendenti",
        "Dipendenti che usano la bicicletta",
        "Questionario interno sugli spostamenti",
        ">= 15,00 %",
    ),
    (
        "Orientamento scolastico nelle scuole medie",
        "Classi incontrate",
        "Registro degli incontri con gli istituti",
        ">= 30,00 N.",
    ),
    (
        "Cybersicurezza: prova di ripristino dei server",
        "Esito della prova di ripristino",
        "Verbale della prova",
        "Entro 31/10",
    ),
    (
        "Biblioteca economica aperta al pubblico",
        "Volumi digitalizzati",
        "Volumi scansionati e catalogati",
        ">= 500,00 N.",
    ),
    (
        "Fondo per l'imprenditoria femminile",
        "Domande finanziate",
        "Contributi concessi a ditte femminili",
        ">= 25,00 N.",
    ),
    ("Premio al merito per gli artigiani", "Cerimonia di premiazione", "Data della cerimonia", "Entro 15/12"),
    ("Anagrafe degli impianti di ricarica", "Colonnine mappate", "Schede inserite nella mappa", ">= 200,00 N."),
    ("Codice di comportamento aggiornato", "Adozione del codice", "Delibera di adozione", "Entro 31/05"),
    ("Nuovo centralino telefonico", "Chiamate perse", "Chiamate senza risposta rilevate dal centralino", "<= 8,00 %"),
    ("Inventario dei beni mobili", "Beni etichettati", "Cespiti con codice a barre", ">= 95,00 %"),
    (
        "Laboratorio chimico merceologico: accreditamento",
        "Prove accreditate",
        "Elenco delle prove dell'ente di accreditamento",
        ">= 10,00 N.",
    ),
];

/// What a sibling is about.
const SUBJECTS: &[&str] =
    &["vitivinicolo", "orafo", "cartario", "nautico", "florovivaistico", "lapideo", "conciario", "caseario"];

const UNITS: &[&str] = &["Servizio Innovazione", "Ufficio Relazioni con il Pubblico", "Servizio Ambiente e Metrologia"];

/// The next year of a plan.
pub fn next_year(old: &Plan, seed: u64) -> NextYear {
    let mut random = Random::new(seed);
    let random = &mut random;
    let mut next = rolled(old);
    swap(&mut next, random);
    for section in 0..next.plan.sections.len() {
        edit_section(&mut next, section, random);
    }
    move_some(&mut next, random);
    add_some(&mut next, random);
    rename_areas(&mut next, random);
    number_anew(&mut next, random);
    weigh_anew(&mut next);
    next
}

fn rolled(old: &Plan) -> NextYear {
    let mut plan = old.clone();
    let year = old.year.unwrap();
    let roll = |text: &str| {
        let mut text = text.to_owned();
        for from in (year - 3..=year + 3).rev() {
            text = text.replace(&from.to_string(), &(from + 1).to_string());
        }
        text
    };
    plan.year = Some(year + 1);
    plan.title = plan.title.as_deref().map(roll);
    plan.baseline_year = plan.baseline_year.map(|year| year + 1);
    for section in &mut plan.sections {
        for objective in &mut section.objectives {
            objective.title = roll(&objective.title);
            objective.description = objective.description.as_deref().map(roll);
            for own in &mut objective.indicators {
                own.name = roll(&own.name);
                own.algorithm.text = own.algorithm.text.as_deref().map(roll);
                own.algorithm.numerator = own.algorithm.numerator.as_deref().map(roll);
                own.algorithm.denominator = own.algorithm.denominator.as_deref().map(roll);
                if let Some(baseline) = &mut own.baseline {
                    baseline.year = baseline.year.map(|year| year + 1);
                    baseline.text = roll(&baseline.text);
                    baseline.date = baseline.date.map(a_year_later);
                }
                for target in &mut own.targets {
                    target.year = target.year.map(|year| year + 1);
                    target.text = roll(&target.text);
                    if let TargetValue::Deadline { date, .. } = &mut target.says {
                        *date = a_year_later(*date);
                    }
                }
            }
        }
    }
    let fate = |section: usize, number: usize, objective: &Objective| Fate {
        old: Some((section, number)),
        edits: BTreeSet::new(),
        indicators: (0..objective.indicators.len()).map(Some).collect(),
        changed: BTreeSet::new(),
    };
    let fates = plan
        .sections
        .iter()
        .enumerate()
        .map(|(at, section)| section.objectives.iter().enumerate().map(|(number, o)| fate(at, number, o)).collect())
        .collect();
    let sections = (0..plan.sections.len()).collect();
    NextYear { plan, fates, dropped: Vec::new(), sections, renamed: BTreeSet::new() }
}

/// The two objectives of a section that are most alike change places, and with them their codes.
fn swap(next: &mut NextYear, random: &mut Random) {
    for at in 0..next.plan.sections.len() {
        let objectives = &next.plan.sections[at].objectives;
        if objectives.len() < 2 || !random.percent(30) {
            continue;
        }
        let words = |o: &Objective| o.title.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        let alike = |(a, b): &(usize, usize)| words(&objectives[*a]).intersection(&words(&objectives[*b])).count();
        let pairs = (0..objectives.len()).flat_map(|a| (a + 1..objectives.len()).map(move |b| (a, b)));
        let (a, b) = pairs.max_by_key(alike).unwrap();
        next.plan.sections[at].objectives.swap(a, b);
        next.fates[at].swap(a, b);
        next.fates[at][a].edits.insert(Edit::Swap);
        next.fates[at][b].edits.insert(Edit::Swap);
    }
}

fn edit_section(next: &mut NextYear, at: usize, random: &mut Random) {
    let mut number = 0;
    while number < next.plan.sections[at].objectives.len() {
        let chance = random.below(100);
        let objective = &mut next.plan.sections[at].objectives[number];
        let fate = &mut next.fates[at][number];
        match chance {
            0..4 => {
                next.plan.sections[at].objectives.remove(number);
                let fate = next.fates[at].remove(number);
                next.dropped.push((fate.old.unwrap(), Edit::Drop));
                continue;
            }
            4..6 => {
                let fresh = fresh_objective(objective, random);
                next.dropped.push((fate.old.unwrap(), Edit::Replace));
                *fate = added(Edit::Replace, &fresh);
                *objective = fresh;
            }
            6..18 => reword(objective, fate, random),
            18..21 => {
                if let Some((head, tail)) = halves(&objective.title) {
                    let mut second = fresh_objective(objective, random);
                    second.title = tail;
                    objective.title = head;
                    fate.edits.insert(Edit::Split);
                    fate.changed.insert("title".to_owned());
                    let born = added(Edit::Split, &second);
                    next.plan.sections[at].objectives.insert(number + 1, second);
                    next.fates[at].insert(number + 1, born);
                    number += 1;
                }
            }
            21..24 => {
                let mut sibling = objective.clone();
                let subject = random.one_of(SUBJECTS);
                sibling.title = about(&sibling.title, subject);
                for own in &mut sibling.indicators {
                    own.name = about(&own.name, subject);
                    own.algorithm.text = own.algorithm.text.take().map(|text| about(&text, subject));
                }
                let born = added(Edit::Sibling, &sibling);
                next.plan.sections[at].objectives.insert(number + 1, sibling);
                next.fates[at].insert(number + 1, born);
                number += 1;
            }
            24..50 => edit_indicators(objective, fate, random),
            50..60 => edit_fields(objective, fate, random),
            60..66 => {
                reword(objective, fate, random);
                edit_indicators(objective, fate, random);
            }
            66..70 => rewrite(objective, fate, random),
            _ => {}
        }
        number += 1;
    }
}

fn added(edit: Edit, objective: &Objective) -> Fate {
    Fate {
        old: None,
        edits: BTreeSet::from([edit]),
        indicators: vec![None; objective.indicators.len()],
        changed: BTreeSet::new(),
    }
}

/// The same day a year later.
fn a_year_later(day: Date) -> Date {
    day.saturating_add(jiff::Span::new().years(1))
}

/// An objective about something else, in the same section and of the same unit.
fn fresh_objective(like: &Objective, random: &mut Random) -> Objective {
    let (title, name, algorithm, target) = random.one_of(NEW);
    let mut fresh = like.clone();
    fresh.title = (*title).to_owned();
    fresh.indicators.truncate(1);
    if let Some(own) = fresh.indicators.first_mut() {
        own.name = (*name).to_owned();
        own.algorithm.text = Some((*algorithm).to_owned());
        (own.algorithm.numerator, own.algorithm.denominator, own.baseline) = (None, None, None);
        for own in &mut own.targets {
            own.text = (*target).to_owned();
            own.says = TargetValue::Text;
        }
    }
    fresh
}

/// The same words, about a trade of their own.
fn about(text: &str, subject: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let keep = (words.len() * 2).div_ceil(3);
    format!("{} per il comparto {subject} toscano", words[..keep].join(" "))
}

/// Other words for the same: in place, at the end, at the beginning, or fewer.
fn other_words(text: &str, random: &mut Random) -> Option<String> {
    let with_synonyms = |random: &mut Random| {
        let start = random.below(SYNONYMS.len());
        let (one, other) =
            (0..SYNONYMS.len()).map(|i| SYNONYMS[(start + i) % SYNONYMS.len()]).find(|(one, _)| has_word(text, one))?;
        Some(text.replacen(one, other, 1))
    };
    let fewer = |random: &mut Random| {
        let mut words: Vec<&str> = text.split(' ').collect();
        (words.len() >= 6).then(|| {
            words.remove(1 + random.below(words.len() - 2));
            words.join(" ")
        })
    };
    let reworded = match random.below(5) {
        0 | 1 => with_synonyms(random)?,
        2 => format!("{text}{}", random.one_of(TAILS)),
        3 => format!("{}{text}", random.one_of(HEADS)),
        _ => fewer(random)?,
    };
    Some(reworded).filter(|reworded| reworded != text)
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(' ').collect::<Vec<_>>().windows(word.split(' ').count()).any(|words| words.join(" ") == word)
}

fn reword(objective: &mut Objective, fate: &mut Fate, random: &mut Random) {
    for _ in 0..=random.below(2) {
        if let Some(title) = other_words(&objective.title, random) {
            objective.title = title;
            fate.edits.insert(Edit::Reword);
            fate.changed.insert("title".to_owned());
        }
    }
}

/// Words for a title written anew.
const OTHERS: &[&str] = &[
    "azione",
    "strategica",
    "volta",
    "a",
    "garantire",
    "il",
    "presidio",
    "della",
    "materia",
    "anche",
    "mediante",
    "strumenti",
    "dedicati",
    "secondo",
    "gli",
    "indirizzi",
    "degli",
    "organi",
];

fn rewrite(objective: &mut Objective, fate: &mut Fate, random: &mut Random) {
    let words: Vec<&str> = objective.title.split(' ').collect();
    let start = random.below(2);
    let rewritten =
        words.iter().enumerate().map(|(at, word)| if at % 2 == start { *random.one_of(OTHERS) } else { *word });
    let rewritten = rewritten.collect::<Vec<_>>().join(" ");
    if rewritten != objective.title {
        objective.title = rewritten;
        fate.edits.insert(Edit::Rewrite);
        fate.changed.insert("title".to_owned());
    }
}

/// A title in two: `A e B`, `A: B`, `A - B`.
fn halves(title: &str) -> Option<(String, String)> {
    let (head, tail) = [" e ", ": ", " - "].iter().find_map(|between| title.split_once(between))?;
    (head.split(' ').count() >= 3 && tail.split(' ').count() >= 3).then(|| (head.to_owned(), tail.to_owned()))
}

fn edit_indicators(objective: &mut Objective, fate: &mut Fate, random: &mut Random) {
    let at = random.below(objective.indicators.len());
    match random.below(10) {
        0 => {
            let fresh = fresh_objective(objective, random).indicators.remove(0);
            objective.indicators.push(fresh);
            fate.indicators.push(None);
            fate.edits.insert(Edit::AddIndicator);
        }
        1 if objective.indicators.len() > 1 => {
            objective.indicators.remove(at);
            fate.indicators.remove(at);
            fate.edits.insert(Edit::DropIndicator);
        }
        2 | 3 => {
            let own = &mut objective.indicators[at];
            if let Some(name) = other_words(&own.name, random) {
                own.name = name;
                fate.edits.insert(Edit::RewordIndicator);
                fate.changed.insert(format!("{at} name"));
            }
        }
        4 => {
            let own = &mut objective.indicators[at];
            let text = own.algorithm.text.clone().unwrap_or_default();
            if let Some(text) = other_words(&text, random) {
                own.algorithm.text = Some(text);
                fate.edits.insert(Edit::Algorithm);
                fate.changed.insert(format!("{at} algorithm"));
            }
        }
        5 => other_unit(&mut objective.indicators[at], at, fate),
        _ => other_target(&mut objective.indicators[at], at, fate, random),
    }
}

fn other_unit(own: &mut Indicator, at: usize, fate: &mut Fate) {
    let Some(target) = own.targets.first_mut().filter(|t| t.kind() == TargetKind::Threshold && t.unit.is_some()) else {
        return;
    };
    let unit = if target.unit.as_deref() == Some("%") { "N." } else { "%" };
    target.text = target.text.replace(target.unit.as_deref().unwrap(), unit);
    target.unit = Some(unit.to_owned());
    fate.edits.insert(Edit::UnitOfMeasure);
    fate.changed.insert(format!("{at} target incomparable"));
}

fn other_target(own: &mut Indicator, at: usize, fate: &mut Fate, random: &mut Random) {
    let Some(target) = own.targets.first_mut() else { return };
    let effect = match target.says.clone() {
        TargetValue::Deadline { comparator, date: was } => {
            let (printed, month, day) = if random.percent(50) { ("15/01", 1, 15) } else { ("31/12", 12, 31) };
            let effect = match (month, day).cmp(&(was.month(), was.day())) {
                std::cmp::Ordering::Less => "tightened",
                std::cmp::Ordering::Equal => return,
                std::cmp::Ordering::Greater => "relaxed",
            };
            target.text = format!("Entro {printed}/{}", was.year());
            target.says = TargetValue::Deadline { comparator, date: date(was.year(), month, day) };
            effect
        }
        TargetValue::Threshold { comparator: Some(comparator @ (Comparator::AtLeast | Comparator::AtMost)), value } => {
            let at_least = comparator == Comparator::AtLeast;
            let printed = target.text[3..].to_owned();
            if random.percent(15) {
                let turned = if at_least { Comparator::AtMost } else { Comparator::AtLeast };
                target.text = format!("{} {printed}", turned.symbol());
                target.says = TargetValue::Threshold { comparator: Some(turned), value };
                "reversed"
            } else {
                let up = random.percent(50) || value < 2.into();
                let changed = if up { value + rust_decimal(3) } else { value - rust_decimal(1) };
                target.says = TargetValue::Threshold { comparator: Some(comparator), value: changed };
                let unit = target.unit.clone().unwrap_or_default();
                target.text = format!("{} {} {unit}", comparator.symbol(), changed.to_string().replace('.', ","));
                if up == at_least { "tightened" } else { "relaxed" }
            }
        }
        _ => return,
    };
    fate.edits.insert(Edit::Target);
    fate.changed.insert(format!("{at} target {effect}"));
}

fn rust_decimal(number: i64) -> rust_decimal::Decimal {
    number.into()
}

fn edit_fields(objective: &mut Objective, fate: &mut Fate, random: &mut Random) {
    fate.edits.insert(Edit::Fields);
    match random.below(3) {
        0 if objective.kind == ObjectiveKind::Operational => {
            let unit = (*random.one_of(UNITS)).to_owned();
            if random.percent(30) {
                objective.units.clear();
            }
            objective.units.push(unit);
            fate.changed.insert("units".to_owned());
        }
        1 => {
            objective.description = Some("Il progetto prosegue con le azioni previste dal programma".to_owned());
            fate.changed.insert("description".to_owned());
        }
        _ => {
            if let Some(own) = objective.indicators.first_mut() {
                own.typology = if own.typology.is_some() { None } else { Some("Efficacia".to_owned()) };
                fate.changed.insert("0 typology".to_owned());
            }
        }
    }
}

/// Some go to another area, where they stand anywhere.
fn move_some(next: &mut NextYear, random: &mut Random) {
    let areas: Vec<usize> = areas(&next.plan);
    if areas.len() < 2 {
        return;
    }
    for from in &areas {
        if next.plan.sections[*from].objectives.len() < 2 || !random.percent(20) {
            continue;
        }
        let to = *random.one_of(&areas);
        let number = random.below(next.plan.sections[*from].objectives.len());
        if to == *from || next.fates[*from][number].old.is_none_or(|(section, _)| section == to) {
            continue;
        }
        let objective = next.plan.sections[*from].objectives.remove(number);
        let mut fate = next.fates[*from].remove(number);
        fate.edits.insert(Edit::Move);
        fate.changed.insert("section".to_owned());
        let place = random.below(next.plan.sections[to].objectives.len() + 1);
        next.plan.sections[to].objectives.insert(place, objective);
        next.fates[to].insert(place, fate);
    }
}

fn areas(plan: &Plan) -> Vec<usize> {
    let is_area = |at: &usize| plan.sections[*at].kind == SectionKind::StrategicArea;
    (0..plan.sections.len()).filter(is_area).collect()
}

fn add_some(next: &mut NextYear, random: &mut Random) {
    for at in areas(&next.plan) {
        let Some(like) = next.plan.sections[at].objectives.first().cloned().filter(|_| random.percent(20)) else {
            continue;
        };
        let fresh = fresh_objective(&like, random);
        let place = random.below(next.plan.sections[at].objectives.len() + 1);
        next.fates[at].insert(place, added(Edit::Add, &fresh));
        next.plan.sections[at].objectives.insert(place, fresh);
    }
}

fn rename_areas(next: &mut NextYear, random: &mut Random) {
    for at in areas(&next.plan) {
        let Some(title) = next.plan.sections[at].title.clone().filter(|_| random.percent(12)) else { continue };
        let title = if random.percent(40) {
            "Ente vicino ai cittadini".to_owned()
        } else {
            match other_words(&title, random) {
                Some(title) => title,
                None => continue,
            }
        };
        next.plan.sections[at].title = Some(title);
        next.renamed.insert(at);
    }
}

/// Codes are positions. In a year in five, not even the areas keep theirs.
fn number_anew(next: &mut NextYear, random: &mut Random) {
    for (at, section) in next.plan.sections.iter_mut().enumerate() {
        for (number, objective) in section.objectives.iter_mut().enumerate() {
            if let (SectionKind::StrategicArea, Some(code)) = (section.kind, &section.code) {
                objective.code = Some(format!("{code}.{:02}", number + 1));
            }
            let code = objective.code.clone().unwrap_or_else(|| format!("{at}-{number}"));
            for (number, own) in objective.indicators.iter_mut().enumerate() {
                own.id = format!("{code}#{}", number + 1);
            }
        }
    }
    let last = next.plan.sections.len() - 1;
    if random.percent(20) && last > 0 {
        let (a, b) = (random.below(last), last);
        next.plan.sections.swap(a, b);
        next.fates.swap(a, b);
        next.sections.swap(a, b);
        let turned = |at: usize| {
            if at == a {
                b
            } else if at == b {
                a
            } else {
                at
            }
        };
        next.renamed = next.renamed.iter().map(|at| turned(*at)).collect();
    }
}

/// Where their number changed, the objectives of an area weigh the same.
fn weigh_anew(next: &mut NextYear) {
    for (section, fates) in next.plan.sections.iter_mut().zip(&next.fates) {
        if section.kind != SectionKind::StrategicArea || fates.iter().all(|fate| fate.old.is_some()) {
            continue;
        }
        let count = section.objectives.len() as i64;
        for objective in &mut section.objectives {
            objective.weight = Some((rust_decimal(100) / rust_decimal(count)).round_dp(2));
        }
    }
}
