//! The preview as people run it: what it serves is what a build writes, whatever somebody does to the site; and what it
//! refuses, however it is asked.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once and touch the disk")]

mod project;

use fastrand::Rng;
use guidepost::base::Code;
use guidepost::serve::Words;
use project::{Project, bytes};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long the preview may take to show an edit before a test gives up. No test measures time.
const PATIENCE: Duration = Duration::from_secs(30);

/// A project in a folder of its own, and a preview of it.
struct Preview {
    project: Project,
    child: Child,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, headers by name in lower case, body.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Preview {
    /// Copies the site that all tests begin with, lets `change` have its way with it, and serves it.
    fn of(change: impl FnOnce(&Path)) -> Self {
        Self::by(change, |root| server(root, 0))
    }

    /// The same, served in a way of its own.
    fn by(change: impl FnOnce(&Path), server: impl FnOnce(&Path) -> Command) -> Self {
        let project = Project::new();
        let root = project.root();
        change(&root);
        let (child, port) = start(server(&root).stderr(Stdio::null()));
        Self { project, child, port }
    }

    fn root(&self) -> PathBuf {
        self.project.root()
    }

    /// Builds the site; what was written, or nothing where the build refused.
    fn build(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        let out = self.project.beside("out");
        let (root, out_text) = (self.root(), out.to_str().unwrap().to_owned());
        let args = ["build", "--root", root.to_str().unwrap(), "--out", &out_text, "--date", "2026-11-24"];
        let built = Command::new(env!("CARGO_BIN_EXE_guidepost")).args(args).output().unwrap();
        built.status.success().then(|| {
            let mut written = bytes(&out);
            written.remove(".guidepost-site");
            written
        })
    }

    fn connect(&self) -> Connection {
        Connection { stream: BufReader::new(TcpStream::connect(("127.0.0.1", self.port)).unwrap()), port: self.port }
    }

    fn get(&self, path: &str) -> Answer {
        self.connect().get(path, &[])
    }

    /// Asks again and again until the answer is as wanted.
    fn wait(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < PATIENCE, "{path} stays as it was: {} {}", answer.status, answer.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until everything served is what was built.
    fn equals(&self, built: &BTreeMap<String, Vec<u8>>, about: &str) {
        let begun = Instant::now();
        let mut connection = self.connect();
        for (name, bytes) in built {
            let path = format!("/{}", name.strip_suffix("index.html").unwrap_or(name));
            loop {
                let answer = connection.get(&path, &[]);
                let served = if name.ends_with(".html") { without_script(&answer.body) } else { answer.body };
                if answer.status == 200 && served == *bytes {
                    break;
                }
                assert!(begun.elapsed() < PATIENCE, "{about}: {path} is not as built ({})", answer.status);
                std::thread::sleep(Duration::from_millis(10));
            }
        }
    }
}

/// What serves a project.
fn server(root: &Path, port: u16) -> Command {
    let mut server = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    server.args(["serve", "--date", "2026-11-24", "--port", &port.to_string(), "--root"]).arg(root);
    server
}

/// Starts a preview; waits for its address.
fn serve(root: &Path, port: u16) -> (Child, u16) {
    start(server(root, port).stderr(Stdio::null()))
}

fn start(server: &mut Command) -> (Child, u16) {
    let mut child = server.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).expect("it tells its address").split('/').next().unwrap();
    (child, address.rsplit(':').next().unwrap().parse().unwrap())
}

/// The page without the one element that the preview puts in.
fn without_script(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(page.to_vec()).unwrap();
    let Some(start) = text.find("<script src=\"/.guidepost/preview.js\"") else { return page.to_vec() };
    let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
    format!("{}{}", &text[..start], &text[end..]).into_bytes()
}

/// A connection that asks one thing after another.
struct Connection {
    stream: BufReader<TcpStream>,
    port: u16,
}

impl Connection {
    fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        self.ask("GET", path, &[&[("Host", host.as_str())], headers].concat())
    }

    fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.raw(format!("{method} {path} HTTP/1.1\r\n{lines}\r\n").as_bytes(), method == "HEAD")
    }

    fn raw(&mut self, request: &[u8], bodiless: bool) -> Answer {
        // A server that refuses a request may close before it has read all of it.
        let _ = self.stream.get_mut().write_all(request);
        self.stream.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        let mut headers = BTreeMap::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
        let length = headers.get("content-length").map_or(0, |l| l.parse().unwrap());
        let mut body = vec![0; if bodiless || status == 304 { 0 } else { length }];
        self.stream.read_exact(&mut body).unwrap();
        Answer { status, headers, body }
    }
}

