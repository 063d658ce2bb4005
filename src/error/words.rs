//! What is wrong and what to do, in both languages.

use crate::language::{Lang, Text};

crate::messages! {
    empty(): "the file is empty", "il file è vuoto";
    empty_remedy(): "check the download or the path", "controllare lo scaricamento o il percorso";
    not_a_plan(what: &str): "not a PDF or text: {what}", "non è un PDF né un testo: {what}";
    not_a_plan_remedy():
        "give the published PDF, or text extracted from it", "dare il PDF pubblicato, o il testo che ne è estratto";
    no_text(pages: u32):
        "no text layer in any of its {pages} pages (scanned: run OCR first)",
        "nessuno strato di testo nelle pagine ({pages}): è una scansione, farne prima l'OCR";
    no_visible_text(words: u32, pages: u32):
        "none of its {words} words is on its {pages} pages (cropped, clipped, covered or invisible)",
        "nessuna delle sue {words} parole è sulle sue {pages} pagine (tagliate, coperte o invisibili)";
    no_visible_text_remedy(): "print it to PDF again", "stamparlo di nuovo in PDF";
    password_needed(): "encrypted with a password", "protetto da una password";
    password_needed_remedy(): "give it in Options::password", "indicarla in Options::password";
    password_wrong():
        "encrypted, and this password does not open it", "protetto, e questa password non lo apre";
    password_wrong_remedy(): "check Options::password", "controllare Options::password";
    unsupported(method: &str):
        "encrypted by a method that is not supported ({method})", "protetto con un metodo non gestito ({method})";
    unsupported_remedy(): "save it again without encryption", "salvarlo di nuovo senza protezione";
    damaged(what: &str, read: &str): "damaged PDF: {what}, {read}", "PDF danneggiato: {what}, {read}";
    damaged_remedy():
        "download it again, or repair it (qpdf can)", "scaricarlo di nuovo, o ripararlo (qpdf può)";
    too_much(most: u64, of: &str): "more than {most} {of}", "più di {most} {of}";
    bytes(): "bytes", "byte";
    pages(): "pages", "pagine";
    decompressed(): "bytes of decompressed content", "byte di contenuto decompresso";
    marks(): "letters and lines on one page", "lettere e linee su una pagina";
    raise(option: &str):
        "raise {option}, if the file is to be trusted", "alzare {option}, se del file ci si fida";
    marks_remedy():
        "no plan prints so many; print the document to PDF again",
        "nessun piano ne stampa tante; stampare di nuovo il documento in PDF";
    plan_json(error: &str, line: usize, column: usize):
        "plan JSON that cannot be read: {error}", "JSON del piano illeggibile alla riga {line}, colonna {column}: {error}";
    plan_json_remedy(): "make it again from its document", "rifarlo dal suo documento";
    other_schema(found: &str):
        "JSON of schema {found}, and albero/plan/1 is read", "JSON di schema {found}; si legge albero/plan/1";
    other_schema_remedy():
        "use the version of albero that wrote it, or make it again",
        "usare la versione di albero che lo ha scritto, o rifarlo";
    nameless(what: &str): "plan JSON in which {what}", "JSON del piano in cui {what}";
    nameless_remedy(): "give it one, or take the node out", "darne uno, o togliere il nodo";
    no_such_pages_remedy():
        "give pages of the file, or none in Options::pages", "dare pagine del file, o nessuna in Options::pages";
    no_objective(pages: u32, words: usize, beside: &str):
        "no objective found in {pages} pages, {words} words{beside}",
        "nessun obiettivo trovato in {pages} pagine, {words} parole{beside}";
    attached(count: u32):
        " ({count} attached files are not read: extract them first)",
        " ({count} file allegati non sono letti: estrarli prima)";
    dynamic_form():
        " (its form, XFA, is not read: print it to PDF first)",
        " (il suo modulo, XFA, non è letto: stamparlo prima in PDF)";
    no_objective_remedy():
        "if it is a plan, inspect shows how its tables were understood",
        "se è un piano, inspect mostra come sono state intese le sue tabelle";
    text_form(words: usize):
        "no objective is sure in these {words} words of text: tables and sheets of this form need their lines and columns",
        "nessun obiettivo è sicuro in queste {words} parole di testo: tabelle e schede di questa forma richiedono linee e colonne";
    text_form_remedy(): "give the PDF that the text was made from", "dare il PDF da cui è stato ricavato il testo";
}

