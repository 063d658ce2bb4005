//! Every field, and the words that label it: as the head of a column, or beside, over or under a value.
//!
//! A new label is one line of [`LABELS`]. `AAAA` stands for a year, a `*` at the end for any further words. Case,
//! accents, spaces, line breaks, endings (`Indicatore`, `Indicatori`) and small words (`dell'`, `di`) do not count. Of
//! two labels that fit, the one of more words counts.

/// What the text under a head, or beside a label, is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// Area strategica, ambito, indirizzo, priorità politica.
    Area,
    /// Missione.
    Mission,
    /// Programma.
    Programme,
    /// Valore Pubblico of a PIAO.
    PublicValue,
    /// Azienda speciale.
    Agency,
    /// A person or position over individual objectives: Dirigente, Titolare di P.O.
    Position,
    /// A structure as a heading over several objectives.
    Structure,
    /// Obiettivo strategico, specifico, triennale; strategia; policy.
    Strategic,
    /// Obiettivo, obiettivo operativo, annuale, gestionale.
    Objective,
    /// Obiettivo individuale, dirigenziale.
    Individual,
    /// A code of the area's own column.
    AreaCode,
    /// The same of the objective's.
    ObjectiveCode,
    /// The same of the indicator's.
    IndicatorCode,
    /// A code of the node beside it.
    Code,
    /// The title of the node whose code stands beside it.
    Title,
    Description,
    /// Weight of the node nearest on the left.
    Weight,
    ObjectiveWeight,
    IndicatorWeight,
    Units,
    Responsible,
    Stakeholders,
    Start,
    End,
    Notes,
    Indicator,
    Typology,
    /// `Dimensione e indicatore`: the first line may be the typology.
    TypologyAndIndicator,
    Algorithm,
    Numerator,
    Denominator,
    UnitOfMeasure,
    Source,
    /// A past value.
    Baseline,
    Target,
    /// A level of a graded target that has a column of its own: Soglia, Eccellenza.
    TargetLevel,
    /// Risultato atteso: a target where it stands alone.
    Expected,
    /// Consuntivo: a result, or a past value, by its year.
    Result,
    Achieved,
    Gap,
    Phase,
    /// Azione, intervento, progetto: under a strategic objective what is to be done for it is the objective.
    Action,
    /// Stato di avanzamento of a phase.
    Progress,
    /// A counter of rows.
    Counter,
    /// A year alone: what it is stands in the tier above or beside it.
    Year,
    /// Known, but nothing that a plan has a key for.
    Other,
}

/// Which node of the tree a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Level {
    Section,
    Strategic,
    Objective,
    Indicator,
    Phase,
    /// That of the nearest column, or the node that is open.
    Nearest,
}

/// How settings and `inspect` call the fields.
const NAMES: &[(&str, Field)] = &[
    ("area", Field::Area),
    ("mission", Field::Mission),
    ("programme", Field::Programme),
    ("public-value", Field::PublicValue),
    ("special-agency", Field::Agency),
    ("position", Field::Position),
    ("structure", Field::Structure),
    ("strategic-objective", Field::Strategic),
    ("objective", Field::Objective),
    ("individual-objective", Field::Individual),
    ("area-code", Field::AreaCode),
    ("objective-code", Field::ObjectiveCode),
    ("indicator-code", Field::IndicatorCode),
    ("code", Field::Code),
    ("title", Field::Title),
    ("description", Field::Description),
    ("weight", Field::Weight),
    ("objective-weight", Field::ObjectiveWeight),
    ("indicator-weight", Field::IndicatorWeight),
    ("units", Field::Units),
    ("responsible", Field::Responsible),
    ("stakeholders", Field::Stakeholders),
    ("start", Field::Start),
    ("end", Field::End),
    ("note", Field::Notes),
    ("indicator", Field::Indicator),
    ("typology", Field::Typology),
    ("typology-and-indicator", Field::TypologyAndIndicator),
    ("algorithm", Field::Algorithm),
    ("numerator", Field::Numerator),
    ("denominator", Field::Denominator),
    ("unit-of-measure", Field::UnitOfMeasure),
    ("source", Field::Source),
    ("baseline", Field::Baseline),
    ("target", Field::Target),
    ("target-level", Field::TargetLevel),
    ("expected", Field::Expected),
    ("result", Field::Result),
    ("achieved", Field::Achieved),
    ("gap", Field::Gap),
    ("phase", Field::Phase),
    ("action", Field::Action),
    ("progress", Field::Progress),
    ("counter", Field::Counter),
    ("year", Field::Year),
    ("other", Field::Other),
];

