//! Texts nobody would write: the parser must read all of them, in little time, and every document must hold what
//! `tests::check` asks for.

use super::parse::options;
use super::tests::read;
use crate::base::Code;
use fastrand::Rng;
use pulldown_cmark::Parser;
use std::panic;

const PIECES: &[&str] = &[
    "a",
    "Ž",
    "ë",
    " ",
    "\n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n> ",
    "\n> > ",
    "\n## ",
    "\n# ",
    "\n#### ",
    "    ",
    "\t",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "\n```\n",
    "[",
    "]",
    "![",
    "](",
    "](x)",
    "](law:x)",
    ")",
    "[^1]",
    "\n[^1]: ",
    "\n[^2]: ",
    "[a][b]",
    "\n[b]: c\n",
    "{lang=sq}",
    "]{lang=sq}",
    "{lang=",
    "{lang=?}",
    "]{lang=s}",
    "{",
    "}",
    "-{",
    "}-",
    "-",
    "--",
    "---",
    "...",
    "\"",
    "'",
    "’",
    "“",
    "\\",
    "&amp;",
    "&quot;",
    "&",
    "<b>",
    "</b>",
    "<!-- ",
    " -->",
    "\n<div>\n",
    "<https://a.b>",
    "<c@d.e>",
    "{#x}",
    "{#g-x}",
    " {lang=sq}\n",
    "\n> [!NOTE]\n> ",
    "\n> [!DEADLINE]\n> ",
    "\n> [!X]\n",
    "\n: ",
    "| a | b |\n|---|--:|\n",
    "|",
    "\\|",
    "- [ ] ",
    "- [x] ",
    "\n---\n",
    "\n===\n",
    "  \n",
    "\\\n",
    "[](contact:x)",
    "![](y)",
    "\n\n![z](y)\n\n",
];

/// What is repeated ten thousand times.
const RUNS: &[&str] = &[
    ">",
    "> ",
    "[",
    "]",
    "![",
    "*",
    "**",
    "_",
    "*a",
    "a*",
    "-{",
    "}-",
    "-{}-",
    "[!",
    "[!NOTE]",
    "`",
    "` ",
    "- ",
    "1. ",
    "{lang=",
    "]{lang=sq}",
    "[a]{lang=sq}",
    "[{lang=sq}",
    "-{[",
    "-{]{lang=sq}",
    "\"",
    "'",
    "' '",
    "--",
    "}--{",
    "\\",
    "&",
    "&amp;",
    "<",
    "<a ",
    "<!--",
    "<!-- ",
    "[a][b]",
    "[^1]",
    "[^a",
    "|",
    "a|",
    "\n> ",
    "\n#",
    "\n## a",
    "\n## a {#b}",
    "\n: a",
    "a\n: b\n",
    "\n[^1]: a",
    "[a](",
    "[a](b",
    "![](a)",
    "\n<div>\n",
    "\n```\n",
    "(",
    "<https://a.b>",
    "*[-{",
    "{",
    "{#a",
    "\n\n- a\n\n  b",
    "[a]: b\n",
    "\n> <div>",
    "*_**",
    "~~",
    "\n| a |\n|---|\n",
];

/// Short texts come first, so that the first that fails is easy to read. A text may only stop the parser if it stops
/// the one below it too.
fn read_many(count: usize, mut piece: impl FnMut() -> String) {
    for round in 0..count {
        let body: String = (0..1 + round * 60 / count).map(|_| piece()).collect();
        let read = panic::catch_unwind(|| read(&body).1.iter().any(|finding| finding.code == Code::Unreadable));
        let stopped = || panic::catch_unwind(|| Parser::new_ext(&body, options()).into_offset_iter().count()).is_err();
        assert!(read.is_ok_and(|unreadable| !unreadable || stopped()), "{body:?}");
    }
}

#[test]
fn any_order_of_pieces_is_a_document() {
    let mut rng = Rng::with_seed(2024);
    read_many(6000, || PIECES[rng.usize(..PIECES.len())].to_owned());
}

#[test]
fn any_order_of_characters_is_a_document() {
    let letters: Vec<char> = "\n\n  \t>-*_`#|[](){}!<&;:\\\"'=^~+.1alngž\u{a0}".chars().collect();
    let mut rng = Rng::with_seed(7);
    read_many(6000, || letters[rng.usize(..letters.len())].to_string());
}

#[test]
fn long_runs_end_in_time() {
    for run in RUNS {
        read(&run.repeat(10_000));
    }
    let nested: String = (0..400).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    read(&nested);
    let marks = format!("{}{}", "[a ".repeat(5000), "]{lang=sq}".repeat(5000));
    read(&marks);
    read(&format!("{}{}", "-{".repeat(5000), "}-".repeat(5000)));
    read(&format!("{}{}", "*a ".repeat(5000), " a*".repeat(5000)));
    let table = format!("|{}\n|{}\n{}", "a|".repeat(200), "-|".repeat(200), "|b\n".repeat(200));
    read(&table);
}
