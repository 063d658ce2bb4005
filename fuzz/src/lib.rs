//! What the targets have in common: a document goes through everything that is made of it.

pub mod page;

use albero::language::Lang;
use albero::check::settings::Settings;
use albero::output::csv::{self, Dialect, Owner};
use albero::output::text::{self, Style};
use albero::output::{Checked, CheckedPlan, changes, long, patch, portal, tree};
use albero::{Options, Place};

/// Reads a document; where it is a plan, checks it, compares it with itself, writes it in every form, and reads it
/// back.
pub fn read_and_write(bytes: Vec<u8>) {
    if let Ok(words) = albero::accounts(bytes.clone(), &Options::default()) {
        assert!(words.iter().all(|word| word.place != Place::Open), "a word is in no place");
    }
    let Ok(reading) = albero::read(bytes, &Options::default()) else { return };
    let findings = albero::check::check(&reading, &Settings::default(), Lang::It);
    let plan = reading.plan;
    let json = plan.to_json(false).unwrap();
    assert_eq!(albero::parse(json).unwrap(), plan);
    let diff = albero::diff::diff(&plan, &plan, true);
    let style = Style { colour: false, lang: Lang::En, width: None, quiet: false };
    let _ = albero::output::diff::text::render(&diff, style);
    let _ = albero::output::diff::markdown::render(&diff, Lang::En);
    let _ = patch::render(&plan, &plan);
    let mut table = csv::indicators(Vec::new(), Dialect::default()).unwrap();
    table.plan(&plan, Owner::of(&plan)).unwrap();
    let mut records = portal::records(Vec::new(), Dialect::default()).unwrap();
    portal::plan(&mut records, &plan, Owner::of(&plan)).unwrap();
    let mut years = long::rows(Vec::new(), Dialect::default()).unwrap();
    long::plan(&mut years, &plan, Owner::of(&plan)).unwrap();
    changes::write(Vec::new(), Dialect::default(), &diff).unwrap();
    let _ = tree::render(&plan, style);
    let checked = Checked { file: "piano".to_owned(), outcome: Ok(CheckedPlan { plan, findings }) };
    let _ = text::render(std::slice::from_ref(&checked), None, style);
    let _ = albero::output::github::render(std::slice::from_ref(&checked));
    let _ = albero::output::sarif::render(&[checked], Lang::En);
}
