//! The Italian of every command, argument and value, by where it stands. A test holds that none is missing and none is
//! left over.

/// What a command is for, by its name; the program itself has none.
const COMMANDS: &[(&str, &str)] = &[
    (
        "",
        "Legge il Piano della performance (PIAO, Albero della performance) di un ente, da PDF o testo: dati JSON e tabelle, controlli, confronto tra anni.",
    ),
    ("parse", "Scrive un piano come JSON: sezioni, obiettivi, indicatori, target, e ogni parola senza un campo."),
    ("inspect", "Mostra come è stato inteso un documento: ogni tabella con le sue celle, come testo o JSON."),
    ("check", "Segnala ciò che non va nei piani: pesi che non fanno 100, target col verso rovesciato, ..."),
    ("diff", "Dice che cosa è stato di ogni obiettivo e indicatore nel piano di un altro anno."),
    ("report", "Scrive una pagina HTML per le persone: albero, segnalazioni, cambiamenti, immagini delle pagine."),
    ("import", "Mette documenti di ogni ente e anno in un archivio."),
    ("export", "Scrive piani o segnalazioni di un archivio per altri programmi."),
    ("list", "Elenca i piani di un archivio."),
    ("show", "Mostra l'albero di un piano; o un obiettivo di un archivio con indicatori e segnalazioni."),
    ("search", "Cerca parole nei titoli, nei nomi e negli algoritmi di un archivio."),
    ("remove", "Toglie piani da un archivio."),
    ("rename", "Dà a un ente un altro nome in un archivio."),
    ("config", "Mostra le impostazioni, e da dove viene ognuna."),
    ("completions", "Scrive i completamenti per una shell."),
    ("man", "Scrive il manuale, per man."),
    ("rules", "Elenca le regole del controllo."),
    ("explain", "Spiega le regole: motivo, fonti, un esempio sbagliato e uno giusto."),
    ("schema", "Stampa lo JSON Schema (2020-12) di un'uscita, o di albero.toml."),
];

/// What stands below a command's help.
const AFTER: &[(&str, &str)] = &[
    ("", "Esempio:\n  albero parse piano-2023.pdf -o piano-2023.json"),
    (
        "parse",
        "Esempi:\n  \
         albero parse piano-2023.pdf -o piano-2023.json\n  \
         pdftotext -layout piano-2023.pdf - | albero parse - --compact\n  \
         albero parse piao-2025.pdf --pages 120-180 > piano.json\n  \
         albero parse --format csv --bom piano-2023.pdf -o piano-2023.csv\n  \
         find piani -name '*.pdf' -print0 | albero parse --format ndjson > piani.ndjson\n\n\
         Stato di uscita: 0 fatto; 2 uso sbagliato, o un documento che non si legge (di molti, gli altri sono scritti).",
    ),
    (
        "inspect",
        "Esempi:\n  \
         albero inspect piano-2023.pdf\n  \
         albero inspect piano-2023.pdf --pages 3-5 --output-format json\n\n\
         Stato di uscita: 0 fatto, con o senza tabelle; 2 uso sbagliato, o un documento che non si legge.",
    ),
    (
        "check",
        "Esempi:\n  \
         albero check piano-2023.pdf\n  \
         albero check --lang it --ignore ALB203,ALB205 piani/*.pdf\n  \
         albero check piano-2024.pdf --previous piano-2023.pdf\n  \
         albero check --write-baseline note.toml piano.pdf && albero check --baseline note.toml piano.pdf\n  \
         albero check --archive albero.sqlite --entity firenze\n\n\
         Stato di uscita: 0 nessuna segnalazione da --fail-on in su; 1 ve ne sono; 2 uso sbagliato, o un file che non si\n\
         legge (gli altri sono controllati).",
    ),
    (
        "diff",
        "Esempi:\n  \
         albero diff piano-2023.pdf piano-2024.pdf\n  \
         albero diff piano-2023.json piano-2024.json --output-format markdown -o confronto.md\n  \
         albero diff piano-2022.pdf piano-2023.pdf piano-2024.pdf   # ogni obiettivo attraverso tutti\n  \
         albero diff --archive albero.sqlite --entity firenze 2023 2024\n\n\
         Stato di uscita: 0 nessun cambiamento; 1 cambiamenti; 2 uso sbagliato, o un piano che non si legge.",
    ),
    (
        "import",
        "Esempi:\n  \
         albero import piani/ --entity-from parent-folder\n  \
         find piani -name '*.pdf' -print0 | albero import --files-from - --archive piani.sqlite\n\n\
         Stato di uscita: 0 fatto; 2 uso sbagliato, o documenti che non si leggono (gli altri vi sono).",
    ),
    (
        "export",
        "Esempi:\n  \
         albero export --format ndjson > piani.ndjson\n  \
         albero export --format csv --bom --delimiter ';' --entity Firenze -o firenze.csv\n  \
         albero export --findings --format csv --year 2023",
    ),
    ("list", "Esempi:\n  albero list --entity firenze\n  albero list --format xlsx -o piani.xlsx"),
    ("show", "Esempi:\n  albero show piano-2023.pdf\n  albero show 01.02 --entity firenze --year 2023"),
    ("search", "Esempio:\n  albero search mediazion* durata --year 2023"),
    ("remove", "Esempio:\n  albero remove --entity firenze --year 2021"),
    ("rename", "Esempio:\n  albero rename \"CCIAA Firenze\" \"Camera di commercio di Firenze\""),
    ("config", "Esempi:\n  albero config\n  albero config piani/2023.pdf"),
    ("completions", "Esempio:\n  albero completions bash > ~/.local/share/bash-completion/completions/albero"),
    (
        "report",
        "Esempi:\n  \
         albero report piano-2024.pdf --previous piano-2023.pdf\n  \
         albero report piani/*.pdf --lang it -o piani.html\n  \
         albero report piano.pdf --page-pictures none -o - > piano.html\n  \
         albero report --archive albero.sqlite --entity firenze\n\n\
         Stato di uscita: 0 fatto, qualunque cosa si sia trovata; 2 uso sbagliato, o un file che non si legge (degli altri si dice).",
    ),
    ("rules", "Esempio:\n  albero rules --output-format json"),
    ("explain", "Esempio:\n  albero explain ALB302"),
    ("schema", "Esempio:\n  albero schema plan > plan.schema.json"),
];

