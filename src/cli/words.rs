//! All that the command line says by itself, in both languages: one table, a message a line.

use super::lang::lang;
use albero::{Error, Limit};

albero::messages! {
    by lang();
    standard_input(): "standard input", "ingresso standard";
    standard_output(error: &str): "standard output: {error}", "uscita standard: {error}";
    // Files.
    no_such_file(): "no such file; check the path", "file inesistente; controllare il percorso";
    no_permission(): "no permission to read it", "manca il permesso di leggerlo";
    unreadable(error: &str): "cannot be read: {error}", "non si può leggere: {error}";
    unwritable(path: &str, error: &str): "{path}: cannot be written: {error}", "{path}: non si può scrivere: {error}";
    is_folder(): "is a folder; give a file in it", "è una cartella; dare un file che vi si trova";
    output_is_folder(): "it is a folder", "è una cartella";
    too_long(most: u64): "more than {most} MiB: not such a file", "più di {most} MiB: non è un file di questo tipo";
    not_utf8(): "not UTF-8", "non è UTF-8";
    silent(seconds: u64):
        "nothing comes from it within {seconds} seconds; is anybody writing to it?",
        "non ne viene nulla entro {seconds} secondi; qualcuno vi scrive?";
    list_unreadable(path: &str, error: &str): "{path}: list cannot be read: {error}", "{path}: elenco illeggibile: {error}";
    password_unreadable(path: &str, error: &str):
        "{path}: password cannot be read: {error}", "{path}: password illeggibile: {error}";
    settings_unreadable(path: &str, error: &str):
        "{path}: settings cannot be read: {error}", "{path}: impostazioni illeggibili: {error}";
    settings_of_another(path: &str):
        "{path}: settings of another user, not used; --config takes them",
        "{path}: impostazioni di un altro utente, non usate; --config le prende";
    baseline_unreadable(path: &str, error: &str):
        "{path}: baseline cannot be read: {error}", "{path}: segnalazioni note illeggibili: {error}";
    no_baseline(path: &str, error: &str): "{path}: no baseline: {error}", "{path}: non sono segnalazioni note: {error}";
    unlistable(why: &str): "cannot be listed: {why}", "non se ne può leggere l'elenco: {why}";
    // Remedies by the command line's own options.
    give_password(): "give it with --password", "indicarla con --password";
    check_password(): "check --password", "controllare --password";
    raise(option: &str): "raise {option}, if the file is to be trusted", "alzare {option}, se del file ci si fida";
    parse_again(): "make it again with albero parse", "rifarlo con albero parse";
    leave_pages_out(): "give pages of the file, or leave --pages out", "dare pagine del file, o togliere --pages";
    inspect_shows():
        "if it is a plan, albero inspect shows how its tables were understood",
        "se è un piano, albero inspect mostra come sono state intese le sue tabelle";
    // Workers.
    no_worker(error: &str):
        "no worker can be started: {error}; try --no-isolate",
        "nessun processo di lettura si avvia: {error}; provare --no-isolate";
    no_answer(): "the worker gave no answer", "il processo di lettura non ha risposto";
    no_thread(error: &str):
        "no thread can be started: {error}; try fewer --jobs", "nessun thread si avvia: {error}; provare con meno --jobs";
    read_too_late(seconds: u64):
        "not read within {seconds} seconds: damaged, or made to take forever; raise --timeout, if the file is to be trusted",
        "non letto entro {seconds} secondi: danneggiato, o fatto per non finire mai; alzare --timeout, se del file ci si fida";
    compared_too_late(seconds: u64):
        "not compared within {seconds} seconds: damaged, or made to take forever; raise --timeout, if the file is to be trusted",
        "non confrontato entro {seconds} secondi: danneggiato, o fatto per non finire mai; alzare --timeout, se del file ci si fida";
    drawn_too_late(seconds: u64):
        "not drawn within {seconds} seconds: damaged, or made to take forever; raise --timeout, if the file is to be trusted",
        "non disegnato entro {seconds} secondi: danneggiato, o fatto per non finire mai; alzare --timeout, se del file ci si fida";
    told_too_late(seconds: u64):
        "not told within {seconds} seconds: damaged, or made to take forever; raise --timeout, if the file is to be trusted",
        "non descritto entro {seconds} secondi: danneggiato, o fatto per non finire mai; alzare --timeout, se del file ci si fida";
    nested():
        "damaged, or made to do harm: nested without end; repair it (qpdf can)",
        "danneggiato, o fatto per nuocere: annidato senza fine; ripararlo (qpdf può)";
    too_much_memory(most: u64):
        "takes more than {most} MiB of memory to read: damaged, or made to do harm; raise --max-memory, if the file is to be trusted",
        "la lettura prende più di {most} MiB di memoria: danneggiato, o fatto per nuocere; alzare --max-memory, se del file ci si fida";
    not_started(why: &str):
        "its reader could not start: {why}; try --no-isolate", "il suo lettore non si avvia: {why}; provare --no-isolate";
    killed():
        "its reader was killed from outside, as systems do where memory runs out; try again, with fewer --jobs",
        "il suo lettore è stato chiuso dall'esterno, come fanno i sistemi a corto di memoria; riprovare, con meno --jobs";
    crashed(how: &str):
        "damaged: its reader ended ({how}); repair it (qpdf can), or print it to PDF again",
        "danneggiato: il suo lettore è terminato ({how}); ripararlo (qpdf può), o stamparlo di nuovo in PDF";
    reading_failed():
        "damaged file: reading it failed; download it again, or repair it (qpdf can)",
        "file danneggiato: la lettura non è riuscita; scaricarlo di nuovo, o ripararlo (qpdf può)";
    own_fault(place: &str):
        "a fault of albero's own ({place}), not of the file's; please report it",
        "un errore di albero stesso ({place}), non del file; si prega di segnalarlo";
    // Text that is recognised in scans.
    recognise(command: &str):
        "`{command}` recognises it, or give --ocr", "`{command}` lo riconosce, o dare --ocr";
    no_ocr():
        "--ocr needs ocrmypdf, which is not installed (Debian, Ubuntu: apt install ocrmypdf tesseract-ocr-ita)",
        "--ocr richiede ocrmypdf, che non è installato (Debian, Ubuntu: apt install ocrmypdf tesseract-ocr-ita)";
    ocr_failed(what: &str): "its text was not recognised: {what}", "il testo non è stato riconosciuto: {what}";
    ocr_gave_no_pdf(): "ocrmypdf gave no PDF", "ocrmypdf non ha dato un PDF";
    ocr_too_late(seconds: u64):
        "its text was not recognised within {seconds} seconds; raise --ocr-timeout",
        "il testo non è stato riconosciuto entro {seconds} secondi; alzare --ocr-timeout";
    ocr_keeps_one():
        "a second scan: --ocr-output keeps one; give one file",
        "una seconda scansione: --ocr-output ne conserva una; dare un solo file";
    recognised_by(by: &str):
        "its text was recognised by {by}; letters may be wrong",
        "il testo è stato riconosciuto da {by}; le lettere possono essere sbagliate";
    // What was noticed while reading.
    warned(of: &str, what: &str): "{of}: warning: {what}", "{of}: avviso: {what}";
    page_unread(page: u32, what: &str):
        "page {page} could not be read ({what}): what it says is missing",
        "la pagina {page} non è stata letta ({what}): ciò che dice manca";
    damaged_content(page: u32):
        "the content of page {page} is damaged: text may be missing from it, or wrong",
        "il contenuto della pagina {page} è danneggiato: il testo può mancare, o essere sbagliato";
    readers_disagree(page: u32, first: &str, second: &str):
        "page {page}: the readers see different letters; only this reading: {first}; only the other: {second}",
        "pagina {page}: i due lettori vedono lettere diverse; solo questa lettura: {first}; solo l'altra: {second}";
    no_second_reading(what: &str):
        "the second reader could not read it: {what}", "il secondo lettore non è riuscito a leggerlo: {what}";
    approximate():
        "read by pdf-extract, whose places and lines are approximate; compare with --reader hayro",
        "letto con pdf-extract, le cui posizioni e linee sono approssimate; confrontare con --reader hayro";
    other_reader(what: &str):
        "read by pdf-extract, whose places and lines are approximate, as the first reader found no page ({what})",
        "letto con pdf-extract, le cui posizioni e linee sono approssimate: il primo lettore non ha trovato pagine ({what})";
    hidden_text(page: u32, words: &str, how: &str): "page {page}: {words} {how}", "pagina {page}: {words} {how}";
    attachments(count: u32):
        "{count} attached documents were not read; extract them to read them",
        "{count} documenti allegati non sono stati letti; estrarli per leggerli";
    dynamic_form():
        "its form (XFA) was not read; print it to PDF to read it",
        "il suo modulo (XFA) non è stato letto; stamparlo in PDF per leggerlo";
    undecodable(line: u32, count: u32):
        "line {line}: {count} characters could not be decoded and stand as \u{fffd}",
        "riga {line}: {count} caratteri non decodificabili stanno come \u{fffd}";
    encoding_guessed(encoding: &str):
        "not UTF-8: read as {encoding}, a guess; save it as UTF-8 if accents are wrong",
        "non è UTF-8: letto come {encoding}, per ipotesi; salvarlo in UTF-8 se gli accenti sono sbagliati";
    unread_words(words: &str, of: u32, pages: &str):
        "{words} of {of} are in no field ({pages}); albero inspect shows how its tables were understood",
        "{words} su {of} senza un campo ({pages}); albero inspect mostra come sono state intese le sue tabelle";
    one_word(): "1 word", "1 parola";
    many_words(count: u32): "{count} words", "{count} parole";
    on_page(pages: &str): "page {pages}", "pagina {pages}";
    on_pages(pages: &str): "pages {pages}", "pagine {pages}";
    invisible(): "set to be invisible: left out", "rese invisibili: lasciate fuori";
    covered(): "covered by a box painted over them: left out", "coperte da un riquadro: lasciate fuori";
    clipped(): "clipped away: left out", "ritagliate via: lasciate fuori";
    off_page(): "outside the page: left out", "fuori dalla pagina: lasciate fuori";
    layer_off(): "on a layer that is off: left out", "su un livello spento: lasciate fuori";
    actual_text():
        "of a replacement text (ActualText) unlike the letters printed: left out",
        "di un testo sostitutivo (ActualText) diverso dalle lettere stampate: lasciate fuori";
    recognised(): "invisible, standing for a picture: read", "invisibili, al posto di un'immagine: lette";
    annotation():
        "of notes or form fields painted over the page: read", "di annotazioni o campi di modulo sopra la pagina: lette";
    no_appearance():
        "of notes or form fields without a picture of their own: read",
        "di annotazioni o campi di modulo senza un'immagine propria: lette";
    // Options that do not go together.
    not_for_a_terminal():
        "a workbook is not for a terminal: say where to write it, -o FILE.xlsx",
        "una cartella di lavoro non è per un terminale: dire dove scriverla, -o FILE.xlsx";
    one_document():
        "parse writes the JSON of one document: give one file, or --format ndjson for many",
        "parse scrive il JSON di un documento: dare un file, o --format ndjson per molti";
    text_only(option: &str): "{option} is for --output-format text only", "{option} vale solo con --output-format text";
    text_and_concise_only(option: &str):
        "{option} is for --output-format text and concise only", "{option} vale solo con --output-format text e concise";
    for_formats(option: &str, formats: &str):
        "{option} is for --output-format {formats} only", "{option} vale solo con --output-format {formats}";
    not_with(option: &str, other: &str):
        "{option} does not apply with {other}", "{option} non vale con {other}";
    for_archives(option: &str): "{option} is for plans of an archive: --archive", "{option} vale per i piani di un archivio: --archive";
    not_checked(path: &str, rules: &str):
        "{path}: these settings rule; not checked: {rules}", "{path}: valgono queste impostazioni; regole escluse: {rules}";
    more_than_two(): "more than two plans", "più di due piani";
    two_plans():
        "more than two plans: --output-format text or json", "più di due piani: --output-format text o json";
    years_wanted(given: &str):
        "{given}: with --archive, give years to compare", "{given}: con --archive, dare gli anni da confrontare";
    no_body_named(): "no body named", "ente non indicato";
    several_bodies(names: &str):
        "plans of several bodies: {names}; say which with --entity", "piani di più enti: {names}; dire quale con --entity";
    standard_input_once():
        "standard input can be one of the plans only", "l'ingresso standard può essere uno solo dei piani";
    two_wanted(): "two plans at least are compared", "si confrontano almeno due piani";
    bodies_differ(old: &str, new: &str):
        "warning: plans of two bodies: {old}; {new}", "avviso: piani di due enti diversi: {old}; {new}";
    wrong_order(old: i32, new: i32):
        "warning: the plans stand in the wrong order: {old} after {new}; the older one goes first",
        "avviso: i piani sono in ordine inverso: {old} dopo {new}; il più vecchio va per primo";
    no_findings_there():
        "a table of indicators by year and the portal's record have no findings: --format csv, json or ndjson",
        "la tabella degli indicatori per anno e il tracciato del portale non hanno segnalazioni: --format csv, json o ndjson";
    archive_failed(): "the archive failed", "l'archivio non risponde";
    is_whole(file: &str):
        "{file} is a file, of which the whole tree is shown: --entity, --year and --all are for codes in an archive",
        "{file} è un file, del quale si mostra tutto l'albero: --entity, --year e --all valgono per i codici in un archivio";
    no_objective(code: &str, whose: &str):
        "no objective {code} in the plans{whose}; see albero list, albero search",
        "nessun obiettivo {code} nei piani{whose}; vedere albero list, albero search";
    of_body(body: &str): " of {body}", " di {body}";
    of_year(year: i32): " of {year}", " del {year}";
    of_body_and_year(body: &str, year: i32): " of {body}, {year}", " di {body}, {year}";
    no_such_plan(): "no such plan in the archive; see albero list", "nessun piano simile nell'archivio; vedere albero list";
    nothing_found(): "nothing found", "non si è trovato nulla";
    no_documents(folder: &str):
        "{folder}: no PDF, text or plan JSON in this folder", "{folder}: nessun PDF, testo o JSON di piano in questa cartella";
    wrong_pattern(pattern: &str, why: &str):
        "--exclude {pattern}: no pattern of files: {why}", "--exclude {pattern}: non è un modello di file: {why}";
    folder_where_one():
        "is a folder, and one document is wanted; give a file in it",
        "è una cartella, e si vuole un documento; dare un file che vi si trova";
    // How many were read.
    all_read(count: usize): "read {count}", "letti {count}";
    some_refused(read: usize, refused: usize): "read {read}, refused {refused}:", "letti {read}, rifiutati {refused}:";
    // Import.
    no_year(): "no year", "anno non indicato";
    imported(): "imported", "importato";
    imported_in_place(older: usize): "imported in place of {older}", "importato al posto di {older}";
    relabelled(): "known already; body or year taken", "già presente; ente o anno presi";
    relabelled_count(count: usize):
        "; body or year taken of {count} unchanged", "; ente o anno presi per {count} invariati";
    sums(imported: usize, unchanged: usize, replaced: usize, failed: usize):
        "imported {imported}, unchanged {unchanged}, replaced {replaced}, failed {failed}",
        "importati {imported}, invariati {unchanged}, sostituiti {replaced}, non riusciti {failed}";
    skipped(count: usize):
        "; skipped {count} that are no PDF, text or plan JSON", "; saltati {count} che non sono PDF, testo o JSON di piano";
    passed_hidden(count: usize): "; passed by {count} hidden", "; tralasciati {count} nascosti";
    passed_links(count: usize):
        "; passed by {count} that are links to folders or to nothing",
        "; tralasciati {count} collegamenti a cartelle o a nulla";
    passed_special(count: usize):
        "; passed by {count} that are pipes or devices", "; tralasciati {count} che sono pipe o dispositivi";
    nameless(count: usize):
        "{count} name no public body: --entity or --entity-from parent-folder does",
        "{count} non nominano un ente: lo indica --entity, o --entity-from parent-folder";
    doubtful(path: &str, why: &str): "warning: {path}: {why}", "avviso: {path}: {why}";
    failed(path: &str, why: &str): "failed: {path}: {why}", "non riuscito: {path}: {why}";
    pages_left(): "{{bar:30}} {{pos}}/{{len}} pages, {{eta}} left", "{{bar:30}} {{pos}}/{{len}} pagine, mancano {{eta}}";
    documents_left():
        "{{bar:30}} {{pos}}/{{len}} documents, {{per_sec}}, {{eta}} left",
        "{{bar:30}} {{pos}}/{{len}} documenti, {{per_sec}}, mancano {{eta}}";
    // Report.
    one_with_previous():
        "--previous is for one plan; say which with --entity and --year",
        "--previous vale per un solo piano; indicare quale con --entity e --year";
    to_standard_output(): "standard output", "uscita standard";
    page_written(name: &str, size: &str, count: usize, bytes: &str):
        "{name}: {size}; {count} pictures of pages, {bytes}", "{name}: {size}; {count} immagini di pagine, {bytes}";
    no_pictures(): "no pictures of pages", "nessuna immagine delle pagine";
    // Lists.
    in_title(): "title", "titolo";
    in_name(): "name", "nome";
    in_algorithm(): "algorithm", "algoritmo";
    draft(): "draft", "bozza";
    report(): "report", "relazione";
    one_other(): "1 other: --all", "1 altro: --all";
    others(count: i64): "{count} others: --all", "{count} altri: --all";
    objectives(count: i64): "{count} objectives", "{count} obiettivi";
    one_objective(): "1 objective", "1 obiettivo";
    indicators(count: i64): "{count} indicators", "{count} indicatori";
    one_indicator(): "1 indicator", "1 indicatore";
    errors(count: i64): "{count} errors", "{count} errori";
    one_error(): "1 error", "1 errore";
    warnings(count: i64): "{count} warnings", "{count} avvisi";
    one_warning(): "1 warning", "1 avviso";
    removed(count: usize): "removed {count}", "tolti {count}";
    renamed(count: usize): "renamed {count}", "rinominati {count}";
    // Inspect.
    cell_place(rows: &str, columns: &str): "row {rows}, column {columns}", "riga {rows}, colonna {columns}";
    table_head(number: usize, page: u32, place: &str, rows: usize, columns: usize, sure: f64, role: &str):
        "table {number}: page {page}{place}; {rows} rows, {columns} columns; sure to {sure:.0} %{role}",
        "tabella {number}: pagina {page}{place}; {rows} righe, {columns} colonne; sicura al {sure:.0} %{role}";
    box_at(x0: f64, y0: f64, x1: f64, y1: f64): " at {x0},{y0} to {x1},{y1}", " da {x0},{y0} a {x1},{y1}";
    teach():
        "Heads that are not known are kept as `other`. To teach one, put its words under a field in albero.toml:",
        "Le intestazioni non conosciute restano in `other`. Per insegnarne una, metterne le parole sotto un campo in albero.toml:";
    // Settings.
    settings_from(file: &str): "settings of {file}", "impostazioni di {file}";
    no_settings(): "no albero.toml: all by default", "nessun albero.toml: tutto come di norma";
    by_default(): "default", "di norma";
    // Rules.
    off_by_default(): "off by default", "disattivata se non scelta";
    one_a_document(): "one finding a document", "una segnalazione per documento";
    // Command line, where it is not English.
    usage_error(what: &str): "error: {what}", "errore: {what}";
    more_help(command: &str):
        "For more information, try '{command} --help'.", "Per saperne di più, provare '{command} --help'.";
    invalid_value(value: &str, option: &str):
        "invalid value '{value}' for '{option}'", "valore '{value}' non valido per '{option}'";
    value_missing(option: &str):
        "a value is required for '{option}' but none was supplied", "manca il valore di '{option}'";
    unknown_option(option: &str): "unexpected argument '{option}' found", "argomento '{option}' non previsto";
    unknown_command(command: &str): "unrecognized subcommand '{command}'", "comando '{command}' non riconosciuto";
    missing(what: &str): "the following required arguments were not provided: {what}", "mancano argomenti necessari: {what}";
    conflict(one: &str, other: &str):
        "the argument '{one}' cannot be used with '{other}'", "l'argomento '{one}' non si può usare con '{other}'";
    once_only(option: &str):
        "the argument '{option}' cannot be used multiple times", "l'argomento '{option}' non si può usare più volte";
    wrong_count(option: &str):
        "wrong number of values for '{option}'", "numero di valori sbagliato per '{option}'";
    no_command(): "a subcommand is required but was not provided", "manca il comando";
    possible(values: &str): "possible values: {values}", "valori possibili: {values}";
    similar(what: &str): "a similar one exists: '{what}'", "ne esiste uno simile: '{what}'";
    one_character(): "one character, not a quote", "un carattere, non virgolette";
    page_range():
        "a page, or the first and the last: 3, 3-5", "una pagina, o la prima e l'ultima: 3, 3-5";
}

