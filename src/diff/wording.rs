//! When two printed texts say the same: spaces, quotes and dashes aside, and but for the years that have
//! moved on with the plan.
//!
//! ```text
//! text = { other | number } ;                        (* runs of digits, and what stands between them *)
//! year = 4 digits | ( year | day sep month ) sep 2 digits ;      (* 2023, 2022/23, 31/12/23 *)
//! ```

/// How two texts compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sameness {
    /// The same words.
    Same,
    /// The same but for years that moved on with the plan, one at least.
    RolledOver,
    /// Other words.
    Different,
}

/// Years that plans speak of; a number outside is a number.
const YEARS: std::ops::RangeInclusive<i32> = 1980..=2099;

/// Is this number, with its printed digits, a year?
pub(crate) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse().is_ok_and(|year| YEARS.contains(&year))
}

/// Compares two texts of plans whose years are `moved` apart; where that is unknown, no year moves on.
pub(crate) fn compare(old: &str, new: &str, moved: Option<i32>) -> Sameness {
    let (old, new) = (plain(old), plain(new));
    if old == new {
        return Sameness::Same;
    }
    let (old, new) = (runs(&old), runs(&new));
    let moved = moved.filter(|moved| *moved != 0);
    let alike = old.len() == new.len()
        && old.iter().zip(&new).enumerate().all(|(at, (before, after))| {
            before == after || moved.is_some_and(|moved| moves(before, after, moved, &old[..at]))
        });
    if alike { Sameness::RolledOver } else { Sameness::Different }
}

/// Without spaces, and with one kind of quote and of dash: how a text is set is not what it says.
fn plain(text: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' | '‛' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

/// Runs of digits, and what stands between them.
fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push(run);
        rest = after;
    }
    runs
}

/// Is `after` the year `before`, moved on? `earlier` are the runs before it.
fn moves(before: &str, after: &str, moved: i32, earlier: &[&str]) -> bool {
    let (Ok(from), Ok(to)) = (before.parse::<i64>(), after.parse::<i64>()) else { return false };
    let moved = i64::from(moved);
    if is_year(before) && is_year(after) {
        return to - from == moved;
    }
    let short = before.len() == 2 && after.len() == 2 && (to - from - moved).rem_euclid(100) == 0;
    short && ends_in_short_year(earlier)
}

/// Does a year of two digits follow these runs: `2022/`, `31/12/`?
fn ends_in_short_year(earlier: &[&str]) -> bool {
    let separator = |run: &str| matches!(run, "/" | "-" | ".");
    match earlier {
        [.., year, last] if is_year(year) => separator(last),
        [.., day, first, month, last] => {
            let number = |run: &str| run.len() <= 2 && run.bytes().all(|b| b.is_ascii_digit());
            separator(first) && first == last && number(day) && number(month)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_move_on_with_the_plan_are_no_change() {
        for (old, new) in [
            ("2023", "2024"),
            ("Giornata dell'Economia 2023", "Giornata dell’Economia  2024"),
            ("Entro 31/12/2023", "Entro 31/12/2024"),
            ("entro il 31/12/23", "entro il 31/12/24"),
            ("Triennio 2023-2025", "Triennio 2024-2026"),
            ("stagione 2022/23", "stagione 2023/24"),
            ("Piano 2023, delibera del 20.12.2022", "Piano 2024, delibera del 20.12.2022"),
            ("(al 30/06/2022 e al 31/12/2022)", "(al 30/06/2023 e al 31/12/2023)"),
        ] {
            assert_eq!(compare(old, new, Some(1)), Sameness::RolledOver, "{old} -> {new}");
            assert_eq!(compare(new, old, Some(-1)), Sameness::RolledOver, "{new} -> {old}");
        }
    }

    #[test]
    fn anything_else_that_differs_is_a_change() {
        for (old, new) in [
            ("2023", "2025"),
            ("Entro 31/12/2023", "Entro 30/12/2024"),
            ("Entro 11/12/2023", "Entro 12/12/2024"),
            ("n. 23", "n. 24"),
            ("12/23 pratiche", "12/24 pratiche"),
            ("20231", "20241"),
            ("Pratiche 2023", "pratiche 2024"),
            ("Fase 1 2023", "Fase 1 2024 bis"),
        ] {
            assert_eq!(compare(old, new, Some(1)), Sameness::Different, "{old} -> {new}");
        }
        assert_eq!(compare("2023", "2024", None), Sameness::Different);
        assert_eq!(compare("2023", "2024", Some(0)), Sameness::Different);
    }

    #[test]
    fn how_a_text_is_set_is_not_what_it_says() {
        assert_eq!(compare("dell'anno \"x\" - y", "dell’anno “x” – y", None), Sameness::Same);
        assert_eq!(compare("a b", "ab", None), Sameness::Same);
        assert_eq!(compare("a", "A", None), Sameness::Different);
    }
}