/// What an argument is, by the command (`*` for any) and its name.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "*",
        "lang",
        "Lingua di ciò che una persona legge; se manca, quella delle impostazioni, poi quella del sistema. Ciò che leggono i programmi è in inglese, se qui non si chiede altro",
    ),
    (
        "parse",
        "files",
        "Un PDF, un file di testo che ne è estratto, o il JSON di un piano; `-` per l'ingresso standard. Riconosciuti dal contenuto. Con ndjson o csv, quanti se ne vuole, e cartelle con i piani che contengono; nessuno: i percorsi si leggono dall'ingresso standard",
    ),
    (
        "inspect",
        "file",
        "Un PDF o un file di testo che ne è estratto; `-` per l'ingresso standard. Non serve che sia un piano",
    ),
    (
        "check",
        "files",
        "PDF, file di testo che ne sono estratti, o JSON di piani; `-` per l'ingresso standard. Riconosciuti dal contenuto. Cartelle con i piani che contengono",
    ),
    (
        "diff",
        "files",
        "I piani, prima il più vecchio: PDF, file di testo che ne sono estratti, o JSON; `-` per l'ingresso standard; o una cartella con i piani che contiene, per nome. Con --archive i loro anni",
    ),
    ("config", "file", "Un documento o una cartella: che cosa vi vale; se manca, questa cartella"),
    ("import", "paths", "Documenti, e cartelle con tutto ciò che contengono"),
    (
        "show",
        "what",
        "Un documento o il JSON di un piano (`-` per l'ingresso standard), del quale si mostra l'albero; altrimenti il codice di un obiettivo, o di un suo indicatore, nell'archivio",
    ),
    (
        "search",
        "words",
        "Parole che stanno tutte in un titolo, o in un nome e nel suo algoritmo; `parola*` per quelle che cominciano così",
    ),
    ("explain", "rules", "Codici, inizi di codici, o nomi"),
    ("schema", "output", "Di che cosa"),
    (
        "*",
        "color",
        "Colori: sul terminale (auto), sempre, o mai. Se qui non si dice nulla valgono NO_COLOR e CLICOLOR_FORCE",
    ),
    ("*", "decimal_comma", "Scrivere i numeri del CSV con la virgola e `;` tra le celle, come vuole Excel in italiano"),
    (
        "*",
        "exclude",
        "Delle cartelle lasciare fuori ciò che corrisponde: il nome di un file o di una cartella, o il percorso (`bozza*`, `**/2019/**`)",
    ),
    ("*", "format", "Che cosa scrivere"),
    ("*", "output_format", "Che cosa scrivere"),
    ("*", "output", "Scrivere in questo file (intero o per nulla) invece che sull'uscita standard"),
    (
        "*",
        "files_from",
        "Leggere altri percorsi da questo file, uno per riga o separati da NUL; `-` per l'ingresso standard. Non con json",
    ),
    (
        "parse",
        "with_notes",
        "Scrivere ogni riga come `{\"notes\": [..], \"plan\": {..}}`: ciò che legge il pacchetto per Python",
    ),
    ("parse", "ordered", "Scrivere i documenti nell'ordine in cui sono dati, non appena sono pronti"),
    ("*", "jobs", "Documenti letti insieme; se manca, quanti sono i processori"),
    ("*", "bom", "Cominciare il CSV con un byte order mark, dal quale Excel riconosce UTF-8"),
    ("*", "delimiter", "Che cosa separa le celle del CSV: una virgola, o con --decimal-comma `;`"),
    (
        "*",
        "pages",
        "Solo queste pagine di un PDF, `12` o `120-180`: di un piano dentro un documento lungo. Conservano i loro numeri",
    ),
    ("parse", "compact", "Scrivere il JSON su una riga"),
    (
        "parse",
        "verify",
        "Leggere i PDF con entrambe le librerie, e avvisare delle pagine in cui vedono lettere diverse",
    ),
    (
        "check",
        "verify",
        "Leggere i PDF con entrambe le librerie, e segnalare le pagine in cui vedono lettere diverse (ALB903)",
    ),
    (
        "parse",
        "dump_words",
        "Scrivere le parole lette invece del piano, una per riga: pagina, riquadro in punti (testo: righe), parola",
    ),
    ("check", "archive", "Controllare i piani di un archivio, non file: il più recente di ogni ente e anno"),
    ("diff", "archive", "Confrontare piani di un archivio: il più recente di ogni anno"),
    ("import", "archive", "L'archivio; creato dove non c'è"),
    ("*", "archive", "L'archivio"),
    (
        "report",
        "files",
        "PDF, file di testo che ne sono estratti, o JSON di piani; `-` per l'ingresso standard. Riconosciuti dal contenuto. Di più piani la pagina comincia con un indice; di cartelle si descrivono i piani che contengono",
    ),
    ("report", "archive", "Descrivere i piani di un archivio, non file: il più recente di ogni ente e anno"),
    ("report", "previous", "Il piano dell'anno prima, in qualsiasi forma: si dice che ne è stato. Un solo piano"),
    ("report", "output", "Scrivere in questo file (intero o per nulla); `-` per l'uscita standard"),
    ("report", "page_pictures", "Di quali pagine di un PDF vi sono immagini; se manca, quelle con segnalazioni"),
    ("report", "baseline", "Nascondere le segnalazioni che questo file conosce"),
    ("rename", "from", "L'ente come lo nomina l'archivio, o una parte del nome che nessun altro ha"),
    ("completions", "shell", "Quale shell"),
    ("rename", "to", "Il suo nuovo nome"),
    ("import", "entity", "L'ente dei documenti; se manca, quello che stampano"),
    ("import", "year", "L'anno dei documenti; se manca, quello che stampano"),
    ("diff", "entity", "L'ente di cui si confrontano i piani"),
    ("*", "entity", "L'ente: il nome, in maiuscole o minuscole, o una sua parte che nessun altro ha"),
    ("*", "year", "L'anno dei piani"),
    (
        "import",
        "replace",
        "Togliere i documenti più vecchi dello stesso ente e anno; e leggere di nuovo ciò che è già nell'archivio",
    ),
    ("import", "entity_from", "Da dove viene il nome dell'ente"),
    ("diff", "all", "Elencare anche ciò che si è solo spostato con l'anno"),
    ("*", "all", "Anche i documenti più vecchi dello stesso ente e anno"),
    ("export", "findings", "Scrivere le segnalazioni invece dei piani. Non con long e portal"),
    (
        "export",
        "labelled",
        "Scrivere ente e anno dell'archivio nei piani che non li stampano; senza, un piano è byte per byte ciò che parse ha scritto",
    ),
    ("search", "most", "Quanti risultati al massimo, prima i migliori"),
    (
        "check",
        "select",
        "Controllare solo queste regole: codici, nomi, inizi di codici (`ALB3`: quelle che vi sono attive), o ALL. Una regola disattivata vuole il codice o il nome intero, o ALL",
    ),
    ("check", "ignore", "Non controllare queste regole"),
    (
        "check",
        "previous",
        "Il piano dell'anno prima, in qualsiasi forma: si controlla anche che ne è stato di indicatori e target",
    ),
    ("check", "baseline", "Nascondere le segnalazioni che questo file conosce"),
    (
        "check",
        "write_baseline",
        "Scrivere tutte le segnalazioni in questo file come già note; i motivi che vi stanno restano",
    ),
    ("check", "fail_on", "Da quale gravità lo stato di uscita è 1; se manca, quella delle impostazioni, poi error"),
    (
        "check",
        "severity",
        "Mostrare solo le segnalazioni da questa gravità in su. Lo stato di uscita resta quello di --fail-on",
    ),
    ("check", "sort", "In quale ordine mostrare le segnalazioni di un file"),
    ("check", "statistics", "Contare le segnalazioni per regola e per file invece di elencarle. Solo come testo"),
    ("check", "quiet", "Solo le segnalazioni, senza conteggi. Solo con text e concise"),
    (
        "*",
        "config",
        "Impostazioni; se manca, l'`albero.toml` più vicino a ogni documento: nella sua cartella, o sopra fino alla prima con un `.git` o a questa cartella",
    ),
    ("*", "password", "Password dei PDF protetti; se quella dell'utente è vuota non serve"),
    (
        "*",
        "password_file",
        "File la cui prima riga è quella password; `-` per l'ingresso standard. Gli altri utenti del computer vedono la riga di comando",
    ),
    (
        "*",
        "reader",
        "Libreria PDF che legge le pagine. La seconda è per i file che la prima rifiuta: le sue posizioni sono approssimate",
    ),
    ("*", "max_memory", "Memoria che la lettura di un documento può prendere, in MiB"),
    ("*", "timeout", "Secondi che la lettura di un documento può prendere"),
    ("*", "max_size", "Dimensione di un file, in MiB"),
    ("*", "max_pages", "Pagine di un PDF"),
    ("*", "max_decompressed", "Quanto può prendere il contenuto delle pagine di un PDF, decompresso, in MiB"),
    (
        "*",
        "no_isolate",
        "Leggere in questo processo, non in uno a parte con memoria e tempo limitati: solo per documenti di cui ci si fida",
    ),
    ("*", "ocr", "Far riconoscere da `ocrmypdf`, se è installato, il testo delle pagine che non ne hanno"),
    ("*", "ocr_output", "Conservare in questo file il documento col testo riconosciuto: di una sola scansione"),
    ("*", "ocr_timeout", "Secondi che il riconoscimento del testo di un documento può prendere"),
];

