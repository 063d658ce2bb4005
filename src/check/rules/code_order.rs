//! ALB113 code-order: a gap in the numbering, or sections or objectives out of order

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::plan::model::SectionKind;

pub(super) static RULE: Rule = Rule {
    code: "ALB113",
    name: "code-order",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "A gap in the numbering, or sections or objectives out of order",
        it: "Un salto nella numerazione, o sezioni o obiettivi fuori ordine",
    },
    reason: Text {
        en: "A number that is left out often is a page that is lost; one out of order, a page that was moved.",
        it: "Un numero saltato è spesso una pagina persa; uno fuori ordine, una pagina spostata.",
    },
    wrong: Text { en: "02.01, 02.02, 02.04", it: "02.01, 02.02, 02.04" },
    right: Text { en: "02.01, 02.02, 02.03", it: "02.01, 02.02, 02.03" },
    sources: &[],
    check,
};

/// A number, the node that it counts, and its code as printed.
type Numbered<'a, 'c> = (u32, Node<'a>, &'c str);

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let areas = subject.sections().filter(|s| s.section.kind == SectionKind::StrategicArea);
    let numbered: Vec<Numbered<'_, '_>> = areas
        .filter_map(|s| s.section.code.as_deref().and_then(|code| Some((code.parse().ok()?, s.into(), code))))
        .collect();
    series(subject, &numbered, findings);
    for siblings in subject.siblings() {
        // `02.01` is the first of `02.`, `PO_Staff_09_01` the first of `PO_Staff_09_`.
        let mut groups: Vec<(&str, Vec<Numbered<'_, '_>>)> = Vec::new();
        for objective in &siblings.objectives {
            let Some((code, prefix, number)) = objective.objective.code.as_deref().and_then(split) else { continue };
            match groups.iter_mut().find(|(known, _)| *known == prefix) {
                Some((_, group)) => group.push((number, (*objective).into(), code)),
                None => groups.push((prefix, vec![(number, (*objective).into(), code)])),
            }
        }
        for (_, group) in groups {
            series(subject, &group, findings);
        }
    }
}

fn split(code: &str) -> Option<(&str, &str, u32)> {
    let prefix = code.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((code, prefix, code[prefix.len()..].parse().ok()?))
}

/// Numbers that count up from 1, one finding where one does not follow the one before.
fn series<'a>(subject: &Subject<'_>, codes: &[Numbered<'a, '_>], findings: &mut Findings<'a>) {
    let numbers: Vec<u32> = codes.iter().map(|(number, ..)| *number).collect();
    let mut most = 0;
    for (number, node, code) in codes {
        let missing: Vec<String> =
            (most + 1..*number).filter(|n| !numbers.contains(n)).take(MOST_NAMED).map(|n| n.to_string()).collect();
        let message = if *number < most {
            say!(subject, "{code} stands after a higher number", "{code} sta dopo un numero più alto")
        } else if missing.is_empty() {
            most = *number;
            continue;
        } else {
            let missing = missing.join(", ");
            say!(subject, "before {code} the number {missing} is left out", "prima di {code} manca il numero {missing}")
        };
        most = most.max(*number);
        let help = say!(subject, "check that no page is lost", "controllare che non manchi una pagina");
        findings.add(Draft::new(*node, message, help).quote("code", *code));
    }
}

/// A longer list of missing numbers says no more.
const MOST_NAMED: usize = 5;
