//! The laws and guidelines that rules cite, once each.

use super::rule::{Lang, Text};
use serde::{Serialize, Serializer};

/// A law or guideline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// D.Lgs. 150/2009 art. 4(2)(a).
    Dlgs150Art4,
    /// D.Lgs. 150/2009 art. 5(2).
    Dlgs150Art5,
    /// D.Lgs. 150/2009 art. 10(1).
    Dlgs150Art10,
    /// DPCM 18/9/2012 art. 3(3).
    Dpcm2012Art3,
    /// DPCM 18/9/2012 art. 4(1)(d).
    Dpcm2012Art4,
    /// DFP, Linee guida 2/2017.
    Dfp2017,
    /// D.M. 30/6/2022 n. 132.
    Dm132,
    /// D.L. 13/2023 art. 4-bis(2).
    Dl13Art4bis,
    /// D.Lgs. 150/2009 art. 10(1)(b).
    Dlgs150Report,
    /// D.Lgs. 150/2009 art. 9(1)(d) and 18(2).
    Dlgs150Spread,
    /// No law: the convention of weighted sums.
    WeightedSums,
}

impl Source {
    /// The citation, and what it says.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Source::Dlgs150Art4 => Text {
                en: "D.Lgs. 150/2009 art. 4(2)(a): objectives with expected values and their indicators, taking account of last year's results",
                it: "D.Lgs. 150/2009 art. 4, c. 2, lett. a): obiettivi con valori attesi e relativi indicatori, tenendo conto dei risultati dell'anno precedente",
            },
            Source::Dlgs150Art5 => Text {
                en: "D.Lgs. 150/2009 art. 5(2): objectives are (b) specific and measurable in concrete and clear terms; (c) bring a significant improvement; (d) refer to a set period, as a rule one year; (f) comparable with at least the three years before",
                it: "D.Lgs. 150/2009 art. 5, c. 2: gli obiettivi sono b) specifici e misurabili in termini concreti e chiari; c) tali da determinare un significativo miglioramento; d) riferibili a un arco temporale determinato, di norma un anno; f) confrontabili almeno con il triennio precedente",
            },
            Source::Dlgs150Art10 => Text {
                en: "D.Lgs. 150/2009 art. 10(1): the three-year Plan, by 31 January",
                it: "D.Lgs. 150/2009 art. 10, c. 1: il Piano triennale, entro il 31 gennaio",
            },
            Source::Dpcm2012Art3 => Text {
                en: "DPCM 18/9/2012 art. 3(3): for each indicator its type, technical definition and unit of measure, data source, method or algorithm, target value with timing, last observed value. It binds the budget's indicator plan (PIRA), published beside the tree",
                it: "DPCM 18/9/2012 art. 3, c. 3: per ogni indicatore la tipologia, la definizione tecnica e l'unità di misura, la fonte del dato, il metodo o algoritmo di calcolo, il valore target con i tempi, l'ultimo valore osservato. Vincola il piano degli indicatori di bilancio (PIRA), pubblicato accanto all'albero",
            },
            Source::Dpcm2012Art4 => Text {
                en: "DPCM 18/9/2012 art. 4(1)(d): a responsibility centre for each objective. It binds the budget's indicator plan (PIRA), published beside the tree",
                it: "DPCM 18/9/2012 art. 4, c. 1, lett. d): un centro di responsabilità per ogni obiettivo. Vincola il piano degli indicatori di bilancio (PIRA), pubblicato accanto all'albero",
            },
            Source::Dfp2017 => Text {
                en: "DFP, Linee guida 2/2017, par. 4.2 and box 7: an indicator is timely and measurable by an objective procedure; weights are messages",
                it: "DFP, Linee guida 2/2017, par. 4.2 e box 7: un indicatore è tempestivo e misurabile con una procedura oggettiva; i pesi sono messaggi",
            },
            Source::Dm132 => Text {
                en: "D.M. 30/6/2022 n. 132, annex (Piano-tipo), 2.2: the nine questions on an objective: what, who answers, for whom, with whom, by when, how measured, from where, to which target, where verifiable. D.L. 80/2021 art. 6: the PIAO takes the plan in; adopted by 31 January",
                it: "D.M. 30/6/2022 n. 132, allegato (Piano-tipo), 2.2: le nove domande su un obiettivo: che cosa, chi ne risponde, per chi, con chi, entro quando, come si misura, da dove si parte, a quale traguardo, dove è verificabile. D.L. 80/2021 art. 6: il PIAO assorbe il piano; adottato entro il 31 gennaio",
            },
            Source::Dl13Art4bis => Text {
                en: "D.L. 13/2023 art. 4-bis(2) and circular RGS 1/2024: annual objectives on payment times for the managers who pay, with at least 30 % of their result pay; bodies of the health service are excepted. It binds the individual objectives, which a plan need not print",
                it: "D.L. 13/2023 art. 4-bis, c. 2, e circolare RGS 1/2024: obiettivi annuali sui tempi di pagamento per i dirigenti responsabili dei pagamenti, con almeno il 30 % della retribuzione di risultato; sono esclusi gli enti del servizio sanitario. Vincola gli obiettivi individuali, che un piano non è tenuto a stampare",
            },
            Source::Dlgs150Report => Text {
                en: "D.Lgs. 150/2009 art. 10(1)(b): the Relazione tells results against objectives, and the gaps",
                it: "D.Lgs. 150/2009 art. 10, c. 1, lett. b): la Relazione riporta i risultati rispetto agli obiettivi, con gli scostamenti",
            },
            Source::Dlgs150Spread => Text {
                en: "D.Lgs. 150/2009 art. 9(1)(d) and 18(2): judgements are to differ, and rewards are not to be spread alike",
                it: "D.Lgs. 150/2009 art. 9, c. 1, lett. d), e art. 18, c. 2: i giudizi vanno differenziati, e i premi non distribuiti in modo uniforme",
            },
            Source::WeightedSums => Text {
                en: "That weights sum to 100 is the convention of weighted sums; no law says it",
                it: "Che i pesi sommino a 100 è la convenzione delle somme pesate; nessuna legge lo dice",
            },
        }
    }

    /// [`Source::text`] in one language.
    #[must_use]
    pub fn cite(self, lang: Lang) -> &'static str {
        self.text().get(lang)
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}