/// What a value of an argument is, by the command (`*` for any), the argument and the value.
const VALUES: &[(&str, &str, &str, &str)] = &[
    ("parse", "format", "json", "il JSON di un documento"),
    (
        "parse",
        "format",
        "ndjson",
        "un documento per riga: il suo JSON, o `{\"file\", \"error\": {\"kind\", \"message\"}}`",
    ),
    ("parse", "format", "csv", "una riga per indicatore"),
    ("export", "format", "datasette", "ciò che Datasette vuole sapere dell'archivio: metadata.json"),
    ("*", "format", "xlsx", "la stessa tabella come cartella di lavoro Excel"),
    ("export", "format", "ndjson", "un piano, o una segnalazione, per riga"),
    ("export", "format", "json", "un solo elenco"),
    ("export", "format", "csv", "una riga per indicatore, o per segnalazione"),
    (
        "*",
        "format",
        "long",
        "CSV con ogni campo: una riga per indicatore e anno, con ciò che era, che si deve raggiungere e che si è raggiunto",
    ),
    ("export", "format", "portal", "CSV con i campi del tracciato indicatori del Portale della performance"),
    ("*", "output_format", "text", "per una persona"),
    ("*", "output_format", "concise", "una riga per segnalazione"),
    ("*", "output_format", "json", "per i programmi, secondo lo JSON Schema che stampa albero schema"),
    ("*", "output_format", "markdown", "per una relazione"),
    (
        "*",
        "output_format",
        "json-patch",
        "RFC 6902: applicato al JSON del piano vecchio dà quello del nuovo. Solo per due piani",
    ),
    ("*", "output_format", "sarif", "SARIF 2.1.0"),
    ("*", "output_format", "github", "comandi dei workflow di GitHub"),
    ("*", "output_format", "gitlab", "qualità del codice di GitLab"),
    ("*", "output_format", "junit", "JUnit XML: una suite per file, un caso per segnalazione"),
    ("*", "output_format", "csv", "una tabella, una riga per segnalazione o cambiamento"),
    ("list", "output_format", "csv", "una tabella, una riga per piano"),
    ("search", "output_format", "csv", "una tabella, una riga per risultato"),
    ("*", "output_format", "xlsx", "la stessa tabella come cartella di lavoro Excel"),
    (
        "inspect",
        "output_format",
        "svg",
        "le tabelle come disegno, ogni cella nel colore di ciò che è stata intesa; `--pages` disegna una pagina",
    ),
    ("report", "page_pictures", "none", "nessuna: la pagina più piccola, e la più rapida"),
    ("report", "page_pictures", "findings", "quelle con segnalazioni"),
    ("report", "page_pictures", "all", "ogni pagina con un nodo"),
    ("check", "sort", "position", "secondo il posto nel documento"),
    ("check", "sort", "severity", "prima gli errori"),
    ("import", "entity_from", "parent-folder", "la cartella in cui sta un documento porta il nome dell'ente"),
    ("schema", "output", "plan", "ciò che scrive `albero parse`"),
    ("schema", "output", "findings", "ciò che scrive `albero check --output-format json`"),
    ("schema", "output", "diff", "ciò che scrive `albero diff --output-format json` per due piani"),
    ("schema", "output", "history", "ciò che scrive `albero diff --output-format json` per più di due piani"),
    ("schema", "output", "inspect", "ciò che scrive `albero inspect --output-format json`"),
    ("schema", "output", "settings", "ciò che può dire albero.toml: per gli editor"),
];

