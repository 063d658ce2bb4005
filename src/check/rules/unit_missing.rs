//! ALB401 unit-missing: a number with no unit of measure

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};
use crate::grammar::measure::{Quantity, quantity};

pub(super) static RULE: Rule = Rule {
    code: "ALB401",
    name: "unit-missing",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text { en: "A number with no unit of measure", it: "Un numero senza unità di misura" },
    reason: Text {
        en: "80 of what? A value without unit of measure can be met or missed at will.",
        it: "80 di che cosa? Un valore senza unità di misura si raggiunge o si manca a piacere.",
    },
    wrong: Text { en: ">= 80", it: ">= 80" },
    right: Text { en: ">= 80 %", it: ">= 80 %" },
    sources: &[Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let numbers = || {
        let targets = subject.indicators().flat_map(|at| at.indicator.targets.iter().enumerate().map(move |t| (at, t)));
        targets.filter(|(_, (_, target))| target.value().is_some())
    };
    let without = || numbers().filter(|(_, (_, target))| target.unit.is_none());
    // A share prints its sign; whether a count prints `N.` is the document's habit.
    let counts = numbers().any(|(_, (_, t))| t.unit.as_deref().and_then(quantity) == Some(Quantity::Count));
    let help = || say!(subject, "print %, N., gg or what it is", "stampare %, N., gg o ciò che è");
    let count = without().count();
    if !counts && count > 0 {
        let message =
            say!(subject, "targets without a unit of measure: {count}", "target senza unità di misura: {count}");
        findings.add(Draft::new(Node::Document, message, help()).at("targets").severity(Severity::Info));
        return;
    }
    for (at, (index, target)) in without() {
        let text = &target.text;
        let message =
            say!(subject, "the target {text} has no unit of measure", "il target {text} non ha unità di misura");
        findings.add(Draft::new(at, message, help()).quote(format!("targets/{index}"), text.as_str()));
    }
}
