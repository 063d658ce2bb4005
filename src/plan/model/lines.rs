//! Small nodes as a line of text: for tables, and for a diff of what has no diff of its own.

use super::{Other, Phase, Reached};

impl Phase {
    /// `2 Stesura del bando; 30; 01/03/2024 – 30/06/2024; ...`, what is not printed left out.
    #[must_use]
    pub fn line(&self) -> String {
        let name = [self.code.as_deref(), Some(self.name.as_str())].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let (start, end) = (self.start.as_ref().map(|own| &own.text), self.end.as_ref().map(|own| &own.text));
        let span = match (start, end) {
            (Some(start), Some(end)) => Some(format!("{start} – {end}")),
            (Some(start), None) => Some(format!("{start} –")),
            (None, Some(end)) => Some(format!("– {end}")),
            (None, None) => None,
        };
        let months = self.months.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        let parts = [
            Some(name),
            self.weight.map(|weight| weight.to_string().replace('.', ",")),
            span,
            Some(months).filter(|months| !months.is_empty()).map(|months| format!("[{months}]")),
            self.expected.clone(),
            self.progress.clone(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

impl Reached {
    /// `95,00 % (100 %; +5)`: the result, in brackets the degree of achievement and the gap. `None` where nothing is
    /// printed.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        let beside: Vec<&str> =
            [&self.achieved, &self.gap].into_iter().flatten().map(|measure| measure.text.as_str()).collect();
        match (self.text.as_deref(), beside.is_empty()) {
            (None, true) => None,
            (Some(text), true) => Some(text.to_owned()),
            (text, false) => Some(format!("{} ({})", text.unwrap_or("–"), beside.join("; "))),
        }
    }
}

impl Other {
    /// `Personale coinvolto: 3`
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}: {}", self.label, self.text)
    }
}
