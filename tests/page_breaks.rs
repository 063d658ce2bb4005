//! Rows that a page break cuts, and the other things that break readers: a case each, in running text and in
//! column-aligned text.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use albero::Plan;

fn parse(text: &str) -> Plan {
    albero::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Each indicator as `name | weight | typology | algorithm | baseline | target | pages`.
fn rows(text: &str) -> Vec<String> {
    let plan = parse(text);
    assert!(plan.unrecognized.is_empty(), "{:?}", plan.unrecognized);
    let indicators = plan.objectives().flat_map(|o| &o.indicators);
    indicators
        .map(|i| {
            let pages: Vec<String> = i.locations.iter().map(|l| l.page.to_string()).collect();
            [
                i.name.clone(),
                i.weight.map_or_else(String::new, |w| w.to_string()),
                i.typology.clone().unwrap_or_default(),
                i.algorithm.text.clone().unwrap_or_default(),
                i.baseline.as_ref().map_or_else(String::new, |b| b.text.clone()),
                i.targets.first().map_or_else(String::new, |t| t.text.clone()),
                pages.join("+"),
            ]
            .join(" | ")
        })
        .collect()
}

const HEAD: &str = "01 - Semplificazione\n\nObiettivo operativo 01.01 - Titolo dell'obiettivo (Peso: 100,00%)\n\n\
    Descrizione 2023\n\nUnità organizzative coinvolte Servizio di Staff\n\nIndicatore Algoritmo\nValore\n2022\n\nTarget 2023\n\n";

fn running(body: &str) -> Vec<String> {
    rows(&format!("{HEAD}{body}"))
}

#[test]
fn the_tails_of_name_and_algorithm_stand_at_the_head_of_the_next_page() {
    assert_eq!(
        running(
            "Tempestiva gestione della\n\nTempestiva gestione della\n\n% >= 100,00 %\n\u{c}corrispondenza\n\n\
             (Peso: 100,00%) (Tipologia:\nEfficienza)\n\ncorrispondenza\n"
        ),
        [
            "Tempestiva gestione della corrispondenza | 100.00 | Efficienza | Tempestiva gestione della corrispondenza | % | >= 100,00 % | 1+2"
        ]
    );
}

#[test]
fn only_the_closing_of_the_name_stands_on_the_next_page() {
    assert_eq!(
        running("Iniziative\n\nIniziative\n\nN. >= 2,00 N.\n\u{c}(Peso: 100,00%) (Tipologia: Outcome)\n"),
        ["Iniziative | 100.00 | Outcome | Iniziative | N. | >= 2,00 N. | 1+2"]
    );
}

#[test]
fn only_the_denominator_stands_on_the_next_page() {
    assert_eq!(
        running("Quota\n\n(Peso: 100,00%)\n\nN. fatti\n\n% >= 80,00 %\n\u{c}/ N. previsti\n"),
        ["Quota | 100.00 |  | N. fatti / N. previsti | % | >= 80,00 % | 1+2"]
    );
}

#[test]
fn the_next_row_follows_the_tail_without_heads() {
    assert_eq!(
        running(
            "Primo\n\nPrimo conto\n\ngg <= 5,00 gg\n\u{c}(Peso: 50,00%)\n\nSecondo\n\n(Peso: 50,00%)\n\nSecondo conto\n\ngg <= 9,00 gg\n"
        ),
        [
            "Primo | 50.00 |  | Primo conto | gg | <= 5,00 gg | 1+2",
            "Secondo | 50.00 |  | Secondo conto | gg | <= 9,00 gg | 2"
        ]
    );
}

#[test]
fn heads_repeated_on_each_page_are_no_row() {
    assert_eq!(
        running(
            "Primo\n\nPrimo conto\n\ngg <= 5,00 gg\n\u{c}Indicatore Algoritmo\nValore\n2022\n\nTarget 2023\n\n(Peso: 50,00%)\n\n\
             Secondo\n\n(Peso: 50,00%)\n\nSecondo conto\n\ngg <= 9,00 gg\n"
        ),
        [
            "Primo | 50.00 |  | Primo conto | gg | <= 5,00 gg | 1+2",
            "Secondo | 50.00 |  | Secondo conto | gg | <= 9,00 gg | 2"
        ]
    );
}

#[test]
fn a_running_head_and_a_page_number_stand_inside_a_cell() {
    let head = "All.1 D GC 30/01/2023 Albero della Performance 2023 2025\n\n";
    let text = format!(
        "{head}1\n\n{HEAD}Gestione della\n\n(Peso: 100,00%)\n\nGestione\n\n% >= 90,00 %\n\n{head}2\n\ndella posta\n"
    );
    let plan = parse(&text);
    assert_eq!(plan.furniture.len(), 4);
    assert_eq!(rows(&text), ["Gestione della | 100.00 |  | Gestione della posta | % | >= 90,00 % | 1+2"]);
}

#[test]
fn a_row_without_weight_and_typology_is_a_row() {
    assert_eq!(
        running(
            "Primo\n\nPrimo conto\n\nN. >= 5,00 N.\n\nSecondo\n\n(Peso: 50,00%)\n\nSecondo conto\n\nN. >= 9,00 N.\n"
        ),
        ["Primo |  |  | Primo conto | N. | >= 5,00 N. | 1", "Secondo | 50.00 |  | Secondo conto | N. | >= 9,00 N. | 1"]
    );
}

#[test]
fn cells_without_blank_lines_between_them_are_told_apart() {
    let body = "Verifica dinamica\n(Peso: 50,00%)\nN. imprese revisionate\n/ N. imprese totali\n% >= 50,00 %\n\
        Secondo\n(Peso: 50,00%) (Tipologia:\nQualità)\nSecondo conto\nEntro\n31/12/2023\n";
    let text = format!("{HEAD}{body}").replace("\n\n", "\n");
    assert_eq!(
        rows(&text),
        [
            "Verifica dinamica | 50.00 |  | N. imprese revisionate / N. imprese totali | % | >= 50,00 % | 1",
            "Secondo | 50.00 | Qualità | Secondo conto |  | Entro 31/12/2023 | 1"
        ]
    );
}

#[test]
fn a_label_stands_between_the_lines_of_its_value_and_values_off_their_row() {
    let text = "01 - Semplificazione amministrativa e digitalizzazione\n\n\
        \x20                           01.01 - ARBITRATO: assistenza alle parti per l'uso delle\n\
        Obiettivo operativo\n\
        \x20                           tecnologie a disposizione (Peso: 100,00%)\n\
        Descrizione                 2023\n\
        Unità organizzative\n\
        \x20                           Ufficio Assistenza\n\
        coinvolte\n\
        \x20                                                               Valore\n\
        Indicatore                      Algoritmo                                        Target 2023\n\
        \x20                                                               2022\n\
        n atti depositati in modalità   n atti depositati in modalità\n\
        telematica/n° atti depositati   telematica\n\
        \x20                                                                           % >= 70,00 %\n\
        (Peso: 100,00%) (Tipologia:     / n° atti depositati\n\
        Outcome)\n";
    let plan = parse(text);
    let objective = plan.objectives().next().unwrap();
    assert_eq!(objective.title, "ARBITRATO: assistenza alle parti per l'uso delle tecnologie a disposizione");
    assert_eq!(
        (objective.description.as_deref(), objective.units.join("|")),
        (Some("2023"), "Ufficio Assistenza".to_owned())
    );
    assert_eq!(
        rows(text),
        ["n atti depositati in modalità telematica/n° atti depositati | 100.00 | Outcome | \
          n atti depositati in modalità telematica / n° atti depositati | % | >= 70,00 % | 1"]
    );
}

#[test]
fn a_column_without_a_field_is_listed_and_never_mixed_into_a_neighbour() {
    let text = "01 - Area\n\nObiettivo gestionale       01.01 - Titolo (Peso: 100,00%)\n\
        Unità organizzativa responsabile   Servizio Tributi\n\
        Indicatore             Formula                Unità di misura   Fonte          Valore atteso 2024   Consuntivo\n\
        Pratiche evase         Pratiche evase         N.                Protocollo     >= 10                12\n";
    let plan = parse(text);
    let indicator = &plan.objectives().next().unwrap().indicators[0];
    assert_eq!(indicator.algorithm.text.as_deref(), Some("Pratiche evase"));
    assert_eq!((indicator.targets[0].text.as_str(), indicator.targets[0].unit.as_deref()), (">= 10", Some("N.")));
    let listed: Vec<&str> = plan.unrecognized.iter().map(|u| u.text.as_str()).collect();
    assert_eq!(listed, ["Protocollo", "12"]);
}

#[test]
fn one_target_a_year_of_the_triennium() {
    let text = "01 - Area\n\nObiettivo operativo        01.01 - Titolo (Peso: 100,00%)\n\
        Indicatore             Algoritmo              Target 2024     Target 2025     Target 2026\n\
        Pratiche evase         Pratiche evase         >= 10 N.        >= 11 N.        >= 12 N.\n";
    let plan = parse(text);
    let targets = &plan.objectives().next().unwrap().indicators[0].targets;
    let read: Vec<_> = targets.iter().map(|t| (t.year, t.text.as_str())).collect();
    assert_eq!(read, [(Some(2024), ">= 10 N."), (Some(2025), ">= 11 N."), (Some(2026), ">= 12 N.")]);
    assert_eq!((plan.year, plan.period.map(|p| p.end)), (Some(2024), Some(2026)));
}
