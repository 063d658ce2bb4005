//! The library as Python's module `albero._albero`: documents' bytes in, JSON out. What Python's users see stands in the
//! package beside it, which turns the JSON into objects.

use albero::{Error, Labels, Lang, Note, Options, Plan, Reading, Settings};
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

create_exception!(_albero, Fault, PyException, "A fault's kind and its message.");

/// A fault as Python hears of it: its kind, for programs, and its words.
fn fault(kind: &str, message: String) -> PyErr {
    Fault::new_err((kind.to_owned(), message))
}

fn told(error: &Error, lang: Lang) -> PyErr {
    fault(error.kind(), error.tell(lang))
}

fn json(error: &serde_json::Error) -> PyErr {
    fault("plan_json", error.to_string())
}

/// Does it without Python's lock; a panic is a fault of the document, never the end of the interpreter.
fn apart<T: Send>(py: Python<'_>, work: impl FnOnce() -> PyResult<T> + Send) -> PyResult<T> {
    let caught = py.detach(|| catch_unwind(AssertUnwindSafe(work)));
    caught.unwrap_or_else(|_| Err(fault("damaged", "damaged: reading it failed".to_owned())))
}

fn language(lang: &str) -> Lang {
    if lang == "it" { Lang::It } else { Lang::En }
}

/// A document's plan JSON, and what was noticed of it, as JSON.
#[pyfunction]
#[pyo3(signature = (content, name=None, password=None, pages=None, labels=Vec::new(), lang="en"))]
fn read(
    py: Python<'_>,
    content: Vec<u8>,
    name: Option<&str>,
    password: Option<&str>,
    pages: Option<(u32, u32)>,
    labels: Vec<(String, String)>,
    lang: &str,
) -> PyResult<(String, String)> {
    let lang = language(lang);
    apart(py, || {
        let labels = Labels::new(labels).map_err(|error| fault("labels", error.to_string()))?;
        let options = Options { name, password, pages, labels: Some(&labels), ..Options::default() };
        let (plan, notes) = albero::read(content, &options).map_err(|error| told(&error, lang))?.into_parts();
        let notes = serde_json::to_string(&notes).map_err(|error| json(&error))?;
        Ok((plan.to_json(false).map_err(|error| json(&error))?, notes))
    })
}

/// What is wrong in a plan, as a JSON list of findings.
#[pyfunction]
#[pyo3(signature = (plan, notes, settings=None, previous=None, lang="en"))]
fn check(
    py: Python<'_>,
    plan: &str,
    notes: &str,
    settings: Option<&str>,
    previous: Option<&str>,
    lang: &str,
) -> PyResult<String> {
    let lang = language(lang);
    apart(py, || {
        let failed = |error: Error| told(&error, lang);
        let notes: Vec<Note> = serde_json::from_str(notes).map_err(|error| json(&error))?;
        let reading = Reading::of(Plan::from_json(plan.as_bytes()).map_err(failed)?, notes);
        let previous = previous.map(|json| Plan::from_json(json.as_bytes())).transpose().map_err(failed)?;
        let settings = settings.map(Settings::from_toml).transpose();
        let settings = settings.map_err(|error| fault("settings", error.tell(lang)))?.unwrap_or_default();
        let findings = albero::check::check_against(&reading, previous.as_ref(), &settings, lang);
        albero::json::to_string(&findings).map_err(|error| json(&error))
    })
}

/// What became of a plan in another year, as JSON; with `all`, what stayed the same, too.
#[pyfunction]
fn diff(py: Python<'_>, old: &str, new: &str, all: bool) -> PyResult<String> {
    apart(py, || {
        let plan = |json: &str| Plan::from_json(json.as_bytes()).map_err(|error| told(&error, Lang::En));
        albero::json::to_string(&albero::diff(&plan(old)?, &plan(new)?, all)).map_err(|error| json(&error))
    })
}

#[pymodule]
fn _albero(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("Fault", module.py().get_type::<Fault>())?;
    module.add_function(wrap_pyfunction!(read, module)?)?;
    module.add_function(wrap_pyfunction!(check, module)?)?;
    module.add_function(wrap_pyfunction!(diff, module)?)
}