/// What stands for a value in a usage line.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("FILES", "FILE"),
    ("LIST", "ELENCO"),
    ("OUT", "FILE"),
    ("CHARACTER", "CARATTERE"),
    ("BODY", "ENTE"),
    ("NAME", "NOME"),
    ("OLD", "PIANO"),
    ("PAGE_PICTURES", "QUALI"),
    ("YEAR", "ANNO"),
    ("PLAN", "PIANO"),
    ("PLAN|CODE", "PIANO|CODICE"),
    ("RULES", "REGOLE"),
    ("CODE", "CODICE"),
    ("SECONDS", "SECONDI"),
    ("PAGES", "PAGINE"),
    ("LANG", "LINGUA"),
    ("COLOR", "QUANDO"),
    ("PATTERN", "MODELLO"),
    ("FORMAT", "FORMATO"),
    ("OUTPUT_FORMAT", "FORMATO"),
    ("READER", "LIBRERIA"),
    ("SEVERITY", "GRAVITÀ"),
    ("FAIL_ON", "GRAVITÀ"),
    ("SORT", "ORDINE"),
    ("ENTITY_FROM", "DA_DOVE"),
    ("PATHS", "PERCORSO"),
    ("WORDS", "PAROLE"),
    ("OUTPUT", "USCITA"),
];