/// Does something to the site, now and then something wrong; says what.
fn change(project: &Project, rng: &mut Rng, step: usize) -> String {
    let kind = rng.usize(..Project::KINDS);
    format!("step {step}, kind {kind}, {}", project.change(rng, kind, step))
}

#[test]
fn what_is_served_is_what_is_built() {
    let (mut good, mut refused) = (0, 0);
    // More of them by hand: `SEEDS=20 cargo test …`.
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    for seed in 2..2 + seeds {
        let mut rng = Rng::with_seed(seed);
        let preview = Preview::of(|_| ());
        preview.equals(&preview.build().unwrap(), "at first");
        for step in 0..32 {
            let before = bytes(&preview.root());
            // Sometimes two things at once.
            let mut about = format!("seed {seed}, {}", change(&preview.project, &mut rng, step));
            if step % 4 == 3 {
                about.push_str(&format!("; {}", change(&preview.project, &mut rng, 100 + step)));
            }
            if let Some(built) = preview.build() {
                good += 1;
                preview.equals(&built, &about);
                continue;
            }
            // A mistake. What is shown then is as good as can be; taking it back gives the site that was there.
            refused += 1;
            assert_eq!(preview.get("/en/").status, 200, "{about}");
            preview.project.put_back(&before);
            preview.equals(&preview.build().unwrap(), &format!("{about}, taken back"));
        }
    }
    assert!(good >= 16 && refused >= 3, "{good} builds were good, {refused} refused: change the seeds");
}

#[test]
fn a_page_with_a_mistake_stays_as_it_was_until_it_is_mended() {
    let preview = Preview::of(|_| ());
    let page = preview.get("/en/guides/housing/").body;
    preview.project.edit("content/guides/housing.en.md", |text| text.replacen("title: ", "title: [", 1));
    let problems = preview.problems("/en/guides/housing/", "yaml-syntax");
    assert!(problems.contains("\"file\":\"content/guides/housing.en.md\"") && problems.contains("\"stale\":\"Behind"));
    assert_eq!(preview.get("/en/guides/housing/").body, page);
    // Another page is brought up to date meanwhile.
    preview.project.edit("content/about/about.en.md", |text| format!("{text}\nMeanwhile.\n"));
    preview.wait("/en/about-this-site/about-us/", |answer| answer.text().contains("Meanwhile."));
    preview
        .project
        .edit("content/guides/housing.en.md", |text| text.replacen("title: [", "title: ", 1) + "\nMended.\n");
    preview.wait("/en/guides/housing/", |answer| answer.text().contains("Mended."));
}

/// What one open page is told.
struct Events(BufReader<TcpStream>);

impl Events {
    /// The name and data of the next event.
    fn next(&mut self) -> (String, String) {
        let (mut name, mut data) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            match line.trim_end().split_once(": ") {
                Some(("event", word)) => name = word.to_owned(),
                Some(("data", word)) => data = word.to_owned(),
                _ if line.trim_end().is_empty() && !name.is_empty() => return (name, data),
                _ => {}
            }
        }
    }
}

impl Preview {
    /// Opens the stream of a page.
    fn events(&self, path: &str) -> Events {
        let mut stream = self.connect().stream;
        let host = format!("127.0.0.1:{}", self.port);
        let request = format!(
            "GET /.guidepost/events?path={path}&page=x HTTP/1.1\r\nHost: {host}\r\nAccept-Language: en\r\n\r\n"
        );
        stream.get_mut().write_all(request.as_bytes()).unwrap();
        stream.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        Events(stream)
    }

    /// The problems of a page, once they name `word`.
    fn problems(&self, path: &str, word: &str) -> String {
        let mut events = self.events(path);
        loop {
            let (name, data) = events.next();
            if name == "problems" && data.contains(word) {
                return data;
            }
        }
    }
}

