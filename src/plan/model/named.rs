//! How a person names a node, and every node of a tree in printed order.

use super::{Indicator, Objective, Plan, Section};

impl Section {
    /// Its code, else its title: how a person names it.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.code.clone().or_else(|| self.title.clone())
    }

    /// This section and all below it, each before those below it.
    pub fn all(&self) -> impl Iterator<Item = &Section> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(next.sections.iter().rev());
            Some(next)
        })
    }

    /// Every objective of the section, at any depth: its own, those below them, and those of the sections below it.
    pub fn all_objectives(&self) -> impl Iterator<Item = &Objective> {
        self.all().flat_map(|section| section.objectives.iter().flat_map(Objective::all))
    }
}

impl Objective {
    /// Its code, else its title: how a person names it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.code.as_deref().unwrap_or(&self.title)
    }

    /// This objective and all below it, each before those below it.
    pub fn all(&self) -> impl Iterator<Item = &Objective> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(next.objectives.iter().rev());
            Some(next)
        })
    }
}

impl Plan {
    /// Every section, at any depth, in printed order.
    pub fn all_sections(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().flat_map(Section::all)
    }

    /// Every objective, at any depth, in printed order.
    pub fn objectives(&self) -> impl Iterator<Item = &Objective> {
        self.sections.iter().flat_map(Section::all_objectives)
    }

    /// Every indicator, in printed order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.objectives().flat_map(|objective| &objective.indicators)
    }
}
