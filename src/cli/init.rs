//! `guidepost init`: a new site that builds at once, with the theme from inside the binary.

use super::{Exit, fail, say, tell};
use std::path::Path;

/// The files of a new site. The theme and its strings are inside the program; a site adds only what it changes.
const FILES: [(&str, &str); 6] = [
    ("guidepost.yaml", include_str!("init/guidepost.yaml")),
    ("content/_index.en.md", include_str!("init/home.md")),
    ("content/guides/_index.en.md", include_str!("init/section.md")),
    ("content/guides/first-guide/index.en.md", include_str!("init/guide.md")),
    ("content/topics.yaml", include_str!("init/topics.yaml")),
    (".gitignore", "/public\n/.guidepost\n"),
];

/// Makes the site; never touches one that is there.
pub fn init(dir: &Path) -> Exit {
    if dir.join(crate::source::CONFIG).exists() || dir.join("content").exists() {
        tell(&format!("error: there is a site in `{}` already\n  help: choose another folder\n", dir.display()));
        return Exit::Content;
    }
    for (name, text) in FILES {
        let file = dir.join(name);
        let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        // A file that is there belongs to somebody.
        let written = made.and_then(|()| if file.exists() { Ok(()) } else { std::fs::write(&file, text) });
        if let Err(error) = written {
            return fail(&format!("`{}` could not be written: {error}", file.display()), None);
        }
    }
    say(&format!(
        "a new site is in `{0}`\n  guidepost check --root {0}\n  guidepost build --root {0}\n",
        dir.display()
    ));
    Exit::Good
}