#[test]
fn what_is_wrong_is_told_whole_or_not_at_all() {
    // One mistake shows when the rules are asked, one when another page is made; neither is in the text that is edited.
    let preview = Preview::of(|root| {
        let template = root.join("themes/many/templates/404.html");
        let text = fs::read_to_string(&template).unwrap();
        fs::write(&template, text + "{% block main %}{{ t(key=\"hoome\") }}{% endblock main %}").unwrap();
    });
    let all = |data: &str| data.contains("missing-translation") && data.contains("hoome");
    preview.problems("/en/guides/housing/", "hoome");
    let mut events = preview.events("/en/guides/housing/");
    for step in 0..8 {
        preview.project.edit("content/guides/housing.en.md", |text| format!("{text}\nStep {step}.\n"));
        loop {
            let (name, data) = events.next();
            assert!(name != "problems" || all(&data), "step {step}: {data}");
            if name == "reload" && preview.get("/en/guides/housing/").text().contains(&format!("Step {step}.")) {
                break;
            }
        }
    }
    // Mended, it is told of no more.
    preview.project.edit("themes/many/templates/404.html", |text| text.replacen("hoome", "home", 1));
    while !matches!(events.next(), (name, data) if name == "problems" && !data.contains("hoome")) {}
}

#[test]
fn what_the_system_does_not_tell_of_is_found_by_looking() {
    let preview = Preview::by(
        |_| (),
        |root| {
            let mut server = server(root, 0);
            server.arg("--poll");
            server
        },
    );
    let change = |kind: usize| {
        preview.project.change(&mut Rng::with_seed(7), kind, kind);
        preview.equals(&preview.build().unwrap(), &format!("change {kind}"));
    };
    // A text, a template, a stylesheet, strings, data, the configuration, a copied file, new and renamed files.
    [0, 9, 10, 11, 12, 14, 19, 7, 6].into_iter().for_each(change);
    // A theme of one's own comes, gets a file more, and one less.
    preview.project.write("themes/own/theme.yaml", "extends: many\n");
    preview.project.edit("guidepost.yaml", |text| text.replacen("theme: many", "theme: own", 1));
    preview.equals(&preview.build().unwrap(), "a theme of one's own");
    let own = "{% extends \"many/404.html\" %}{% block head %}<meta name=\"theme\" content=\"own\">{% endblock head %}";
    preview.project.write("themes/own/templates/404.html", own);
    preview.equals(&preview.build().unwrap(), "a template of one's own");
    fs::remove_file(preview.root().join("themes/own/templates/404.html")).unwrap();
    preview.equals(&preview.build().unwrap(), "without it");
}

#[test]
fn files_that_come_and_go_with_the_words_of_a_text() {
    let preview = Preview::of(|root| {
        let config = root.join("guidepost.yaml");
        let text = fs::read_to_string(&config).unwrap();
        fs::write(&config, text.replacen("sections:\n", "sections:\n  handouts: { kind: handout }\n", 1)).unwrap();
        fs::create_dir(root.join("content/handouts")).unwrap();
        fs::write(root.join("content/handouts/steps.en.md"), "---\ntitle: Steps\n---\n\nText.\n").unwrap();
    });
    let text = "content/handouts/steps.en.md";
    let before = preview.build().unwrap();
    preview.equals(&before, "at first");
    let mut words = String::new();
    for n in 0..40_000 {
        words.push_str(&format!("w{n}rd{} ", n * 7));
    }
    for (about, more) in [
        ("a part for trainers", "\n> [!TRAINER]\n> Ten minutes.\n"),
        ("many words", words.as_str()),
        ("a picture", "\n![An office](/guides/work/office.png)\n"),
        ("a link to a picture", "\n[The office](/guides/work/office.png)\n"),
        ("a law and a heading", "\n## Law\n\nSee [the guide](/guides/housing.en.md#rent-and-deposit).\n"),
    ] {
        preview.project.edit(text, |text| format!("{text}{more}"));
        let built = preview.build().unwrap();
        preview.equals(&built, about);
        assert!(about != "many words" || built.len() > before.len() + 2, "no more files: {}", built.len());
        preview.project.edit(text, |text| text.replace(more, ""));
        preview.equals(&preview.build().unwrap(), &format!("{about}, taken back"));
    }
}

