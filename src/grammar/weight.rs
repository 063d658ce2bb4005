//! Weights: `weight = [ "(" ] [ label ":" ] number [ "%" ] [ ")" ]`, in exact decimals.

use super::number::number;
use rust_decimal::Decimal;

/// The value of a weight's text without its label and brackets: `8,37%`, `8,37`, `20 %`.
pub(crate) fn weight_value(text: &str) -> Option<Decimal> {
    let (rest, value) = number(text.trim()).ok()?;
    matches!(rest.trim(), "" | "%").then_some(value)
}

/// What something is worth, in whatever unit: `20%`, `1,2`, `2 punti`, `30/100`, `30 su 100`.
pub(crate) fn worth(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let of_hundred = ["/100", "su 100"].iter().find_map(|whole| text.strip_suffix(whole));
    let (rest, value) = number(of_hundred.unwrap_or(text).trim_end()).ok()?;
    matches!(rest.trim(), "" | "%" | "punti" | "punto").then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_keep_their_printed_decimals() {
        assert_eq!(weight_value("8,37%").unwrap().to_string(), "8.37");
        assert_eq!(weight_value(" 100,00 % ").unwrap().to_string(), "100.00");
        assert_eq!(weight_value("20").unwrap().to_string(), "20");
        assert_eq!(weight_value("alto"), None);
        assert_eq!(weight_value("20 punti"), None);
        for (text, number) in [("20%", "20"), ("1,2", "1.2"), ("2 punti", "2"), ("30/100", "30"), ("30 su 100", "30")] {
            assert_eq!(worth(text).unwrap().to_string(), number);
        }
        assert_eq!(worth("20 giorni"), None);
    }
}
