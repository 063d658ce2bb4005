//! ALB905 leftover-text: text that ended in `unrecognized`

use super::common::page;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::plan::model::{Reason, Unrecognized};

pub(super) static RULE: Rule = Rule {
    code: "ALB905",
    name: "leftover-text",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "Text that ended in `unrecognized`", it: "Testo finito in `unrecognized`" },
    reason: Text {
        en: "Speaks of the reading: it belongs to no field of a plan, or albero did not understand it. One finding for each reason.",
        it: "Parla della lettura: non appartiene ad alcun campo di un piano, o albero non l'ha capito. Una segnalazione per ragione.",
    },
    wrong: Text {
        en: "A column Fonte dei dati, which a plan has no field for",
        it: "Una colonna Fonte dei dati, per cui un piano non ha campo",
    },
    right: Text {
        en: "A document whose words are all in fields",
        it: "Un documento le cui parole sono tutte in campi",
    },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let mut reasons: Vec<(&Reason, Vec<(usize, &Unrecognized)>)> = Vec::new();
    for (index, entry) in subject.plan.unrecognized.iter().enumerate() {
        match reasons.iter_mut().find(|(reason, _)| **reason == entry.reason) {
            Some((_, entries)) => entries.push((index, entry)),
            None => reasons.push((&entry.reason, vec![(index, entry)])),
        }
    }
    for (reason, entries) in reasons {
        let Some((index, first)) = entries.first() else { continue };
        let (count, reason) = (entries.len(), reason.tell(subject.lang));
        let message = say!(
            subject,
            "{count} pieces of text are in no field: {reason}",
            "{count} pezzi di testo non sono in alcun campo: {reason}"
        );
        let help =
            say!(subject, "read them in `unrecognized` of albero parse", "leggerli in `unrecognized` di albero parse");
        let mut pages: Vec<u32> = entries.iter().map(|(_, entry)| entry.page).collect();
        pages.dedup();
        let locations = pages.into_iter().flat_map(page).collect();
        let draft =
            Draft::new(Node::Document, message, help).quote(format!("unrecognized/{index}"), first.text.as_str());
        findings.add(draft.locations(locations));
    }
}