#[test]
fn texts_that_are_saved_in_pieces_and_many_at_once() {
    let preview = Preview::of(|_| ());
    let path = preview.root().join("content/guides/housing.en.md");
    let whole = fs::read_to_string(&path).unwrap() + "\nThe last sentence.\n";
    // In the middle of the front matter, of a letter, of a link.
    let ends = [whole.find("title").unwrap() + 2, whole.find("## ").unwrap() + 1, whole.len() - 5];
    for end in ends {
        let mut file = fs::File::create(&path).unwrap();
        file.write_all(&whole.as_bytes()[..end]).unwrap();
        file.flush().unwrap();
        // Long enough that what is there may be read.
        std::thread::sleep(Duration::from_millis(150));
        assert_eq!(preview.get("/en/guides/housing/").status, 200, "{end}");
        file.write_all(&whole.as_bytes()[end..]).unwrap();
        drop(file);
        preview.equals(&preview.build().unwrap(), &format!("after {end} bytes, the rest"));
    }
    preview.wait("/en/guides/housing/", |answer| answer.text().contains("The last sentence."));
    // Somebody replaces a word everywhere, and a tool brings in a folder of new texts.
    for entry in preview.project.entries() {
        preview.project.edit(&entry, |text| format!("{text}\nEverywhere.\n"));
    }
    let folder = preview.project.beside("folder");
    for n in 0..60 {
        let own = folder.join(format!("text-{n}/pictures"));
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("paper.txt"), "Paper").unwrap();
        fs::write(own.with_file_name("index.en.md"), format!("---\ntitle: Text {n}\n---\n\nText.\n")).unwrap();
    }
    for own in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        fs::rename(own.path(), preview.root().join("content/guides").join(own.file_name())).unwrap();
    }
    preview.equals(&preview.build().unwrap(), "many at once");
    // A folder that was brought in is watched as deep as it goes.
    preview.project.edit("content/guides/text-7/index.en.md", |text| text + "\nSeven.\n");
    preview.wait("/en/guides/text-7/", |answer| answer.text().contains("Seven."));
}

#[test]
fn a_folder_that_is_made_anew_is_watched_anew() {
    let preview = Preview::of(|_| ());
    let all = bytes(&preview.root());
    for round in 0..4 {
        for name in ["content", "themes"] {
            fs::remove_dir_all(preview.root().join(name)).unwrap();
            preview.project.put_back(&all);
        }
        preview.equals(&preview.build().unwrap(), &format!("round {round}"));
        // Until all files were looked at because something had happened.
        std::thread::sleep(Duration::from_millis(1500));
        // An edit that no look at lengths and times can find: who sees it was told of it.
        let path = preview.root().join("content/guides/housing.en.md");
        let text = fs::read_to_string(&path).unwrap();
        let word = ["English", "Engli0h", "Engli1h", "Engli2h", "Engli3h"];
        let mut file = fs::File::options().write(true).open(&path).unwrap();
        let time = file.metadata().unwrap().modified().unwrap();
        assert!(text.contains(word[0]), "{text}");
        file.write_all(text.replacen(word[0], word[round + 1], 1).as_bytes()).unwrap();
        file.set_modified(time).unwrap();
        drop(file);
        preview.wait("/en/guides/housing/", |answer| answer.text().contains(word[round + 1]));
    }
}

#[test]
fn a_full_disk_is_borne() {
    // No file may grow by a byte, as on a disk without room.
    let full = |root: &Path| {
        let inner = server(root, 0);
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -f 0 && trap '' XFSZ && exec \"$0\" \"$@\""]).arg(inner.get_program());
        shell.args(inner.get_args());
        shell
    };
    // Nor is there room for a folder; and what is kept may be no folder at all.
    let places: [fn(&Path); 3] = [
        |_| (),
        |root| fs::write(root.join(".guidepost"), "").unwrap(),
        |root| {
            fs::create_dir(root.join(".guidepost")).unwrap();
            fs::write(root.join(".guidepost/made"), "").unwrap();
        },
    ];
    for place in places {
        let preview = Preview::by(place, full);
        let built = preview.build().unwrap();
        assert!(built.keys().any(|name| name.ends_with(".avif") || name.ends_with(".jpg") || name.ends_with(".png")));
        preview.equals(&built, "at first");
        preview.project.edit("content/guides/housing.en.md", |text| format!("{text}\nMore.\n"));
        preview.equals(&preview.build().unwrap(), "after an edit");
    }
}

