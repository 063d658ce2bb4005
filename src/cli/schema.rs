//! `albero schema plan|findings|diff|history|inspect|settings`

use super::args::{SchemaArguments, SchemaName};
use super::output::{Failure, write};

pub(crate) fn run(arguments: &SchemaArguments) -> Result<(), Failure> {
    let schema = match arguments.output {
        SchemaName::Plan => albero::plan_schema(),
        SchemaName::Findings => albero::findings_schema(),
        SchemaName::Diff => albero::diff_schema(),
        SchemaName::History => albero::history_schema(),
        SchemaName::Inspect => albero::inspect_schema(),
        SchemaName::Settings => albero::settings_schema(),
    };
    let schema = schema.map_err(|error| Failure::Message(format!("schema: {error}")))?;
    write(None, |out| out.write_all(schema.as_bytes()))
}