/// The field of a name.
pub(crate) fn named(name: &str) -> Option<Field> {
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
}

/// The names of all fields.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

impl Field {
    /// Its name, as settings and `inspect` write it.
    pub(crate) fn name(self) -> &'static str {
        NAMES.iter().find(|(_, field)| *field == self).map_or("other", |(name, _)| name)
    }

    /// The level whose node the field belongs to.
    pub(crate) fn level(self) -> Level {
        use Field::*;
        match self {
            Area | Mission | Programme | PublicValue | Agency | Position | Structure | AreaCode => Level::Section,
            Strategic => Level::Strategic,
            Objective | Individual | ObjectiveCode | ObjectiveWeight | Units | Responsible | Stakeholders => {
                Level::Objective
            }
            Indicator | TypologyAndIndicator | IndicatorCode | IndicatorWeight | Typology | Algorithm | Numerator
            | Denominator | UnitOfMeasure | Source | Baseline | Target | TargetLevel | Result | Achieved | Gap => {
                Level::Indicator
            }
            Phase | Progress => Level::Phase,
            Code | Title | Description | Weight | Start | End | Notes | Expected | Action | Counter | Year | Other => {
                Level::Nearest
            }
        }
    }

    /// Does its text open a node of its level?
    pub(crate) fn opens(self) -> bool {
        use Field::*;
        matches!(
            self,
            Area | Mission
                | Programme
                | PublicValue
                | Agency
                | Position
                | Structure
                | Strategic
                | Objective
                | Individual
                | Indicator
                | TypologyAndIndicator
                | Phase
        )
    }
}

/// Nouns that say what a column is, whatever words follow them in its head: only beside heads that labels fit.
pub(crate) const NOUNS: &[(Field, &[&str])] = &[
    (Field::Objective, &["Obiettivo"]),
    (Field::Indicator, &["Indicatore", "KPI"]),
    (Field::Target, &["Target"]),
    (Field::Units, &["UU.OO.", "UU.OO.CC.", "UOC", "UOS", "Strutture", "Uffici", "Servizi", "Settori", "Direzioni"]),
    (Field::Result, &["Consuntivo", "Valore", "Dato", "Rilevazione"]),
    (Field::Action, &["Azione", "Attività", "Intervento", "Iniziativa", "Progetto"]),
];