#[test]
fn a_broken_theme_or_configuration_does_not_end_it() {
    let preview = Preview::of(|_| ());
    let page = preview.get("/en/").body;
    for (file, good, bad, code) in [
        ("themes/many/templates/404.html", "{% block", "{% blok", "template-syntax"),
        ("guidepost.yaml", "editions:", "editions: [", "yaml-syntax"),
        ("themes/many/theme.yaml", "extends:", "extends: nothing-like-this #", "unknown-theme"),
        ("locales/tr.ftl", "home = ", "home = { ", "fluent-syntax"),
    ] {
        preview.project.edit(file, |text| text.replacen(good, bad, 1));
        let problems = preview.problems("/en/", &format!("\"code\":\"{code}\""));
        assert!(problems.contains(&format!("\"file\":\"{file}\"")), "{problems}");
        assert_eq!(preview.get("/en/").body, page, "{file}");
        preview.project.edit(file, |text| text.replacen(bad, good, 1));
        let about = format!("{file}, mended");
        preview.equals(&preview.build().unwrap(), &about);
    }
    // The content, then everything is removed, and made anew.
    let all = bytes(&preview.root());
    for name in ["content", ""] {
        fs::remove_dir_all(preview.root().join(name)).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        assert_ne!(preview.get("/en/").status, 500);
        preview.project.put_back(&all);
        preview.equals(&preview.build().unwrap(), &format!("`{name}` was made anew"));
    }
    // They go away, and come back.
    for name in ["content", ""] {
        let (here, away) = (preview.root().join(name), preview.project.beside("away"));
        fs::rename(&here, &away).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        assert_ne!(preview.get("/en/").status, 500);
        fs::rename(&away, &here).unwrap();
        preview.project.edit("content/about/about.en.md", |text| format!("{text}\nBack, {name}.\n"));
        preview.equals(&preview.build().unwrap(), &format!("`{name}` is back"));
    }
}

/// What a preview says at its terminal.
struct Said(Arc<Mutex<String>>);

