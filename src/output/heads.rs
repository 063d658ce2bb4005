//! The heads of tables' columns in both languages, with what each column holds: one table, from which heads and the
//! sheet that explains a workbook's columns derive.

use crate::language::{Lang, Text};

/// A column.
struct Head {
    /// Its English head, which programs know it by.
    key: &'static str,
    /// Its Italian head.
    it: &'static str,
    /// What it holds.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code, reason = "workbooks alone explain their columns"))]
    what: Text,
}

const fn head(key: &'static str, it: &'static str, en_what: &'static str, it_what: &'static str) -> Head {
    Head { key, it, what: Text { en: en_what, it: it_what } }
}

/// A target's columns are numbered: `target_2_value` is `target_value` of the second.
#[rustfmt::skip] // A column is a line.
const HEADS: &[Head] = &[
    head("achieved", "raggiungimento", "How far the target was reached, as printed; of changes, whether it was", "Quanto del target è stato raggiunto, come stampato; nei cambiamenti, se lo è stato"),
    head("achieved_value", "raggiungimento_numero", "The same as a number", "Lo stesso come numero"),
    head("algorithm", "algoritmo", "How the indicator is computed", "Come si calcola l'indicatore"),
    head("baseline", "valore_iniziale", "The latest past value, as printed", "L'ultimo valore passato, come stampato"),
    head("baseline_date", "valore_iniziale_data", "The same as a date", "Lo stesso come data"),
    head("baseline_unit", "valore_iniziale_unità", "Its unit of measure", "La sua unità di misura"),
    head("baseline_value", "valore_iniziale_numero", "The same as a number", "Lo stesso come numero"),
    head("baseline_year", "valore_iniziale_anno", "Its year", "Il suo anno"),
    head("change", "differenza", "New number less the old one", "Il numero nuovo meno il vecchio"),
    head("code", "codice", "Code of the rule", "Codice della regola"),
    head("denominator", "denominatore", "Denominator of the algorithm", "Denominatore dell'algoritmo"),
    head("document", "documento", "File name of the document", "Nome del file del documento"),
    head("effect", "effetto", "What the change does to the target", "Che cosa il cambiamento fa al target"),
    head("draft", "bozza", "1, where it says of itself that it is a draft", "1, se dice di sé di essere una bozza"),
    head("end", "fine", "When the objective is to be reached, as printed", "Quando l'obiettivo va raggiunto, come stampato"),
    head("end_date", "fine_data", "The same as a date", "Lo stesso come data"),
    head("entity", "ente", "The public body", "L'ente"),
    head("errors", "errori", "How many findings are errors", "Quante segnalazioni sono errori"),
    head("field", "campo", "Which field has changed", "Quale campo è cambiato"),
    head("file", "file", "The file as it was given", "Il file come è stato dato"),
    head("fingerprint", "impronta", "What a finding is known by from run to run", "Ciò da cui una segnalazione si riconosce da una volta all'altra"),
    head("found_in", "trovato_in", "What the words are in: title, name or algorithm", "Dove stanno le parole: titolo (title), nome (name) o algoritmo (algorithm)"),
    head("further_targets", "altri_target", "Targets after the third, as printed", "I target dopo il terzo, come stampati"),
    head("gap", "scostamento", "Difference from the target, as printed", "Differenza dal target, come stampata"),
    head("gap_unit", "scostamento_unità", "Its unit of measure", "La sua unità di misura"),
    head("gap_value", "scostamento_numero", "The same as a number", "Lo stesso come numero"),
    head("help", "rimedio", "What to do", "Che cosa fare"),
    head("imported_at", "importato_il", "When it was imported", "Quando è stato importato"),
    head("indicator", "indicatore", "The indicator", "L'indicatore"),
    head("indicator_code", "codice_indicatore", "The indicator's own printed code", "Il codice stampato dell'indicatore"),
    head("indicator_id", "id_indicatore", "The objective's code and the indicator's number in it", "Il codice dell'obiettivo e il numero dell'indicatore in esso"),
    head("indicator_name", "nome_indicatore", "What is measured", "Che cosa si misura"),
    head("indicator_weight", "peso_indicatore", "Weight within the objective, in percent", "Peso nell'obiettivo, in percento"),
    head("indicators", "indicatori", "How many indicators", "Quanti indicatori"),
    head("level", "livello", "Section, objective or indicator", "Sezione, obiettivo o indicatore"),
    head("match", "corrispondenza", "How the pair was found", "Come è stata trovata la coppia"),
    head("message", "messaggio", "What is wrong", "Che cosa non va"),
    head("name", "nome", "Name of the rule", "Nome della regola"),
    head("new", "nuovo", "Code in the new plan", "Codice nel piano nuovo"),
    head("new_number", "numero_nuovo", "The new value as a number", "Il valore nuovo come numero"),
    head("new_pointer", "puntatore_nuovo", "Where it stands in the new plan's JSON", "Dove sta nel JSON del piano nuovo"),
    head("new_value", "valore_nuovo", "The new value, as printed", "Il valore nuovo, come stampato"),
    head("new_year", "anno_nuovo", "Year of the new value", "Anno del valore nuovo"),
    head("node", "nodo", "What it is of: a code or an indicator's id", "Di che cosa è: un codice o l'id di un indicatore"),
    head("notes", "note", "Notes of the indicator", "Note dell'indicatore"),
    head("numerator", "numeratore", "Numerator of the algorithm", "Numeratore dell'algoritmo"),
    head("objective", "obiettivo", "The objective, by code and title", "L'obiettivo, per codice e titolo"),
    head("objective_code", "codice_obiettivo", "Code of the objective", "Codice dell'obiettivo"),
    head("objective_description", "descrizione_obiettivo", "Description of the objective", "Descrizione dell'obiettivo"),
    head("objective_kind", "tipo_obiettivo", "operational, individual or strategic", "operativo (operational), individuale (individual) o strategico (strategic)"),
    head("objective_notes", "note_obiettivo", "Notes of the objective", "Note dell'obiettivo"),
    head("objective_other", "altro_obiettivo", "What stands beside other labels of the objective", "Ciò che sta accanto ad altre etichette dell'obiettivo"),
    head("objective_title", "titolo_obiettivo", "Title of the objective", "Titolo dell'obiettivo"),
    head("objective_weight", "peso_obiettivo", "Weight of the objective, in percent", "Peso dell'obiettivo, in percento"),
    head("objectives", "obiettivi", "How many objectives", "Quanti obiettivi"),
    head("of_year", "dell_anno", "The year that the values of the row are of", "L'anno a cui si riferiscono i valori della riga"),
    head("old", "vecchio", "Code in the old plan", "Codice nel piano vecchio"),
    head("old_number", "numero_vecchio", "The old value as a number", "Il valore vecchio come numero"),
    head("old_pointer", "puntatore_vecchio", "Where it stands in the old plan's JSON", "Dove sta nel JSON del piano vecchio"),
    head("old_target", "target_vecchio", "The target that was to be reached", "Il target che si doveva raggiungere"),
    head("old_value", "valore_vecchio", "The old value, as printed", "Il valore vecchio, come stampato"),
    head("old_year", "anno_vecchio", "Year of the old value", "Anno del valore vecchio"),
    head("other", "altro", "What stands beside other labels of the indicator", "Ciò che sta accanto ad altre etichette dell'indicatore"),
    head("others", "altri", "Further documents of this body, year and kind in the archive", "Altri documenti di questo ente, anno e tipo nell'archivio"),
    head("page", "pagina", "Page of the document, from 1", "Pagina del documento, da 1"),
    head("parent_code", "codice_superiore", "Code of the objective above", "Codice dell'obiettivo superiore"),
    head("parent_title", "titolo_superiore", "Title of the objective above", "Titolo dell'obiettivo superiore"),
    head("past", "valore_passato", "What was in that year, as printed", "Il valore in quell'anno, come stampato"),
    head("past_date", "valore_passato_data", "The same as a date", "Lo stesso come data"),
    head("past_unit", "valore_passato_unità", "Its unit of measure", "La sua unità di misura"),
    head("past_value", "valore_passato_numero", "The same as a number", "Lo stesso come numero"),
    head("phases", "fasi", "Phases of the objective", "Fasi dell'obiettivo"),
    head("plan_kind", "tipo_piano", "report, where it tells results", "report, se è una relazione"),
    head("plan_title", "titolo_piano", "Title of the plan", "Titolo del piano"),
    head("pointer", "puntatore", "Where it stands in the plan JSON", "Dove sta nel JSON del piano"),
    head("quoted", "testo", "The printed words that it is about", "Le parole stampate di cui si tratta"),
    head("reached", "conseguito", "What was reached", "Ciò che è stato conseguito"),
    head("responsible", "responsabili", "Persons or roles", "Persone o ruoli"),
    head("result", "consuntivo", "What was reached, as printed", "Ciò che è stato conseguito, come stampato"),
    head("result_date", "consuntivo_data", "The same as a date", "Lo stesso come data"),
    head("result_unit", "consuntivo_unità", "Its unit of measure", "La sua unità di misura"),
    head("result_value", "consuntivo_numero", "The same as a number", "Lo stesso come numero"),
    head("rule", "regola", "Code of the rule", "Codice della regola"),
    head("score", "punteggio", "How sure the pair is, from 0 to 1", "Quanto è sicura la coppia, da 0 a 1"),
    head("section", "area", "The section, by code and title", "L'area, per codice e titolo"),
    head("section_code", "codice_area", "Code of the section", "Codice dell'area"),
    head("section_kind", "tipo_area", "What kind of section", "Che tipo di area"),
    head("section_path", "percorso_area", "The sections above it and itself", "Le aree superiori e l'area stessa"),
    head("section_title", "titolo_area", "Title of the section", "Titolo dell'area"),
    head("severity", "gravità", "How grave it is", "Quanto è grave"),
    head("sha256", "sha256", "Fingerprint of the document's bytes", "Impronta dei byte del documento"),
    head("source", "fonte", "Where the data come from", "Da dove vengono i dati"),
    head("stakeholders", "destinatari", "Whom the objective is for", "A chi è rivolto l'obiettivo"),
    head("start", "inizio", "When the objective begins, as printed", "Quando l'obiettivo comincia, come stampato"),
    head("start_date", "inizio_data", "The same as a date", "Lo stesso come data"),
    head("status", "stato", "changed, added, removed or unchanged", "cambiato (changed), aggiunto (added), soppresso (removed) o invariato (unchanged)"),
    head("target", "target", "What is to be reached, as printed", "Ciò che si deve raggiungere, come stampato"),
    head("target_comparator", "target_confronto", "How the value is compared: >=, <=, =, >, <", "Come si confronta il valore: >=, <=, =, >, <"),
    head("target_date", "target_data", "The target as a date", "Il target come data"),
    head("target_kind", "target_tipo", "What kind of target", "Che tipo di target"),
    head("target_levels", "target_livelli", "Levels of a graded target", "I livelli di un target a soglie"),
    head("target_relative_to", "target_rispetto_a", "The year that a relative target is of", "L'anno a cui un target relativo si riferisce"),
    head("target_text", "target_testo", "The target, as printed", "Il target, come stampato"),
    head("target_unit", "target_unità", "Its unit of measure", "La sua unità di misura"),
    head("target_upper", "target_massimo", "Upper end of a range", "Estremo superiore di un intervallo"),
    head("target_value", "target_numero", "The target as a number", "Il target come numero"),
    head("target_year", "target_anno", "Its year", "Il suo anno"),
    head("text", "testo", "The text that was found", "Il testo trovato"),
    head("title", "titolo", "Title or name", "Titolo o nome"),
    head("typology", "tipologia", "Typology of the indicator", "Tipologia dell'indicatore"),
    head("unit", "unità_di_misura", "Unit of measure", "Unità di misura"),
    head("units", "unità_organizzative", "Organizational units that are responsible", "Unità organizzative coinvolte"),
    head("warnings", "avvisi", "How many findings are warnings", "Quante segnalazioni sono avvisi"),
    head("year", "anno", "Year of the plan", "Anno del piano"),
];

