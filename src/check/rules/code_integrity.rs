//! ALB112 code-integrity: the same code twice, or a code outside its section's

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{ObjectiveAt, Subject, say};
use crate::plan::model::SectionKind;
use std::collections::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    code: "ALB112",
    name: "code-integrity",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "The same code twice, or a code outside its section's",
        it: "Lo stesso codice due volte, o un codice fuori da quello della sua sezione",
    },
    reason: Text {
        en: "Codes are how reports refer to objectives: one that is given twice, or belongs to another section, makes them ambiguous.",
        it: "I codici sono il modo in cui le relazioni citano gli obiettivi: uno dato due volte, o di un'altra sezione, li rende ambigui.",
    },
    wrong: Text { en: "03.01 under section 02", it: "03.01 sotto la sezione 02" },
    right: Text { en: "02.01 under section 02", it: "02.01 sotto la sezione 02" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for objective in subject.objectives() {
        let Some(code) = objective.objective.code.as_deref() else { continue };
        let twice = seen.insert(code, &objective.objective.title);
        let message = if let Some(other) = twice {
            say!(
                subject,
                "code {code} is given twice: also to \"{other}\"",
                "il codice {code} è dato due volte: anche a \"{other}\""
            )
        } else if let Some(area) = foreign_area(objective) {
            say!(subject, "code {code} stands under section {area}", "il codice {code} sta sotto la sezione {area}")
        } else {
            continue;
        };
        let help = say!(subject, "correct the code", "correggere il codice");
        findings.add(Draft::new(objective, message, help).quote("code", code));
    }
    // Programmes are numbered anew under each mission.
    let mut sections: HashSet<(Option<usize>, SectionKind, &str)> = HashSet::new();
    for section in subject.sections() {
        let Some(code) = section.section.code.as_deref() else { continue };
        if !sections.insert((section.above, section.section.kind, code)) {
            let message =
                say!(subject, "section code {code} is given twice", "il codice di sezione {code} è dato due volte");
            let help = say!(subject, "correct the code", "correggere il codice");
            findings.add(Draft::new(section, message, help).quote("code", code));
        }
    }
}

/// The code of the area that an objective stands in, where its own code names another.
fn foreign_area(objective: ObjectiveAt<'_>) -> Option<&str> {
    let section = objective.parent.section;
    let area = section.code.as_deref().filter(|_| section.kind == SectionKind::StrategicArea)?;
    let (own, _) = objective.objective.code.as_deref()?.split_once('.')?;
    let (own, number): (u32, u32) = (own.parse().ok()?, area.parse().ok()?);
    (own != number).then_some(area)
}