impl Said {
    fn by(child: &mut Child) -> Self {
        let (said, heard) = (Arc::new(Mutex::new(String::new())), child.stderr.take().unwrap());
        let all = said.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(heard).lines().map_while(Result::ok) {
                *all.lock().unwrap() += &(line + "\n");
            }
        });
        Self(said)
    }

    /// Waits for `word`; what was said until then and since this was last asked.
    fn until(&self, word: &str) -> String {
        let begun = Instant::now();
        loop {
            {
                let mut said = self.0.lock().unwrap();
                if said.contains(word) {
                    return std::mem::take(&mut said);
                }
                assert!(begun.elapsed() < PATIENCE, "`{word}` was not said: {said}");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// A preview that is listened to.
fn heard(change: impl FnOnce(&Path)) -> (Preview, Said) {
    let project = Project::new();
    change(&project.root());
    let (mut child, port) = start(server(&project.root(), 0).stderr(Stdio::piped()));
    let said = Said::by(&mut child);
    (Preview { project, child, port }, said)
}

#[test]
fn a_broken_configuration_is_one_mistake_and_mending_it_repeats_nothing() {
    let (preview, said) = heard(|root| {
        let text = root.join("content/guides/housing.en.md");
        let more = fs::read_to_string(&text).unwrap() + "\nSee [this](contact:nobody-here).\n";
        fs::write(text, more).unwrap();
    });
    said.until("to mend");
    for (good, bad, code) in [
        ("\neditions:", "\neditions: [", "yaml-syntax"),
        ("\neditions:", "\nedition:", "unknown-key"),
        ("\nsections:", "\nsectoins:", "unknown-key"),
        ("kind: guide", "kind: giude", "bad-value"),
    ] {
        let page = preview.get("/en/").body;
        preview.project.edit("guidepost.yaml", |text| text.replacen(good, bad, 1));
        let told = said.until("to mend");
        assert_eq!(told.matches("error[").count(), 1, "{told}");
        assert!(told.contains(&format!("error[{code}]")) && !told.contains("mended"), "{told}");
        assert!(preview.get("/en/").body == page, "{bad}");
        preview.project.edit("guidepost.yaml", |text| text.replacen(bad, good, 1));
        let told = said.until("to mend");
        assert!(told.contains("mended: guidepost.yaml") && !told.contains("error["), "{told}");
    }
}

#[test]
fn a_renamed_text_is_missed_once_and_found_again() {
    let (preview, said) = heard(|root| {
        for n in 0..12 {
            let text =
                format!("---\ntitle: Text {n}\n---\n\n[One](entry:housing), [two](housing.en.md#rent-and-deposit).\n");
            fs::write(root.join(format!("content/guides/text-{n}.en.md")), text).unwrap();
        }
    });
    preview.wait("/en/guides/text-0/", |answer| answer.status == 200);
    let (old, new) =
        (preview.root().join("content/guides/housing.en.md"), preview.root().join("content/guides/flats.en.md"));
    fs::rename(&old, &new).unwrap();
    let told = said.until("to mend");
    assert!(told.contains("`guides/housing` is `guides/flats` now: write `entry:guides/flats`"), "{told}");
    assert!(told.matches("error[").count() <= 4 && told.contains("more places:\n  content/guides/"), "{told}");
    let problems = preview.problems("/en/guides/text-0/", "guides/flats");
    assert!(problems.contains("is `guides/flats` now"), "{problems}");
    fs::rename(&new, &old).unwrap();
    assert!(said.until("all is well").contains("mended: "));
}

#[test]
fn a_site_that_never_was_good_is_explained_and_then_shown() {
    let preview = Preview::of(|root| {
        let config = root.join("guidepost.yaml");
        fs::write(&config, fs::read_to_string(&config).unwrap().replacen("editions:", "editions: [", 1)).unwrap();
    });
    let answer = preview.get("/");
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("guidepost.yaml") && answer.text().contains("/.guidepost/preview.js"));
    preview.project.edit("guidepost.yaml", |text| text.replacen("editions: [", "editions:", 1));
    preview.wait("/", |answer| answer.status == 200);
}

#[test]
fn addresses_lead_to_files_of_the_catalogue_and_nowhere_else() {
    let preview = Preview::of(|root| {
        fs::write(root.join("secret.txt"), "secret").unwrap();
        fs::write(root.join("content/guides/.hidden.txt"), "secret").unwrap();
        fs::write(root.join("content/guides/paper.txt"), "Paper").unwrap();
    });
    assert_eq!(preview.get("/en/guides/housing/").status, 200);
    let folder = preview.get("/en/guides/housing");
    assert_eq!((folder.status, folder.header("location")), (302, "/en/guides/housing/"));
    // What is not there, in the words of the edition.
    for (path, lang) in [("/en/nothing/", "en"), ("/tr/nothing", "tr"), ("/nothing", "sq"), ("/ar/a/b/c/", "ar")] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404);
        assert!(answer.text().contains(&format!("<html lang=\"{lang}\"")), "{path}");
    }
    for path in [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/en/..%2f..%2fsecret.txt",
        "/en%2fguides/",
        "/..\\secret.txt",
        "/en/%5c..%5csecret.txt",
        "/secret.txt%00",
        "//secret.txt",
        "/en//guides/",
        "/en/./guides/",
        "/%c0%ae%c0%ae/secret.txt",
        "/en/%zz",
        "/en/%",
        "/%2E%2E%2Fsecret.txt",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 400, "{path}: {}", answer.text());
        assert!(!answer.text().contains("secret"), "{path}");
    }
    for path in [
        "/secret.txt",
        "/guidepost.yaml",
        "/content/guides/housing.en.md",
        "/guides/.hidden.txt",
        "/.guidepost/made",
        "/.guidepost-site",
        "/themes/many/theme.yaml",
        "/en/guides/housing/index.html/",
        "/EN/",
    ] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    // A copied file that has become a link out of the project is not followed, even before the change is noticed.
    let paper = preview.root().join("content/guides/paper.txt");
    let built = preview.build().unwrap();
    let address = built.keys().find(|name| name.ends_with("paper.txt")).unwrap();
    assert_eq!(preview.get(&format!("/{address}")).text(), "Paper");
    let outside = preview.project.beside("outside.txt");
    fs::write(&outside, "secret").unwrap();
    fs::remove_file(&paper).unwrap();
    std::os::unix::fs::symlink(&outside, &paper).unwrap();
    for _ in 0..20 {
        assert!(!preview.get(&format!("/{address}")).text().contains("secret"));
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn strangers_are_refused() {
    let preview = Preview::of(|_| ());
    let own = format!("127.0.0.1:{}", preview.port);
    let origin = format!("http://{own}");
    let ask = |method: &str, headers: &[(&str, &str)]| preview.connect().ask(method, "/en/", headers).status;
    assert_eq!(ask("GET", &[("Host", &own)]), 200);
    assert_eq!(ask("GET", &[("Host", "localhost")]), 200);
    assert_eq!(ask("GET", &[("Host", &own), ("Origin", &origin)]), 200);
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:3000",
        "",
        "localhost@evil.example",
        "evil.example:80",
    ] {
        let status = ask("GET", &[("Host", host)]);
        assert!(matches!(status, 421 | 400), "{host}: {status}");
    }
    assert_eq!(ask("GET", &[]), 400);
    assert_eq!(ask("GET", &[("Host", &own), ("Host", "evil.example")]), 400);
    for foreign in ["https://evil.example", "http://evil.example", "null", "file://", "http://127.0.0.1:1"] {
        assert_eq!(ask("GET", &[("Host", &own), ("Origin", foreign)]), 403, "{foreign}");
    }
    let cross = |dest: &str, mode: &str| {
        ask(
            "GET",
            &[("Host", &own), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", dest), ("Sec-Fetch-Mode", mode)],
        )
    };
    assert_eq!(cross("document", "navigate"), 200);
    assert_eq!(cross("iframe", "navigate"), 403);
    assert_eq!(cross("script", "no-cors"), 403);
    // The address in the request line counts as well.
    let absolute = preview.connect().ask("GET", "http://evil.example/en/", &[("Host", &own)]);
    assert_eq!(absolute.status, 421);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH"] {
        let status = ask(method, &[("Host", &own)]);
        assert!(matches!(status, 405 | 400), "{method}: {status}");
    }
    let refused = preview.connect().ask("GET", "/.guidepost/events?path=/en/", &[("Host", "evil.example")]);
    assert!(refused.status == 421 && refused.text().contains("guidepost serve"));
}

