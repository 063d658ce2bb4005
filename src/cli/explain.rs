//! `albero explain CODE`

use super::args::ExplainArguments;
use super::lang::lang;
use super::output::{Failure, write};
use super::rules::remark;
use super::width;
use albero::check::registry::{self, RULES};
use albero::check::rule::Rule;
use albero::language::Lang;
use albero::output::text::fitted;
use std::io::{self, Write};

pub(crate) fn run(arguments: &ExplainArguments) -> Result<(), Failure> {
    for selector in &arguments.rules {
        registry::check_selector(selector).map_err(|message| Failure::Message(message.get(lang()).to_owned()))?;
    }
    let named = RULES.iter().filter(|rule| arguments.rules.iter().any(|selector| rule.is_named(selector)));
    write(None, |out| {
        let mut told = Vec::new();
        for (index, rule) in named.enumerate() {
            if index > 0 {
                writeln!(told)?;
            }
            writeln!(told, "{} {} ({})", rule.code, rule.name, rule.severity.told(lang()))?;
            explain(&mut told, rule, lang())?;
        }
        out.write_all(fitted(&String::from_utf8_lossy(&told), width(None), 2).as_bytes())
    })
}

fn explain(out: &mut dyn Write, rule: &Rule, lang: Lang) -> io::Result<()> {
    let [wrong, right, source, none] = match lang {
        Lang::En => ["Wrong", "Right", "Source", "none: convention or common sense"],
        Lang::It => ["Sbagliato", "Giusto", "Fonte", "nessuna: convenzione o buon senso"],
    };
    writeln!(out, "\n{}.", rule.summary.get(lang))?;
    if let Some(remark) = remark(rule) {
        writeln!(out, "({remark})")?;
    }
    writeln!(out, "{}", rule.reason.get(lang))?;
    writeln!(out, "  {wrong}: {}", rule.wrong.get(lang))?;
    writeln!(out, "  {right}: {}", rule.right.get(lang))?;
    if rule.sources.is_empty() {
        writeln!(out, "  {source}: {none}")?;
    }
    rule.sources.iter().try_for_each(|cited| writeln!(out, "  {source}: {}", cited.cite(lang)))
}
