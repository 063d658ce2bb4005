//! The library as a guest in another program: nothing is set for the process, and each result leads to the others.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use albero::check::settings::Settings;
use albero::diff::Diff;
use albero::diff::report::Field;
use albero::{At, Labels, Options, Plan};
use common::{bytes, plan};

/// Two documents of two bodies with words of their own, in one program and at once.
#[test]
fn each_document_has_its_own_labels() {
    let text = String::from_utf8(bytes("plans/albero-2023.txt")).unwrap();
    let (own, other) = (text.replace("Algoritmo", "Conteggio"), text.replace("Algoritmo", "Come si calcola qui"));
    let unread = |text: &str, labels: Option<&Labels>| {
        Plan::read_with(text, &Options { labels, ..Options::default() }).unwrap().unrecognized.len()
    };
    let known = unread(&text, None);
    // Read before any labels are there.
    assert!(unread(&own, None) > known);
    let labels = |label: &str| Labels::new([("algorithm", label)]).unwrap();
    let (of_own, of_other) = (labels("Conteggio"), labels("Come si calcola qui"));
    std::thread::scope(|scope| {
        for (text, labels) in [(&own, &of_own), (&other, &of_other)] {
            scope.spawn(move || assert_eq!(unread(text, Some(labels)), known));
        }
    });
    assert!(unread(&own, Some(&of_other)) > known && unread(&own, None) > known);
}

#[test]
fn the_hook_for_panics_stays_the_programs() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static HEARD: AtomicUsize = AtomicUsize::new(0);
    std::panic::set_hook(Box::new(|_| {
        HEARD.fetch_add(1, Ordering::Relaxed);
    }));
    Plan::read(bytes("plans/albero-2023-reportlab.pdf")).unwrap();
    let before = HEARD.load(Ordering::Relaxed);
    assert!(std::panic::catch_unwind(|| panic!("ours")).is_err());
    assert_eq!(HEARD.load(Ordering::Relaxed), before + 1);
    let _ = std::panic::take_hook();
}

#[test]
fn a_diff_that_was_stored_is_read_back_and_leads_to_both_plans() {
    let (old, new) = (plan("plans/albero-2023.txt"), plan("plans/albero-2024-chromium.pdf"));
    let diff = albero::diff(&old, &new, true);
    let json = albero::json::to_string(&diff).unwrap();
    let back: Diff = albero::json::from_slice(json.as_bytes()).unwrap();
    assert_eq!(back, diff);
    assert_eq!(albero::json::to_string(&back).unwrap(), json, "weights keep their digits");
    let history = albero::diff::history(&[old.clone(), new.clone()]);
    let json = albero::json::to_string(&history).unwrap();
    assert_eq!(albero::json::from_slice::<albero::diff::History>(json.as_bytes()).unwrap(), history);
    // Other formats have their own numbers.
    assert_eq!(serde_json::from_value::<Diff>(serde_json::to_value(&diff).unwrap()).unwrap(), diff);
    let (mut changed, mut kept) = (0, 0);
    for own in back.indicators(&old, &new) {
        assert_eq!(own.old.map(|indicator| indicator.id.as_str()), own.entry.old.as_deref());
        assert_eq!(own.new.map(|indicator| indicator.name.as_str()).unwrap_or(&own.entry.name), own.entry.name);
        kept += usize::from(own.old.is_some() && own.new.is_some());
        for target in own.targets() {
            assert_eq!(target.change.field, Field::Target);
            assert_eq!((target.old.is_some(), target.new.is_some()), {
                (target.change.old.is_some(), target.change.new.is_some())
            });
            changed += 1;
        }
    }
    assert!(kept > 100 && changed > 20, "{kept}, {changed}");
    let stand: Vec<_> = back.objectives.iter().map(|objective| back.section_of(objective)).collect();
    assert!(stand.iter().all(Option::is_some), "{stand:?}");
}

#[test]
fn a_finding_leads_to_what_it_is_about() {
    let plan = plan("plans/albero-2023.txt");
    let findings = plan.check(&Settings::from_toml("select = [\"ALB302\"]\nlang = \"it\"").unwrap());
    assert!(findings[0].message.contains("target"), "{}", findings[0].message);
    let Some(At::Target(target)) = plan.at(&findings[0].pointer) else { panic!("{}", findings[0].pointer) };
    assert_eq!(target.text, ">= 100,00 gg");
}