/// The labels of every field.
#[rustfmt::skip] // A field is a few lines, so that all of them can be seen.
pub(crate) const LABELS: &[(Field, &[&str])] = &[
    (Field::Area, &[
        "Ambito", "Ambito strategico", "Ambito di intervento", "Area", "Area strategica *", "Aree strategiche",
        "Area di intervento", "Area di performance", "Linea strategica *", "Linea di intervento", "Linea di mandato",
        "L.P. n.", "Linea programmatica *", "Indirizzo", "Indirizzo strategico *", "Priorità politica *",
        "Priorità strategica *", "Asse strategico", "Asse", "Macro area", "Tema strategico", "Politica",
    ]),
    (Field::Mission, &["Missione", "Missione di bilancio", "Missione n."]),
    (Field::Programme, &["Programma", "Programma di bilancio", "Programma n."]),
    (Field::PublicValue, &["Valore pubblico *", "Quale valore pubblico *", "Obiettivo di valore pubblico", "VP"]),
    (Field::Agency, &["Azienda speciale"]),
    (Field::Position, &[
        "Dirigente", "Titolare *", "Titolare di P.O.", "Posizione", "Posizione organizzativa *", "P.O.", "E.Q.",
        "Elevata qualificazione *", "Incaricato *", "Dirigente titolare", "Cognome e nome dirigente", "Funzionario",
        "Direttore",
    ]),
    (Field::Strategic, &[
        "Obiettivo strategico *", "Obiettivo generale *", "Obiettivo specifico *", "Obiettivo pluriennale *",
        "Obiettivo triennale *", "Quale strategia *", "Obiettivi pluriennali AAAA AAAA", "Obiettivo del Piano strategico", "Strategia *",
        "Obiettivo di mandato", "Obiettivo di secondo livello", "Policy", "Politiche", "Outcome atteso",
        "Obiettivo del DUP", "Macro obiettivo", "Macrobiettivo", "Obiettivo di primo livello",
    ]),
    (Field::Objective, &[
        "Obiettivo", "Obiettivi", "Obiettivo operativo *", "Obiettivo annuale *", "Obiettivo gestionale *",
        "Obiettivo esecutivo", "Obiettivo AAAA", "Obiettivo di gruppo", "Obiettivo di PEG", "Obiettivo PEG",
        "Obiettivo trasversale", "Obiettivo di sviluppo", "Obiettivo di performance *", "Titolo obiettivo *",
        "Denominazione obiettivo *", "Obiettivo operativo del programma", "Descrizione sintetica dell'obiettivo",
        "Obiettivo di struttura", "Obiettivo organizzativo", "Nome obiettivo", "Oggetto dell'obiettivo",
        "Obiettivo operativo annuale", "Obiettivo assegnato", "Obiettivo di miglioramento", "Obiettivo di processo",
        "Cosa prevediamo di fare *", "Obiettivo di mantenimento", "Azione operativa", "Obiettivo di secondo livello",
    ]),
    (Field::Individual, &[
        "Obiettivo individuale *", "Obiettivo dirigenziale *", "Obiettivo del dirigente", "Obiettivo assegnato al *",
    ]),
    (Field::AreaCode, &["Codice area", "Cod. area", "Codice ambito", "N. area"]),
    (Field::ObjectiveCode, &[
        "Codice obiettivo *", "Cod. obiettivo *", "Cod. ob.", "Obiettivo n.", "N. obiettivo", "Numero obiettivo",
        "Ob. n.", "ID obiettivo", "Codice obiettivo operativo", "N. ob.",
    ]),
    (Field::IndicatorCode, &["Codice indicatore", "Cod. indicatore", "Cod. ind.", "N. indicatore", "ID indicatore"]),
    (Field::Code, &["Codice *", "Cod. *", "Codice", "Cod.", "Codice identificativo", "ID", "Codifica"]),
    (Field::Title, &["Titolo", "Denominazione", "Oggetto"]),
    (Field::Description, &[
        "Descrizione", "Descrizione obiettivo *", "Descrizione dell'obiettivo *", "Finalità", "Descrizione estesa",
        "Descrizione e finalità", "Contenuto", "Motivazione", "Finalità e motivazione",
        "Descrizione sintetica", "Descrizione dettagliata", "Descrizione analitica",
    ]),
    (Field::Weight, &["Peso *", "Pesatura *", "Ponderazione *", "% peso", "Rilevanza", "Punteggio", "Punti"]),
    (Field::ObjectiveWeight, &[
        "Peso obiettivo *", "Peso dell'obiettivo *", "Peso % obiettivo", "Peso ob.", "Pesatura obiettivo",
    ]),
    (Field::IndicatorWeight, &[
        "Peso indicatore *", "Peso dell'indicatore *", "Peso % indicatore", "Peso ind.", "Pesatura indicatore",
    ]),
    (Field::Units, &[
        "Unità organizzativa *", "U.O. *", "Struttura *", "Struttura responsabile", "Strutture coinvolte",
        "Strutture che contribuiscono *", "Struttura competente", "Settore *", "Settore/Servizio", "Servizio *",
        "Ufficio *", "Ufficio responsabile", "Centro di responsabilità *", "CdR *", "CDR responsabile",
        "Dipartimento *", "Direzione *", "Direzione generale", "Aree coinvolte *", "Area organizzativa",
        "Area responsabile", "Unità operativa *", "Unità responsabile", "Unità coinvolte", "Altre strutture *",
        "Altri servizi coinvolti", "Servizi coinvolti *", "Uffici coinvolti *", "Settori coinvolti *",
        "Contributor *", "Contributori", "Quali unità organizzative *", "Soggetti coinvolti *",
        "Articolazione organizzativa", "Area dirigenziale", "Settore/Servizio responsabile",
        "Altri soggetti coinvolti", "Strutture di supporto", "Divisione",
    ]),
    (Field::Responsible, &[
        "Responsabile *", "Responsabili *", "Referente *", "Persona responsabile *", "Riferimenti",
        "Chi risponderà *", "Dirigente responsabile *", "Responsabile del servizio", "Responsabile di procedimento",
        "Dirigente/responsabile", "Dirigente/posizione responsabile", "Responsabile politico",
        "Dirigente di riferimento", "Chi risponde *", "Responsabile obiettivo", "Responsabile dell'obiettivo",
        "Soggetto responsabile",
    ]),
    (Field::Stakeholders, &[
        "A chi è rivolto *", "Stakeholder *", "Portatori di interesse *", "Destinatari *", "Beneficiari *", "Utenti",
        "Utenti di riferimento",
    ]),
    (Field::Start, &["Data inizio *", "Inizio *", "Data avvio", "Data di inizio *", "Avvio"]),
    (Field::End, &[
        "Data fine *", "Fine *", "Scadenza *", "Termine *", "Tempi di realizzazione *", "Tempi", "Tempistica *",
        "Entro quando *", "Data di scadenza", "Data di fine", "Data di conclusione", "Termine di realizzazione",
        "Tempi di attuazione", "Tempi previsti", "Durata", "Termine previsto", "Scadenza prevista",
    ]),
    (Field::Notes, &["Note *", "Nota", "Criticità *", "Osservazioni", "Commenti", "Note e criticità", "Annotazioni"]),
    (Field::Indicator, &[
        "Indicatore", "Indicatori", "Indicatore AAAA", "KPI", "Indicatore di performance",
        "Indicatore di risultato *", "Indicatore di output", "Indicatore di outcome", "Indicatore di impatto",
        "Descrizione indicatore *", "Denominazione indicatore", "Nome indicatore", "Indicatori di misurazione *",
        "Indicatore di efficacia *", "Misura", "Metrica", "Parametro", "Indicatore di realizzazione",
        "Indicatori di risultato", "Indicatore proposto", "Indicatore di misurazione", "Come misuriamo *",
        "Titolo indicatore", "Indicatore/KPI", "Indicatore di valutazione", "Parametro di valutazione",
        "Criterio di misurazione",
    ]),
    (Field::TypologyAndIndicator, &[
        "Dimensione e indicatore", "Tipologia e indicatore", "Dimensione/indicatore", "Dimensione e formula *",
        "Dimensione/formula",
    ]),
    (Field::Typology, &[
        "Tipologia", "Tipologia indicatore *", "Tipologia di indicatore *", "Tipo", "Tipo indicatore *",
        "Tipo di indicatore", "Dimensione *", "Dimensione indicatore", "Dimensione di performance",
        "Valenza indicatore", "Natura indicatore", "Categoria indicatore", "Ambito indicatore",
    ]),
    (Field::Algorithm, &[
        "Algoritmo *", "Formula *", "Metodo di calcolo *", "Modalità di calcolo *", "Formula/Metodo di calcolo",
        "Criterio di calcolo", "Calcolo", "Metodo di misurazione", "Modalità di misurazione",
        "Descrizione del calcolo", "Modalità di rilevazione",
        "Metrica/formula", "Formula/metrica", "Metrica di calcolo", "Metodo/formula di calcolo", "Formula/algoritmo",
    ]),
    (Field::Numerator, &["Numeratore"]),
    (Field::Denominator, &["Denominatore"]),
    (Field::UnitOfMeasure, &[
        "Unità di misura *", "Unità misura", "U.M.", "U. di M.", "U. M.", "Un. mis.", "UdM", "Unità mis.",
    ]),
    (Field::Source, &[
        "Fonte *", "Fonte dei dati *", "Fonti *", "Dove sono verificabili *", "Fonte di verifica", "Fonte del dato",
        "Banca dati", "Fonte informativa",
    ]),
    (Field::Baseline, &[
        "Valore AAAA", "Valore al AAAA", "Valore anno AAAA", "Valore iniziale *", "Valore storico *",
        "Valori storici *", "Valori di partenza *", "Valore di partenza *", "Base di partenza *", "Baseline *",
        "Baseline AAAA", "Stato AAAA", "Valore base *", "Valore attuale *", "Valore di riferimento *",
        "Valore di riferimento AAAA", "Rilev. AAAA", "Rilevazione AAAA", "Da dove partiamo *",
        "Target conseguito nell'esercizio precedente", "Ultimo valore *", "Valore precedente",
        "Valore osservato AAAA", "Valore rilevato AAAA", "Situazione di partenza", "Dato storico *", "Dato AAAA",
        "Valore consolidato AAAA", "Valore di base *", "Valore baseline *", "Serie storica *", "Andamento storico *",
        "Trend storico *", "Valore dell'anno precedente", "Anno precedente",
    ]),
    (Field::Target, &[
        "Target *", "Target AAAA", "Target % AAAA", "Target anno AAAA", "Target annuale", "Target %",
        "Valore atteso *", "Valore atteso AAAA", "Valore target *", "Valore target AAAA", "Valori attesi *",
        "Valore obiettivo", "Target primo anno", "Target secondo anno", "Target terzo anno", "Target 1° anno",
        "Target 2° anno", "Target 3° anno", "Traguardo atteso *", "Traguardo *", "Qual è il traguardo *",
        "Valore programmato *", "Standard atteso", "Soglia target eccellenza", "Livello atteso *",
        "Valore previsto *", "Valore AAAA atteso", "Risultato atteso AAAA", "Atteso AAAA", "Target e soglie",
    ]),
    (Field::Expected, &["Risultato atteso *", "Risultati attesi *", "Risultato previsto"]),
    (Field::Result, &[
        "Consuntivo", "Consuntivo AAAA", "Valore conseguito *", "Valore conseguito AAAA", "Valore raggiunto *",
        "Risultato", "Risultato AAAA", "Risultato conseguito *", "Risultato raggiunto *", "Risultato ottenuto *",
        "Valore a consuntivo *", "Valori di consuntivo *", "Valori a consuntivo *", "Valori consuntivi *",
        "Consuntivo al *", "Risultato a consuntivo *", "Risultato finale *", "Valore finale *", "Valore effettivo *",
        "Risultato %", "Valore realizzato *", "Risultato effettivo", "Risultato al *",
        "Valore rilevato *", "Valore accertato *", "Valore registrato *", "Valore ottenuto *", "Valore osservato *",
        "Dato rilevato *", "Dato a consuntivo *", "Dato consuntivo *",
    ]),
    (Field::Achieved, &[
        "% raggiungimento *", "% di raggiungimento *", "% di ragg. *", "% ragg. *", "Grado di raggiungimento *",
        "Percentuale di raggiungimento *", "Livello di raggiungimento *", "Raggiungimento *", "% conseguimento *",
        "Grado di conseguimento *", "% realizzazione *", "% di realizzazione *", "Grado di realizzazione *",
        "Percentuale di realizzazione *", "% raggiunta", "% raggiunto", "Performance %",
    ]),
    (Field::Gap, &["Scostamento *", "Scost. *", "Differenza", "Delta"]),
    (Field::Phase, &[
        "Fase", "Fasi *", "Descrizione fase *", "Descrizione delle fasi *", "Descrizione delle attività *", "Attività *", "Descrizione attività", "Fasi e attività", "Azioni",
    ]),
    (Field::Progress, &["Avanzamento", "Stato"]),
    (Field::Counter, &["N.", "N°", "Nr.", "Num.", "#", "Progr.", "N. progr."]),
    (Field::Other, &[
        "Stato di avanzamento *", "Stato di attuazione *", "Monitoraggio *", "monitoraggio intermedio AAAA",
        "Risorse *", "Risorse umane *", "Risorse finanziarie *", "Risorse strumentali *", "Obiettivo rilevante *",
        "Obiettivo formativo *", "Obiettivi di apprendimento *", "Obiettivo didattico *", "Obiettivo educativo *",
        "Obiettivi specifici di apprendimento *", "Anno di riferimento", "Data di approvazione", "Capitolo *",
        "Personale *", "Personale coinvolto", "Collegamento *", "Anno", "Priorità", "Assessore *", "Assessorato",
        "Delegato", "Valenza", "Cognome e nome", "Nome e cognome", "Nominativo", "Categoria", "Profilo *", "Qualifica",
        "Dipendente *", "% tempo *", "% di impiego", "Quota di tempo *", "Importo *", "Stanziamento *", "Rischi *",
    ]),
];
