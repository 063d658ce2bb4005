//! ALB105 weights-uniform: all objectives of a section weigh the same up to rounding

use super::common::{printed, within};
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "ALB105",
    name: "weights-uniform",
    severity: Severity::Info,
    on: false,
    needs: Needs::Plan,
    summary: Text {
        en: "All objectives of a section weigh the same up to rounding",
        it: "Tutti gli obiettivi di una sezione pesano uguale, a meno di arrotondamenti",
    },
    reason: Text {
        en: "Weights say what matters more; where all are equal they say nothing. Off by default: many bodies weigh so by choice.",
        it: "I pesi dicono che cosa conta di più; se sono tutti uguali non dicono nulla. Disattivata: molti enti pesano così per scelta.",
    },
    wrong: Text {
        en: "Twelve objectives of 8,33, the first of 8,37",
        it: "Dodici obiettivi da 8,33, il primo da 8,37",
    },
    right: Text { en: "Three objectives of 50, 30 and 20", it: "Tre obiettivi da 50, 30 e 20" },
    sources: &[Source::Dfp2017],
    check,
};

/// Equal shares differ by what rounding leaves for the last.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for siblings in subject.siblings() {
        let weights: Vec<Decimal> = siblings.objectives.iter().filter_map(|o| o.objective.weight).collect();
        let (Some(least), Some(most)) = (weights.iter().min(), weights.iter().max()) else { continue };
        if weights.len() > 1 && within(*most, *least, ROUNDING) {
            let count = weights.len();
            let message =
                say!(subject, "all {count} objectives weigh the same", "tutti i {count} obiettivi pesano uguale");
            let help = say!(subject, "give more weight to what matters more", "dare più peso a ciò che conta di più");
            findings.add(Draft::new(siblings.parent, message, help).quote("objectives", printed(&weights)));
        }
    }
}
