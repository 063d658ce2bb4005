//! The indicators' ids.

use super::model::{Objective, Section};
use std::collections::HashMap;

/// Gives an id to each indicator that has none: the objective's code, else its number counted depth first over all
/// objectives; `~2` at the second objective of a code; then `#` and the indicator's number in its objective.
pub(crate) fn name_indicators(sections: &mut [Section]) {
    let mut numbering = Numbering::default();
    sections.iter_mut().for_each(|section| numbering.section(section));
}

#[derive(Default)]
struct Numbering {
    objectives: usize,
    /// How often each code has been seen.
    codes: HashMap<String, usize>,
}

impl Numbering {
    fn section(&mut self, section: &mut Section) {
        section.objectives.iter_mut().for_each(|objective| self.objective(objective));
        section.sections.iter_mut().for_each(|section| self.section(section));
    }

    fn objective(&mut self, objective: &mut Objective) {
        self.objectives += 1;
        let name = match &objective.code {
            None => self.objectives.to_string(),
            Some(code) => {
                let seen = self.codes.entry(code.clone()).or_default();
                *seen += 1;
                if *seen == 1 { code.clone() } else { format!("{code}~{seen}") }
            }
        };
        for (index, indicator) in objective.indicators.iter_mut().enumerate() {
            if indicator.id.is_empty() {
                indicator.id = format!("{name}#{}", index + 1);
            }
        }
        objective.objectives.iter_mut().for_each(|objective| self.objective(objective));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::Indicator;

    fn objective(code: Option<&str>, below: Vec<Objective>) -> Objective {
        let indicators = vec![Indicator::default(), Indicator::default()];
        Objective { code: code.map(str::to_owned), indicators, objectives: below, ..Objective::default() }
    }

    #[test]
    fn ids_are_by_code_else_by_number_and_a_code_used_twice_is_told_apart() {
        let below = vec![objective(None, Vec::new()), objective(Some("B"), Vec::new())];
        let first = Section { objectives: vec![objective(Some("A"), below)], ..Section::default() };
        let second = Section { objectives: vec![objective(Some("A"), Vec::new())], ..Section::default() };
        let mut sections = vec![Section { sections: vec![second], ..first }];
        name_indicators(&mut sections);
        let all = sections.iter().flat_map(Section::all_objectives).flat_map(|o| &o.indicators);
        let ids: Vec<&str> = all.map(|indicator| indicator.id.as_str()).collect();
        assert_eq!(ids, ["A#1", "A#2", "2#1", "2#2", "B#1", "B#2", "A~2#1", "A~2#2"]);
    }
}