/// A head's entry, and the number of the target that it is of.
fn entry(key: &str) -> Option<(&'static Head, Option<&str>)> {
    let of = |key: &str| HEADS.iter().find(|head| head.key == key);
    if let Some(head) = of(key) {
        return Some((head, None));
    }
    let (number, rest) = key.strip_prefix("target_")?.split_once('_')?;
    Some((of(&format!("target_{rest}"))?, Some(number)))
}

/// A column's head in one language.
pub(super) fn told(key: &str, lang: Lang) -> String {
    match (lang, entry(key)) {
        (Lang::It, Some((head, None))) => head.it.to_owned(),
        (Lang::It, Some((head, Some(number)))) => head.it.replacen("target_", &format!("target_{number}_"), 1),
        _ => key.to_owned(),
    }
}

/// What a column holds; nothing of one that explains itself.
#[cfg(feature = "xlsx")]
pub(super) fn what(key: &str, lang: Lang) -> Option<&'static str> {
    entry(key).map(|(head, _)| head.what.get(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::csv::{self, Dialect};

    #[test]
    fn every_column_of_every_table_is_told_in_both_languages() {
        let mut heads = Vec::new();
        csv::indicators(&mut heads, Dialect::default()).unwrap().end().unwrap();
        crate::output::long::rows(&mut heads, Dialect::default()).unwrap().end().unwrap();
        csv::findings(&mut heads, Dialect::default()).unwrap().end().unwrap();
        let heads = String::from_utf8(heads).unwrap();
        let others = crate::output::changes::HEADS.iter().chain(crate::output::findings::HEADS.iter()).copied();
        #[cfg(feature = "archive")]
        let others = others.chain(crate::output::listed::PLANS.iter().chain(crate::output::listed::HITS).copied());
        for key in heads.split(['\r', '\n', ',']).filter(|key| !key.is_empty()).chain(others) {
            assert!(entry(key).is_some(), "{key}");
        }
        assert_eq!(told("target_2_value", Lang::It), "target_2_numero");
        assert_eq!(told("target_2_value", Lang::En), "target_2_value");
    }
}
