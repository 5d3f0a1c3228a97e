//! What must hold whatever somebody does to a site: a build over an old one gives the same as a build from nothing, the
//! same bytes come out everywhere, and the command line keeps its word about exit codes and channels. All of it with the
//! program as people run it.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

mod project;

use fastrand::Rng;
use project::{Project, bytes, copy, files};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Inode and time of change of every file: what a build touches when it writes.
fn stamps(folder: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let stamp = |path: PathBuf| {
        let meta = fs::metadata(path).unwrap();
        (meta.ino(), meta.mtime(), meta.mtime_nsec())
    };
    files(folder).into_iter().map(|(name, path)| (name, stamp(path))).collect()
}

fn guidepost(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guidepost")).args(args).output().unwrap()
}

fn build(root: &Path, out: &Path, more: &[&str]) -> Output {
    let (root, out) = (root.to_str().unwrap(), out.to_str().unwrap());
    guidepost(&[&["build", "--root", root, "--out", out, "--date", "2026-11-24"], more].concat())
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn a_warm_build_equals_a_cold_one() {
    let (mut good, mut refused) = (0, 0);
    for seed in 0..2 {
        let mut rng = Rng::with_seed(seed);
        let project = Project::new();
        let warm = project.beside("warm");
        assert_eq!(code(&build(&project.root(), &warm, &[])), 0);
        for step in 0..14 {
            let before = bytes(&project.root());
            let (old, old_stamps) = (bytes(&warm), stamps(&warm));
            // Every fifth time something wrong.
            let kind = if step % 5 == 4 { Project::MISTAKE } else { rng.usize(..Project::KINDS) };
            let entry = project.change(&mut rng, kind, step);
            let about = format!("seed {seed}, step {step}, kind {kind}, {entry}");
            let cold = project.beside(&format!("cold-{step}"));
            let (first, second) = (build(&project.root(), &warm, &[]), build(&project.root(), &cold, &["--no-cache"]));
            assert_eq!(code(&first), code(&second), "{about}");
            if code(&first) == 0 {
                good += 1;
                assert!(bytes(&warm) == bytes(&cold), "{about}");
                let written = stamps(&warm);
                let again = build(&project.root(), &warm, &[]);
                assert!(stdout(&again).contains(" 0 written") && stdout(&again).contains(" 0 removed"), "{about}");
                assert!(stamps(&warm) == written, "{about}");
            } else {
                refused += 1;
                // A mistake: nothing is written anywhere, and taking it back gives the site that was there.
                assert_eq!(code(&first), 1, "{about}: {}", stderr(&first));
                assert!(!cold.exists() && stamps(&warm) == old_stamps, "{about}");
                project.put_back(&before);
                let repaired = build(&project.root(), &warm, &[]);
                assert!(stdout(&repaired).contains(" 0 written"), "{about}");
                assert!(bytes(&warm) == old, "{about}");
            }
        }
    }
    assert!(good >= 14 && refused >= 3, "{good} builds were good, {refused} refused: change the seeds");
}

#[test]
fn the_same_bytes_come_out_everywhere() {
    let project = Project::new();
    let (here, there) = (project.beside("out"), project.beside("else/where/out"));
    let moved = project.beside("another folder/with a longer name");
    copy(&project.root(), &moved);
    fs::create_dir_all(there.parent().unwrap()).unwrap();
    assert_eq!(code(&build(&project.root(), &here, &[])), 0);
    assert_eq!(code(&build(&moved, &there, &[])), 0);
    let wanted = bytes(&here);
    assert!(wanted == bytes(&there));
    for threads in ["1", "4"] {
        let out = project.beside(&format!("threads-{threads}"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
        command.args(["build", "--date", "2026-11-24", "--no-cache", "--out"]).arg(&out);
        // From inside the project, in another language and time zone, with nothing else in the environment.
        command.current_dir(project.root()).env_clear().env("RAYON_NUM_THREADS", threads);
        command.env("LANG", "tr_TR.UTF-8").env("TZ", "Pacific/Kiritimati").env("HOME", "/nonexistent");
        assert_eq!(code(&command.output().unwrap()), 0);
        assert!(wanted == bytes(&out), "{threads} threads");
    }
}

#[test]
fn exit_codes_tell_whose_fault_it_was() {
    let project = Project::new();
    let (root, out) = (project.root(), project.beside("out"));
    let root_text = root.to_str().unwrap();
    // 0: good.
    for args in [&["--help"][..], &["--version"], &["build", "--help"], &["check", "--root", root_text]] {
        assert_eq!(code(&guidepost(args)), 0, "{args:?}");
    }
    // 2: usage.
    let wrong: [&[&str]; 8] = [
        &[],
        &["biuld"],
        &["build", "--nope"],
        &["build", "--date", "2026-02-30"],
        &["build", "--edition", "s"],
        &["build", "--base-url", "example.org"],
        &["check", "--format", "xml"],
        &["new", "pamphlet", "x"],
    ];
    for args in wrong {
        let output = guidepost(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
    // 3: the machine.
    let file = project.beside("a-file");
    fs::write(&file, "x").unwrap();
    for out in [file.join("out"), file] {
        let output = build(&root, &out, &[]);
        assert_eq!(code(&output), 3, "{}", stderr(&output));
        assert!(stderr(&output).starts_with("error: ") && output.stdout.is_empty());
    }
    // 1: the content.
    project.edit("content/guides/housing.en.md", |text| text.replace("title:", "titel:"));
    let output = build(&root, &out, &[]);
    assert_eq!(code(&output), 1);
    assert!(output.stdout.is_empty() && !out.exists());
    assert!(stderr(&output).contains("error[unknown-key]: nothing reads the key `titel`"));
    assert!(stderr(&output).contains("content/guides/housing.en.md:2:1"));
    assert_eq!(code(&guidepost(&["check", "--root", root_text])), 1);
}

#[test]
fn nothing_makes_it_panic() {
    let project = Project::new();
    let root = project.root();
    let good = fs::read_to_string(root.join("guidepost.yaml")).unwrap();
    let with = |text: &str| {
        project.write("guidepost.yaml", text);
        let output = guidepost(&["check", "--root", root.to_str().unwrap(), "--date", "2026-11-24"]);
        assert!(!stderr(&output).contains("panicked"), "{text}: {}", stderr(&output));
        code(&output)
    };
    for broken in
        ["", "editions: {}", "[]", "base_url: [", "\0", "base_url: https://example.org/\neditions: { en: , EN: }"]
    {
        assert_eq!(with(broken), 1, "{broken:?}");
    }
    // Every half of the configuration is a configuration with mistakes in it, or a good one.
    for end in (0..good.len()).step_by(41).filter(|end| good.is_char_boundary(*end)) {
        assert!([0, 1].contains(&with(&good[..end])));
    }
    project.write("guidepost.yaml", &good);
    let unknown = build(&root, &project.beside("out"), &["--edition", "xx"]);
    assert_eq!(code(&unknown), 1);
    assert!(stderr(&unknown).contains("there is no edition `xx`") && !stderr(&unknown).contains("panicked"));
    // A text at which the Markdown parser gives up.
    project.write("content/guides/odd.en.md", "---\ntitle: Odd\n---\n\n- one\n   {#a}\n   ===\n");
    let odd = guidepost(&["check", "--root", root.to_str().unwrap()]);
    assert_eq!(code(&odd), 1);
    assert!(stderr(&odd).contains("the Markdown of this text cannot be read") && !stderr(&odd).contains("panicked"));
    // No project at all.
    let nothing = guidepost(&["check", "--root", project.beside("nothing").to_str().unwrap()]);
    assert_eq!(code(&nothing), 1);
    assert!(stderr(&nothing).contains("there is no `guidepost.yaml`"));
}

/// A site with an error, a warning and a note.
fn with_mistakes() -> Project {
    let project = Project::new();
    project.edit("content/guides/housing.en.md", |text| text.replace("title:", "titel:"));
    project.edit("content/guides/work/index.en.md", |text| format!("{text}\n##### Far too deep\n"));
    project
}

#[test]
fn check_writes_nothing_and_speaks_three_formats() {
    let project = with_mistakes();
    let root = project.root();
    let check = |more: &[&str]| guidepost(&[&["check", "--root", root.to_str().unwrap()], more].concat());
    let before = stamps(&project.beside(""));
    let text = check(&[]);
    assert!(text.stdout.is_empty());
    for part in
        ["error[unknown-key]", "warning[skipped-heading]", "note[missing-translation]", "help: did you mean `title`?"]
    {
        assert!(stderr(&text).contains(part), "{part}");
    }
    assert!(!stderr(&text).contains('\u{1b}'), "no colours where nobody sees them");

    let json = check(&["--format", "json"]);
    assert_eq!(code(&json), 1);
    assert!(json.stderr.is_empty(), "{}", stderr(&json));
    let all: Vec<Value> = serde_json::from_slice(&json.stdout).unwrap();
    let key = all.iter().find(|d| d["code"] == "unknown-key").unwrap();
    assert_eq!(key["severity"], "error");
    assert_eq!(key["message"], "nothing reads the key `titel`");
    assert_eq!(key["hints"][0], "did you mean `title`?");
    let place = &key["place"];
    assert_eq!(place["file"], "content/guides/housing.en.md");
    let numbers = ["line", "column", "end_line", "end_column"].map(|k| place[k].as_u64().unwrap());
    assert_eq!(numbers, [2, 1, 2, 6]);
    let placed = |d: &&Value| d["place"]["file"].is_string();
    assert!(all.iter().filter(placed).count() == all.len() && all.len() > 3);

    let github = check(&["--format", "github"]);
    assert!(github.stdout.is_empty());
    let lines: Vec<&str> = stderr(&github).lines().collect();
    assert!(
        lines.iter().all(|l| ["::error ", "::warning ", "::notice "].iter().any(|p| l.starts_with(p))),
        "{lines:#?}"
    );
    let wanted = "::error title=unknown-key,file=content/guides/housing.en.md,line=2,col=1,endLine=2::nothing reads the \
                  key `titel`%0Adid you mean `title`?";
    assert!(lines.contains(&wanted), "{lines:#?}");
    assert!(stamps(&project.beside("")) == before, "check touched a file");
}

#[test]
fn quiet_and_strict_are_respected() {
    let project = with_mistakes();
    let root = project.root();
    let quiet = guidepost(&["check", "--root", root.to_str().unwrap(), "--quiet"]);
    assert!(
        stderr(&quiet).contains("error[") && !stderr(&quiet).contains("warning[") && !stderr(&quiet).contains("note[")
    );

    project.edit("content/guides/housing.en.md", |text| text.replace("titel:", "title:"));
    let out = project.beside("out");
    let strict = build(&root, &out, &["--strict"]);
    assert_eq!(code(&strict), 1);
    assert!(stderr(&strict).contains("warning[skipped-heading]") && !out.exists());

    let quiet = build(&root, &out, &["--quiet"]);
    assert_eq!(code(&quiet), 0);
    assert!(quiet.stdout.is_empty() && quiet.stderr.is_empty(), "{}{}", stdout(&quiet), stderr(&quiet));

    let loud = build(&root, &out, &[]);
    assert!(stdout(&loud).contains("9 editions") && stdout(&loud).contains(" 0 written"), "{}", stdout(&loud));
    assert!(stderr(&loud).contains("warning[skipped-heading]") && !stderr(&loud).contains("note["));

    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    command.args(["check", "--root"]).arg(&root).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1");
    assert!(!stderr(&command.output().unwrap()).contains('\u{1b}'));
}
