//! What is wrong in settings, in both languages.

crate::messages! {
    unknown_rule(given: &str, near: &str): "unknown rule \"{given}\"{near}", "regola sconosciuta \"{given}\"{near}";
    unknown_key(given: &str, near: &str): "unknown key \"{given}\"{near}", "chiave sconosciuta \"{given}\"{near}";
    unknown_severity(given: &str, near: &str):
        "unknown severity \"{given}\"{near}", "gravità sconosciuta \"{given}\"{near}";
    unknown_language(given: &str): "unknown language \"{given}\"; en or it", "lingua sconosciuta \"{given}\"; en o it";
    did_you_mean(name: &str): "; did you mean \"{name}\"?", "; si intendeva \"{name}\"?";
    known(names: &str): "; known: {names}", "; note: {names}";
    no_toml(what: &str): "{what}", "non è TOML: {what}";
    table_wanted(): "a table is expected here", "qui si attende una tabella";
    text_wanted(): "a text is expected here", "qui si attende un testo";
    texts_wanted(): "a list of texts is expected here", "qui si attende un elenco di testi";
    number_wanted(): "a number is expected here", "qui si attende un numero";
    no_tolerance(given: &str): "not a tolerance: {given}", "non è una tolleranza: {given}";
    overrides_wanted(): "[[overrides]] is expected here", "qui si attende [[overrides]]";
    no_files():
        "an override names its files: files = [\"*.pdf\"]", "un'eccezione nomina i suoi file: files = [\"*.pdf\"]";
    no_pattern(what: &str): "{what}", "modello di file non valido: {what}";
}

#[cfg(test)]
mod tests {
    use super::MESSAGES;
    use crate::language::holes;

    #[test]
    fn every_message_is_in_both_languages_with_the_same_holes() {
        for (name, en, it) in MESSAGES {
            assert!(!en.is_empty() && en != it, "{name}");
            assert_eq!(holes(en), holes(it), "{name}");
        }
    }
}
