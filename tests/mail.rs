//! `guidepost mail` from outside: what it writes, what it refuses, and what becomes of letters whose fate nobody knows.
//! What a real server and real mail programs say to it is judged in `tests/judges/mail.py` and `tests/judges/post.py`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

mod project;

use project::{Project, bytes};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

fn guidepost(project: &Project, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    command.arg("mail").args(args).args(["--date", "2026-11-24", "--root"]).arg(project.root());
    command.env_remove("GUIDEPOST_SMTP_USER").env_remove("GUIDEPOST_SMTP_PASSWORD").output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A list beside the project.
fn list(project: &Project, text: &str) -> String {
    let path = project.beside("list.csv");
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn files_for_a_mailing_tool_are_the_same_each_time() {
    let project = Project::new();
    let (one, two) = (project.beside("one"), project.beside("two"));
    for folder in [&one, &two] {
        let (code, _, err) = said(&guidepost(&project, &["build", "vol-1", "--out", folder.to_str().unwrap()]));
        assert_eq!(code, Some(0), "{err}");
    }
    let made = bytes(&one);
    assert_eq!(made, bytes(&two));
    let ends = |end: &str| made.keys().filter(|name| name.ends_with(end)).count();
    assert!(ends(".html") >= 2 && ends(".html") == ends(".txt") && ends(".txt") == ends(".eml"), "{:?}", made.keys());
}

#[test]
fn the_published_mail_is_the_one_that_is_built() {
    let project = Project::new();
    let public = project.beside("public");
    let mut build = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    build.args(["build", "--date", "2026-11-24", "--quiet", "--out"]).arg(&public).arg("--root").arg(project.root());
    assert!(build.status().unwrap().success());
    let folder = project.beside("mail");
    guidepost(&project, &["build", "vol-1", "--out", folder.to_str().unwrap()]);
    let mut published: Vec<Vec<u8>> =
        bytes(&public).into_iter().filter(|(name, _)| name.ends_with(".eml")).map(|(_, bytes)| bytes).collect();
    let mut built: Vec<Vec<u8>> =
        bytes(&folder).into_iter().filter(|(name, _)| name.ends_with(".eml")).map(|(_, bytes)| bytes).collect();
    published.sort();
    built.sort();
    assert!(!built.is_empty());
    assert_eq!(published, built);
}

#[test]
fn a_preview_needs_nothing_from_the_internet() {
    let project = Project::new();
    project.edit("content/newsletter/vol-1/index.sq.md", |text| text + "\n![Zyra](/guides/work/office.png)\n");
    let (code, out, err) = said(&guidepost(&project, &["preview", "vol-1", "--edition", "sq", "--no-open"]));
    assert_eq!(code, Some(0), "{err}");
    let html = fs::read_to_string(out.trim()).unwrap();
    assert!(html.contains("<img src=\"data:image/png;base64,"), "{html}");
    assert!(fs::read_to_string(out.trim().replace(".html", ".txt")).unwrap().contains("[Zyra]"));
}

#[test]
fn a_site_without_a_sender_has_no_message() {
    let project = Project::new();
    project.edit("guidepost.yaml", |text| {
        text.lines().filter(|l| !l.starts_with("mail:")).fold(String::new(), |t, l| t + l + "\n")
    });
    let folder = project.beside("mail");
    let (code, out, err) =
        said(&guidepost(&project, &["build", "vol-1", "--edition", "sq", "--out", folder.to_str().unwrap()]));
    assert_eq!(code, Some(0));
    assert!(out.contains(".html") && !out.contains(".eml") && err.contains("nothing says who writes"), "{out}{err}");
    let to = list(&project, "email\na@example.org\n");
    let (code, _, err) = said(&guidepost(&project, &["send", "vol-1", "--edition", "sq", "--to", &to, "--yes"]));
    assert_eq!(code, Some(2));
    assert!(err.contains("does not say who writes"), "{err}");
}

#[test]
fn what_cannot_be_mailed_is_told() {
    let project = Project::new();
    let to = list(&project, "email\na@example.org\n");
    let cases: [(&[&str], i32, &str); 8] = [
        (&["preview", "vol-2", "--no-open"], 2, "did you mean `vol-1`"),
        (&["preview", "vol-1", "--edition", "en", "--no-open"], 2, "has no text of its own in `en`"),
        (&["preview", "vol-1", "--edition", "xx", "--no-open"], 2, "there is no edition `xx`"),
        (&["send", "vol-1", "--to", &to], 2, "say which edition"),
        (&["send", "vol-1", "--edition", "sq", "--to", "nowhere.csv"], 2, "there is no list `nowhere.csv`"),
        (&["send", "vol-1", "--edition", "sq", "--to", &to, "--yes"], 2, "nobody says which server"),
        (
            &["send", "vol-1", "--edition", "sq", "--to", &to, "--yes", "--server", "mail.example.org"],
            2,
            "an address that belongs to nobody",
        ),
        (
            &["send", "vol-1", "--edition", "sq", "--to", &to, "--server", "mail.example.org", "--security", "none"],
            2,
            "unencrypted",
        ),
    ];
    for (args, code, words) in cases {
        let (found, _, err) = said(&guidepost(&project, args));
        assert_eq!(found, Some(code), "{args:?}: {err}");
        assert!(err.contains(words), "{args:?}: {err}");
    }
    let bad = list(&project, "address\na@example.org\n");
    let (code, _, err) = said(&guidepost(&project, &["send", "vol-1", "--edition", "sq", "--to", &bad]));
    assert!(code == Some(1) && err.contains("no column `email`") && err.contains("list.csv:1:1"), "{err}");
    project.edit("content/newsletter/vol-1/index.sq.md", |text| text.replacen("---\n", "---\nsensitive: yes\n", 1));
    let (code, _, err) = said(&guidepost(&project, &["preview", "vol-1", "--no-open"]));
    assert!(code == Some(2) && err.contains("must leave no trace"), "{err}");
}

/// A server that takes every letter; after the dot of the letter to `mute` it hangs up without a word.
fn server(mute: &'static str) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let taken: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = taken.clone();
    std::thread::spawn(move || listener.incoming().for_each(|stream| talk(&stream.unwrap(), mute, &kept)));
    (port, taken)
}

fn talk(stream: &TcpStream, mute: &str, taken: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let say = |text: &str| (&mut &*stream).write_all(text.as_bytes()).is_ok();
    say("220 here\r\n");
    let (mut to, mut data) = (String::new(), false);
    while let Some(Ok(line)) = lines.next() {
        match line.as_str() {
            "." if data && to == mute => return,
            "." if data => {
                data = false;
                taken.lock().unwrap().push(to.clone());
                say("250 taken\r\n");
            }
            _ if data => {}
            "DATA" => {
                data = true;
                say("354 go on\r\n");
            }
            _ => {
                if let Some(address) = line.strip_prefix("RCPT TO:<") {
                    to = address.trim_end_matches('>').to_owned();
                }
                say("250 OK\r\n");
            }
        }
    }
}

#[test]
fn a_letter_in_doubt_is_left_to_its_sender() {
    let project = Project::new();
    let to = list(&project, "email,name\na@example.org,A\nb@example.org,B\nc@example.org,\n");
    let (port, taken) = server("b@example.org");
    let port = port.to_string();
    let run = |more: &[&str]| {
        let mut args = vec!["send", "vol-1", "--edition", "sq", "--to", &to, "--yes", "--per-minute", "60000"];
        args.extend(["--server", "127.0.0.1", "--security", "none", "--port", &port]);
        args.extend(more);
        said(&guidepost(&project, &args))
    };
    let (code, out, err) = run(&[]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(
        out.contains("2 letters sent") && out.contains("1 in doubt") && err.contains("line 3: b@example.org"),
        "{out}{err}"
    );
    assert!(!out.contains("a@example.org") && !err.contains("a@example.org"));
    let (code, out, err) = run(&[]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("0 letters sent, 2 sent in earlier runs, 1 in doubt"), "{out}");
    assert_eq!(*taken.lock().unwrap(), ["a@example.org", "c@example.org"]);
    let (code, _, _) = run(&["--doubtful", "send"]);
    assert_eq!((code, taken.lock().unwrap().len()), (Some(1), 2));
}