#[test]
fn what_clients_may_cost_is_limited() {
    let preview = Preview::of(|_| ());
    // Lines that never end, heads that never end, too many headers, and what is no HTTP at all.
    let long = "a".repeat(200_000);
    let many: String = (0..500).map(|n| format!("X-{n}: y\r\n")).collect();
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        format!("GET /en/ HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"),
        format!("GET /en/ HTTP/1.1\r\nHost: localhost\r\n{many}\r\n"),
        "GARBAGE\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\r\n\r\n".to_owned(),
    ] {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        let _ = stream.write_all(request.as_bytes());
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let status = String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(matches!(&*status, "" | "400" | "414" | "431"), "{status}");
    }
    // Hundreds that say nothing, or one letter now and then, do not keep others out.
    let mut slow: Vec<TcpStream> = (0..300).map(|_| TcpStream::connect(("127.0.0.1", preview.port)).unwrap()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /en/ HT").unwrap();
    }
    assert_eq!(preview.get("/en/").status, 200);
    // Somebody who asks for much and reads nothing.
    let greedy: Vec<Connection> = (0..50)
        .map(|_| {
            let mut connection = preview.connect();
            connection
                .stream
                .get_mut()
                .write_all("GET /en/ HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(40).as_bytes())
                .unwrap();
            connection
        })
        .collect();
    assert_eq!(preview.get("/en/").status, 200);
    drop((slow, greedy));
}