/// What the readers say in English, with the Italian of it; `{}` is what they fill in.
const SAID: &[Text] = &[
    Text { en: "its end is missing (cut off)", it: "ne manca la fine (è tagliato)" },
    Text { en: "it has no pages", it: "non ha pagine" },
    Text { en: "no page read", it: "nessuna pagina letta" },
    Text { en: "{} pages found", it: "{} pagine trovate" },
    Text { en: "its table of objects or pages is missing", it: "ne manca la tabella degli oggetti o delle pagine" },
    Text { en: "its encryption ({})", it: "la sua protezione ({})" },
    Text { en: "the content of page {} does not decompress", it: "il contenuto della pagina {} non si decomprime" },
    Text { en: "the reader failed while opening the file", it: "il lettore non è riuscito ad aprire il file" },
    Text { en: "the reader failed while counting pages", it: "il lettore non è riuscito a contare le pagine" },
    Text { en: "the reader failed while reading the page", it: "il lettore non è riuscito a leggere la pagina" },
    Text { en: "the reader failed while {}", it: "il lettore non è riuscito ({})" },
    Text { en: "unknown algorithm", it: "algoritmo sconosciuto" },
    Text { en: "text in UTF-32: save it as UTF-8", it: "testo in UTF-32: salvarlo in UTF-8" },
    Text {
        en: "a ZIP archive or an office document (.docx, .xlsx, .odt)",
        it: "un archivio ZIP o un documento d'ufficio (.docx, .xlsx, .odt)",
    },
    Text { en: "an old office document (.doc, .xls)", it: "un vecchio documento d'ufficio (.doc, .xls)" },
    Text { en: "an RTF document", it: "un documento RTF" },
    Text { en: "an image ({})", it: "un'immagine ({})" },
    Text { en: "a gzip archive", it: "un archivio gzip" },
    Text {
        en: "a signed envelope (.p7m): extract the PDF from it first",
        it: "una busta firmata (.p7m): estrarne prima il PDF",
    },
    Text { en: "a web page (HTML)", it: "una pagina web (HTML)" },
    Text { en: "an XML file", it: "un file XML" },
    Text { en: "binary data", it: "dati binari" },
    Text { en: "only a PDF is read by its pages", it: "solo di un PDF si leggono singole pagine" },
    Text { en: "pages {} to {} of a file with {}", it: "pagine da {} a {} di un file che ne ha {}" },
    Text { en: "objective {} has no title", it: "l'obiettivo {} non ha titolo" },
    Text { en: "indicator {} of objective {} has no name", it: "l'indicatore {} dell'obiettivo {} non ha nome" },
    Text { en: "phase {} of objective {} has no name", it: "la fase {} dell'obiettivo {} non ha nome" },
];

/// What a reader says, in one language. What a library says for itself stays as it is.
#[must_use]
pub fn said(lang: Lang, english: &str) -> String {
    if lang == Lang::En {
        return english.to_owned();
    }
    let filled = |text: &Text| Some((text.it, fillings(text.en, english)?));
    let Some((italian, fillings)) = SAID.iter().find_map(filled) else { return english.to_owned() };
    let mut parts = italian.split("{}");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.zip(fillings).fold(first, |told, (part, filling)| told + filling + part)
}

/// What fills the holes of a text, where it is of this form.
fn fillings<'t>(form: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = form.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        // The last part ends the text.
        let at = if parts.peek().is_none() { rest.strip_suffix(part)?.len() } else { rest.find(part)? };
        found.push(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::holes;

    #[test]
    fn every_message_is_in_both_languages_with_the_same_holes() {
        for (name, en, it) in MESSAGES {
            assert!(!en.trim().is_empty() && !it.trim().is_empty() && en != it, "{name}");
            // Italian says where a JSON is wrong, which serde's English words say themselves.
            assert!(holes(en).iter().all(|hole| holes(it).contains(hole)), "{name}");
        }
        for text in SAID {
            assert_eq!(text.en.matches("{}").count(), text.it.matches("{}").count(), "{}", text.en);
            assert_ne!(text.en, text.it);
        }
    }

    #[test]
    fn what_a_reader_says_is_told_with_what_it_fills_in() {
        let it = |text| said(Lang::It, text);
        assert_eq!(it("12 pages found"), "12 pagine trovate");
        assert_eq!(it("pages 3 to 9 of a file with 2"), "pagine da 3 a 9 di un file che ne ha 2");
        assert_eq!(it("invalid cross-reference"), "invalid cross-reference");
        assert_eq!(said(Lang::En, "no page read"), "no page read");
    }
}
