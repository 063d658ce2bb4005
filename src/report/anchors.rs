//! The addresses of nodes in the page: `#01.03`, as a person would write them, and no two alike.

use crate::plan::walk::{Node, Walk};
use std::collections::HashSet;

/// Begins the addresses of the page's own parts, which no node's has.
pub(super) const OWN: char = '_';

/// An address for each node, in the walk's order; all begin with `prefix`.
pub(super) fn of(walk: &Walk<'_>, prefix: &str) -> Vec<String> {
    let mut used: HashSet<String> = HashSet::new();
    // An objective without a code is called by its number among all objectives, as ids of indicators call it.
    let mut objectives = 0;
    let mut name = |node: Node<'_>, number: usize| match node {
        Node::Section(own) => own.code.clone().unwrap_or_else(|| format!("area-{}", number + 1)),
        Node::Objective(own) => {
            objectives += 1;
            own.code.clone().unwrap_or_else(|| objectives.to_string())
        }
        Node::Indicator(own) => own.id.clone(),
        Node::Phase(_) => format!("fase-{}", number + 1),
    };
    let ids = walk.nodes().map(|at| {
        let plain = format!("{prefix}{}", plain(&name(at.node(), at.number())));
        let others = (2..).map(|times| format!("{plain}~{times}"));
        let free = std::iter::once(plain.clone()).chain(others).find(|id| !used.contains(id)).unwrap_or(plain);
        used.insert(free.clone());
        free
    });
    ids.collect()
}

/// A name as an `id` may be: no space, no control character, and not like the page's own.
fn plain(name: &str) -> String {
    /// Longer than this it is no code.
    const LONGEST: usize = 60;
    let kept = name.trim().chars().take(LONGEST).map(|c| match c {
        c if c.is_whitespace() || c.is_control() => '-',
        c => c,
    });
    let kept: String = crate::output::harmless(&kept.collect::<String>()).into_owned();
    if kept.is_empty() || kept.starts_with(OWN) { format!("-{kept}") } else { kept }
}

/// The address as a link has it.
pub(super) fn link(id: &str) -> String {
    let mut link = String::from("#");
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'~' | b':' => link.push(char::from(byte)),
            byte => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::Plan;

    #[test]
    fn every_node_has_an_address_of_its_own() {
        let json = r#"{"sections":[{"code":"01","objectives":[
            {"code":"PO 1","title":"a","indicators":[{"name":"x"},{"name":"y"}]},
            {"code":"01","title":"b"},{"title":"c","indicators":[{"name":"z"}]},{"code":"_tree","title":"d"}]}]}"#;
        let plan = Plan::from_json(json.as_bytes()).unwrap();
        let ids = of(&Walk::of(&plan), "2:");
        assert_eq!(ids, ["2:01", "2:PO-1", "2:PO-1#1", "2:PO-1#2", "2:01~2", "2:3", "2:3#1", "2:-_tree"]);
        assert_eq!(link("2:PO-1#1"), "#2:PO-1%231");
        assert_eq!(link("\"à"), "#%22%C3%A0");
    }
}
