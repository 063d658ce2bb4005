//! Why an archive cannot be used, in both languages.

crate::messages! {
    missing(path: &str): "{path}: no such archive; make one with albero import", "{path}: archivio inesistente; si crea con albero import";
    foreign(path: &str): "{path}: not an albero archive; give another --archive", "{path}: non è un archivio di albero; dare un altro --archive";
    newer(path: &str, found: usize, known: usize):
        "{path}: archive of version {found}, and this program knows {known}; use a newer albero",
        "{path}: archivio di versione {found}, e questo programma conosce la {known}; usare un albero più recente";
    held(path: &str):
        "{path}: another program holds the archive; try again when it is done (see `fuser {path}`)",
        "{path}: un altro programma occupa l'archivio; riprovare quando ha finito (vedere `fuser {path}`)";
    no_plan(asked: &str): "no plan in the archive for {asked}; see albero list", "nessun piano nell'archivio per {asked}; vedere albero list";
    ambiguous(asked: &str, candidates: &str):
        "several in the archive for {asked}: {candidates}; say which with --entity and --year",
        "diversi nell'archivio per {asked}: {candidates}; dire quale con --entity e --year";
    too_many_words(most: usize): "more than {most} words to look for; fewer find more", "più di {most} parole da cercare; con meno si trova di più";
    no_entity(asked: &str, known: &str):
        "no plan in the archive of \"{asked}\"; known: {known}", "nessun piano nell'archivio di \"{asked}\"; presenti: {known}";
    unended(path: &str):
        "{path}: cannot be written to, and its last import has left a log beside it; list it once where it can be written",
        "{path}: non si può scrivere, e l'ultima importazione ha lasciato accanto un registro; elencarlo una volta dove si può scrivere";
    older(path: &str):
        "{path}: cannot be written to, and an older albero has made it; copy it to where it can be brought up to date",
        "{path}: non si può scrivere, ed è di un albero precedente; copiarlo dove si possa aggiornare";
    full(path: &str):
        "{path}: the disk is full; what was reported as imported is in the archive",
        "{path}: il disco è pieno; ciò che è stato detto importato è nell'archivio";
    sqlite(path: &str, error: &str): "{path}: {error}", "{path}: SQLite: {error}";
    damaged(path: &str, plan: &str):
        "{path}: the plan of {plan} is damaged in the archive; import its document again with --replace",
        "{path}: il piano di {plan} è danneggiato nell'archivio; importarne di nuovo il documento con --replace";
    json(error: &str): "JSON in the archive: {error}", "JSON nell'archivio: {error}";
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
