//! Any `albero.toml` and any baseline: an error, or settings.
#![no_main]

use albero::check::baseline::Baseline;
use albero::check::settings::Settings;
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|text: &str| {
    if let Ok(settings) = Settings::from_toml(text) {
        let _ = settings.for_file(Path::new("2023/piano.pdf"));
    }
    if let Ok(baseline) = Baseline::from_toml(text) {
        baseline.to_toml().unwrap();
    }
});
