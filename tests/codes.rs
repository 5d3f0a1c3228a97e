//! Every diagnostic is shown by a case: a code that no file under `tests/cases/` has is either untested or dead.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

use guidepost::base::Code;
use std::path::{Path, PathBuf};

fn cases() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => found.push((path.clone(), std::fs::read_to_string(path).unwrap())),
            }
        }
    }
    found
}

#[test]
fn every_code_has_a_case() {
    let cases = cases();
    let shown =
        |code: &Code| cases.iter().any(|(_, text)| text.contains(&format!("{}[{code}]: ", code.severity().word())));
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !shown(code)).map(|code| code.word()).collect();
    assert!(missing.is_empty(), "no file of tests/cases/ shows {missing:?}");
}

#[test]
fn messages_keep_the_house_style() {
    let mut wrong = Vec::new();
    for (path, text) in cases() {
        let said = text.lines().map(|line| line.strip_prefix("//~ ").unwrap_or(line));
        for message in said.filter_map(|line| line.split_once("]: ").filter(|(head, _)| is_title(head)).map(|(_, m)| m))
        {
            let first = message.chars().next().unwrap_or(' ');
            if first.is_uppercase() || message.ends_with('.') || message.trim() != message {
                wrong.push(format!("{}: {message}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "lower case, no full stop:\n{}", wrong.join("\n"));
}

/// `1-6 error[unknown-key`: what stands before a message.
fn is_title(head: &str) -> bool {
    let words = ["error[", "warning[", "note["];
    words.iter().any(|word| head.rsplit_once(word).is_some_and(|(_, code)| Code::ALL.iter().any(|c| c.word() == code)))
}