#[test]
fn parts_tags_and_heads() {
    let recording: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let preview = Preview::of(|root| fs::write(root.join("content/guides/voice.mp3"), &recording).unwrap());
    let built = preview.build().unwrap();
    let path = format!("/{}", built.keys().find(|name| name.ends_with("voice.mp3")).unwrap());
    let mut connection = preview.connect();
    let whole = connection.get(&path, &[]);
    assert_eq!((whole.status, whole.header("content-type")), (200, "audio/mpeg"));
    assert!(whole.body == recording && whole.header("accept-ranges") == "bytes");
    let tag = whole.header("etag").to_owned();
    for (range, wanted) in
        [("bytes=0-99", 0..100), ("bytes=1000000-", 1_000_000..1_200_000), ("bytes=-7", 1_199_993..1_200_000)]
    {
        let part = connection.get(&path, &[("Range", range)]);
        assert_eq!(part.status, 206);
        assert_eq!(part.header("content-range"), format!("bytes {}-{}/1200000", wanted.start, wanted.end - 1));
        assert!(part.body == recording[wanted]);
        let same = connection.get(&path, &[("Range", range), ("If-Range", &tag)]);
        assert_eq!(same.status, 206);
        let other = connection.get(&path, &[("Range", range), ("If-Range", "\"other\"")]);
        assert!(other.status == 200 && other.body == recording);
    }
    let outside = connection.get(&path, &[("Range", "bytes=1200000-")]);
    assert_eq!((outside.status, outside.header("content-range")), (416, "bytes */1200000"));
    // Pages: not changed, and heads.
    let page = connection.get("/en/", &[]);
    let tag = page.header("etag").to_owned();
    let same = connection.get("/en/", &[("If-None-Match", &tag)]);
    assert!(same.status == 304 && same.body.is_empty() && same.header("etag") == tag);
    assert_eq!(connection.get("/en/", &[("If-None-Match", "\"other\"")]).status, 200);
    let host = format!("127.0.0.1:{}", preview.port);
    let head = connection.ask("HEAD", "/en/", &[("Host", &host)]);
    assert_eq!((head.status, head.header("content-length")), (200, page.header("content-length")));
    preview.project.edit("content/_index.en.md", |text| format!("{text}\nAnother text.\n"));
    let changed = preview.wait("/en/", |answer| answer.text().contains("Another text."));
    assert_ne!(changed.header("etag"), tag);
    for (end, kind) in [
        ("feed.xml", "application/atom+xml; charset=utf-8"),
        ("all.vcf", "text/vcard; charset=utf-8"),
        ("contacts.csv", "text/csv; charset=utf-8"),
        ("contacts.json", "application/json"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ] {
        let name = built.keys().find(|name| name.ends_with(end)).unwrap();
        assert_eq!(connection.get(&format!("/{name}"), &[]).header("content-type"), kind);
    }
}

#[test]
fn the_site_lies_where_its_address_says() {
    let preview = Preview::of(|root| {
        let config = root.join("guidepost.yaml");
        let text = fs::read_to_string(&config).unwrap();
        fs::write(&config, text.replace("https://many.example.org/", "https://many.example.org/rights/here/")).unwrap();
    });
    let root = preview.get("/");
    assert_eq!((root.status, root.header("location")), (302, "/rights/here/"));
    assert_eq!(preview.get("/rights/here/en/").status, 200);
    assert_eq!(preview.get("/en/").status, 404);
    // The page for what does not exist finds its way home from any depth.
    let missing = preview.get("/rights/here/en/a/b/c");
    assert!(missing.status == 404 && missing.text().contains("href=\"/rights/here/en/\""));
}

#[test]
fn every_rule_is_explained_in_each_language_of_the_staff() {
    let words = Words::default();
    let mut missing = Vec::new();
    for language in words.languages() {
        let staff = words.named(language).unwrap();
        let lacks = Code::ALL.iter().filter(|code| words.sentence(staff, **code).is_none());
        missing.extend(lacks.map(|code| format!("src/serve/locales/{language}.ftl has no `diagnostic-{code}`")));
    }
    assert!(words.languages().count() >= 3 && missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_taken_port_is_passed_over() {
    let preview = Preview::of(|_| ());
    let (mut second, port) = serve(&preview.root(), preview.port);
    assert!(port > preview.port);
    let _ = second.kill();
    let _ = second.wait();
}

#[test]
fn a_machine_without_a_free_port_is_told_of() {
    // The last port there is; somebody else may have it already, which does as well.
    let _taken = std::net::TcpListener::bind(("127.0.0.1", u16::MAX));
    let project = Project::new();
    let output = server(&project.root(), u16::MAX).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("it and those after it are taken") && said.contains("--port"), "{said}");
}

#[test]
fn a_browser_is_opened_at_the_address() {
    use std::os::unix::fs::PermissionsExt;
    let tools = tempfile::tempdir().unwrap();
    let (browser, opened) = (tools.path().join("xdg-open"), tools.path().join("opened"));
    fs::write(&browser, "#!/bin/sh\necho \"$@\" > \"$(dirname \"$0\")/opened.new\"\nmv \"$(dirname \"$0\")/opened.new\" \"$(dirname \"$0\")/opened\"\n").unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").unwrap());
    let preview = Preview::by(
        |_| (),
        |root| {
            let mut server = server(root, 0);
            server.arg("--open").env("PATH", path);
            server
        },
    );
    let begun = Instant::now();
    while !opened.exists() {
        assert!(begun.elapsed() < PATIENCE, "no browser was opened");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(fs::read_to_string(&opened).unwrap().trim(), format!("http://127.0.0.1:{}/", preview.port));
    // Where there is none, it is said, and the preview goes on.
    let mut alone = server(&preview.root(), 0);
    let (mut child, port) = start(alone.arg("--open").env("PATH", "").stderr(Stdio::piped()));
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().contains("no browser could be opened")));
    let mut other = Connection { stream: BufReader::new(TcpStream::connect(("127.0.0.1", port)).unwrap()), port };
    assert_eq!(other.get("/en/", &[]).status, 200);
    let _ = child.kill();
    let _ = child.wait();
}