/// `1 parola`, `3 parole`
pub(crate) fn words(count: u32) -> String {
    if count == 1 { one_word() } else { many_words(count) }
}

/// Why a document could not be read, and what this program's user can do.
pub(crate) fn error(error: &Error) -> String {
    let own = match error {
        Error::PasswordNeeded => give_password(),
        Error::PasswordWrong => check_password(),
        Error::TooMuch { limit: Limit::Bytes, .. } => raise("--max-size"),
        Error::TooMuch { limit: Limit::Pages, .. } => raise("--max-pages"),
        Error::TooMuch { limit: Limit::Decompressed, .. } => raise("--max-decompressed"),
        Error::PlanJson(_) => parse_again(),
        Error::NoSuchPages { .. } => leave_pages_out(),
        Error::NoObjective { .. } => inspect_shows(),
        _ => return error.tell(lang()),
    };
    format!("{}; {own}", error.fault(lang()))
}

#[cfg(test)]
mod tests {
    use super::MESSAGES;

    #[test]
    fn every_message_is_in_both_languages_with_the_same_holes() {
        let holes = |message: &str| {
            let parts = message.split('{').skip(1);
            let mut holes: Vec<String> =
                parts.filter_map(|rest| rest.split(['}', ':']).next().map(str::to_owned)).collect();
            holes.sort_unstable();
            holes.dedup();
            holes
        };
        for (name, en, it) in MESSAGES {
            assert!(!en.trim().is_empty() && !it.trim().is_empty(), "{name}");
            assert_eq!(holes(en), holes(it), "{name}");
            // Nothing to translate where a message is but its holes.
            assert!(
                en != it || en.split(['{', '}']).step_by(2).all(|part| !part.contains(' ') || part.contains("--")),
                "{name}"
            );
        }
    }
}
