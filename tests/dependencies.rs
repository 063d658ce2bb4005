//! Dependencies come from crates.io, under the licences that `deny.toml` allows: what `cargo deny check licenses sources`
//! says, where that program is not at hand. Read from the lock file and the manifests that cargo has downloaded: `cargo metadata`
//! runs rustc, which reads /dev/null, which on some machines is a file with something in it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// `A OR B AND C`: of each part one licence is allowed.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let plain = expression.replace('/', " OR ").replace(['(', ')'], "");
    plain
        .split(" AND ")
        .all(|part| part.split(" OR ").any(|licence| allowed.iter().any(|known| known == licence.trim())))
}

/// Where the sources of dependencies are: what cargo has downloaded, or what `cargo vendor` has put beside the crate. None
/// where a distribution builds with sources of its own.
fn registries() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let downloaded = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok());
    let downloaded = downloaded.into_iter().flatten().map(|entry| entry.unwrap().path());
    downloaded.chain([Path::new(env!("CARGO_MANIFEST_DIR")).join("vendor")]).filter(|folder| folder.is_dir()).collect()
}

fn table(path: &Path) -> toml::Table {
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

#[test]
fn every_dependency_is_of_crates_io_under_a_licence_that_is_allowed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let deny = table(&root.join("deny.toml"));
    let allowed = deny["licenses"]["allow"].as_array().unwrap();
    let allowed: Vec<String> = allowed.iter().map(|licence| licence.as_str().unwrap().to_owned()).collect();
    let lock = table(&root.join("Cargo.lock"));
    let registries = registries();
    let mut read = 0;
    // What has no source is a crate of this project.
    for package in lock["package"].as_array().unwrap().iter().filter(|package| package.get("source").is_some()) {
        let (name, version) = (package["name"].as_str().unwrap(), package["version"].as_str().unwrap());
        assert_eq!(package.get("source").and_then(|source| source.as_str()), Some(CRATES_IO), "{name}");
        // Those of other systems are not downloaded.
        let folders = [format!("{name}-{version}"), name.to_owned()];
        let manifests = registries
            .iter()
            .flat_map(|registry| folders.iter().map(|folder| registry.join(folder).join("Cargo.toml")));
        let manifests = manifests.filter(|manifest| manifest.exists()).map(|manifest| table(&manifest));
        let mut of_version = manifests.filter(|manifest| manifest["package"]["version"].as_str() == Some(version));
        let Some(manifest) = of_version.next() else { continue };
        let licence = manifest["package"].get("license").and_then(|licence| licence.as_str());
        let licence = licence.unwrap_or_else(|| panic!("{name} names no licence"));
        assert!(is_allowed(licence, &allowed), "{name}: {licence}");
        read += 1;
    }
    assert!(read > 100 || registries.is_empty(), "{read} manifests were found in {registries:?}");
}

#[test]
fn an_expression_is_allowed_where_each_part_is() {
    let allowed = ["MIT", "Unicode-3.0"].map(str::to_owned);
    for (expression, wanted) in [
        ("MIT", true),
        ("MIT OR GPL-3.0-only", true),
        ("MIT/Apache-2.0", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("GPL-3.0-only", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), wanted, "{expression}");
    }
}
