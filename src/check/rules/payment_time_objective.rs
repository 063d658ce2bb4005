//! ALB117 payment-time-objective: a plan for 2023 or later in which nothing measures payment times

use super::common::texts;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};
use crate::labels::fold;

pub(super) static RULE: Rule = Rule {
    code: "ALB117",
    name: "payment-time-objective",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Documents,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A plan for 2023 or later in which nothing measures payment times",
        it: "Un piano dal 2023 in poi in cui nulla misura i tempi di pagamento",
    },
    reason: Text {
        en: "Managers who pay have an annual objective on payment times. It binds the individual objectives, which a plan need not print: look whether they are elsewhere. Not for bodies of the health service, nor for reports.",
        it: "I dirigenti responsabili dei pagamenti hanno un obiettivo annuale sui tempi di pagamento. Vincola gli obiettivi individuali, che un piano non è tenuto a stampare: guardare se stanno altrove. Non per gli enti del servizio sanitario, né per le relazioni.",
    },
    wrong: Text {
        en: "A plan for 2024 without such an indicator",
        it: "Un piano per il 2024 senza un tale indicatore",
    },
    right: Text {
        en: "Tempo medio di pagamento delle fatture: <= 30 gg",
        it: "Tempo medio di pagamento delle fatture: <= 30 gg",
    },
    sources: &[Source::Dl13Art4bis],
    check,
};

/// The first year that the law asks it for.
const FIRST_YEAR: i32 = 2023;

/// Words that name a body of the health service, or begin one of its name's.
const HEALTH: &[&str] = &[
    "asl",
    "usl",
    "ausl",
    "asst",
    "ats",
    "ao",
    "aou",
    "aorn",
    "irccs",
    "asp",
    "asrem",
    "ospedal",
    "policlinico",
    "sanitari",
];

/// Words that stand beside `pagament` where times are measured.
const TIMES: &[&str] = &["temp", "ritard", "giorn", "entro", "scaden", "puntual"];

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let plan = subject.plan;
    let named = |text: &Option<String>| text.as_deref().is_some_and(is_of_health);
    let asked = plan.kind.is_none() && plan.year.is_some_and(|year| year >= FIRST_YEAR);
    if !asked || named(&plan.entity) || named(&plan.title) || texts(subject).iter().any(|(_, _, text)| measures(text)) {
        return;
    }
    let message = say!(subject, "nothing measures payment times", "nulla misura i tempi di pagamento");
    let help = say!(
        subject,
        "look whether the managers' own objectives do",
        "guardare se lo fanno gli obiettivi individuali dei dirigenti"
    );
    findings.add(Draft::new(Node::Document, message, help));
}

fn is_of_health(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).map(fold);
    words.any(|word| HEALTH.iter().any(|of| word == *of || of.len() > 5 && word.starts_with(of)))
}

fn measures(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("pagament") && TIMES.iter().any(|of| text.contains(of)) || text.contains("debito commerciale")
}
