//! ALB601 deadline-outside-year: a deadline outside the plan's year

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB601",
    name: "deadline-outside-year",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "A deadline outside the plan's year", it: "Una scadenza fuori dall'anno del piano" },
    reason: Text {
        en: "An objective refers to a set period, as a rule one year: a deadline in another year cannot be judged at this one's end.",
        it: "Un obiettivo è riferito a un arco temporale, di norma un anno: una scadenza in un altro anno non si valuta alla fine di questo.",
    },
    wrong: Text { en: "Entro 31/12/2022 under Target 2023", it: "Entro 31/12/2022 sotto Target 2023" },
    right: Text { en: "Entro 31/12/2023 under Target 2023", it: "Entro 31/12/2023 sotto Target 2023" },
    sources: &[Source::Dlgs150Art5],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        for (index, target) in at.indicator.targets.iter().enumerate() {
            let year = target.date().map(|date| i32::from(date.year()));
            let (Some(year), Some(wanted)) = (year, target.year.or(subject.plan.year)) else { continue };
            if year != wanted {
                let text = &target.text;
                let message = say!(subject, "{text} is outside {wanted}", "{text} è fuori dal {wanted}");
                let help = say!(subject, "correct the date", "correggere la data");
                findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), text.as_str()));
            }
        }
    }
}