/// What a command takes besides its options.
const OPERANDS: &[(&str, &str)] = &[
    ("parse", " [FILE]..."),
    ("inspect", " FILE"),
    ("check", " FILE..."),
    ("diff", " PIANO PIANO..."),
    ("import", " PERCORSO..."),
    ("config", " [FILE]"),
    ("show", " PIANO|CODICE"),
    ("search", " PAROLE..."),
    ("rename", " ENTE NOME"),
    ("report", " PIANO..."),
    ("completions", " SHELL"),
    ("explain", " CODICE..."),
    ("schema", " USCITA"),
];

fn second(table: &'static [(&str, &'static str)], key: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == key).map(|(_, text)| *text)
}

pub(super) fn about(path: &str) -> Option<&'static str> {
    second(COMMANDS, path)
}

pub(super) fn after(path: &str) -> Option<&'static str> {
    second(AFTER, path)
}

/// A command's own text for an argument goes before that for any.
pub(super) fn help(path: &str, id: &str) -> Option<&'static str> {
    let of = |whose: &str| ARGUMENTS.iter().find(|(command, name, _)| *command == whose && *name == id);
    of(path).or_else(|| of("*")).map(|(.., text)| *text)
}

pub(super) fn value(path: &str, id: &str, value: &str) -> Option<&'static str> {
    let of = |whose: &str| VALUES.iter().find(|own| own.0 == whose && own.1 == id && own.2 == value);
    of(path).or_else(|| of("*")).map(|(.., text)| *text)
}

pub(super) fn value_name(name: &str) -> Option<&'static str> {
    second(VALUE_NAMES, name)
}

pub(super) fn operands(path: &str) -> &'static str {
    second(OPERANDS, path).unwrap_or_default()
}

/// Command and name of each argument that is told.
#[cfg(test)]
pub(super) fn arguments() -> impl Iterator<Item = (&'static str, &'static str)> {
    ARGUMENTS.iter().map(|(command, name, _)| (*command, *name))
}
