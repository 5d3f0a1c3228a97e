//! The floor that a build is measured against: reads every Markdown file of a folder, parses it, puts the HTML between a
//! fixed head and foot, and writes one page for each, in one thread. It does nothing that a site needs besides.
//!
//! ```text
//! cargo run --release --example floor -- SOURCE OUTPUT [BYTES]
//! ```
//!
//! BYTES are written on every page in addition, so that it writes as many as the program that it is compared with.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a program for measuring, not a part of the pipeline"
)]

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

const HEAD: &str = "<!doctype html>\n<html><head><meta charset=\"utf-8\"></head>\n<body>\n";
const FOOT: &str = "</body></html>\n";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let [source, output, rest @ ..] = args.as_slice() else {
        eprintln!("usage: floor SOURCE OUTPUT [BYTES]");
        return ExitCode::from(2);
    };
    let bytes = rest.first().and_then(|n| n.parse().ok()).unwrap_or(0);
    match run(Path::new(source), Path::new(output), bytes) {
        Ok(pages) => {
            println!("{pages} pages");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(source: &Path, output: &Path, bytes: usize) -> io::Result<usize> {
    let foot = format!("<!--{}-->{FOOT}", " ".repeat(bytes));
    let mut files = Vec::new();
    list(source, &mut files)?;
    for file in &files {
        let text = fs::read_to_string(file)?;
        let mut html = String::with_capacity(text.len() * 2 + foot.len());
        html.push_str(HEAD);
        body(&mut html, without_front_matter(&text));
        html.push_str(&foot);
        let folder = output.join(file.strip_prefix(source).unwrap_or(file).with_extension(""));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), html)?;
    }
    Ok(files.len())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "md") {
            files.push(path);
        }
    }
    Ok(())
}

fn without_front_matter(text: &str) -> &str {
    let inside = ["---\n", "+++\n"].into_iter().find_map(|fence| Some((text.strip_prefix(fence)?, fence)));
    inside.and_then(|(rest, fence)| rest.split_once(&format!("\n{fence}"))).map_or(text, |(_, body)| body)
}

/// Writes the text of a page; writing to a String cannot fail.
fn body(out: &mut String, markdown: &str) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut head = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(tag) => {
                head = match tag {
                    Tag::TableHead => true,
                    Tag::TableRow => false,
                    _ => head,
                };
                start(out, &tag, head);
            }
            Event::End(tag) => end(out, tag, head),
            Event::Text(text) => drop(escape_html(&mut *out, &text)),
            Event::Code(code) => {
                out.push_str("<code>");
                let _ = escape_html(&mut *out, &code);
                out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => out.push_str(&html),
            Event::FootnoteReference(name) => {
                out.push_str("<sup><a href=\"#");
                let _ = escape_href(&mut *out, &name);
                out.push_str("\">*</a></sup>");
            }
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out.push_str("<br>\n"),
            Event::Rule => out.push_str("<hr>\n"),
            _ => {}
        }
    }
}

fn start(out: &mut String, tag: &Tag<'_>, head: bool) {
    let fixed = match tag {
        Tag::Paragraph => "<p>",
        Tag::BlockQuote(_) => "<blockquote>\n",
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => "<pre><code>",
        Tag::List(None) => "<ul>\n",
        Tag::List(Some(_)) => "<ol>\n",
        Tag::Item => "<li>",
        Tag::Table(_) => "<table>\n",
        Tag::TableHead | Tag::TableRow => "<tr>",
        Tag::TableCell if head => "<th>",
        Tag::TableCell => "<td>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Strikethrough => "<del>",
        Tag::FootnoteDefinition(_) => "<div class=\"note\">",
        Tag::Heading { level, .. } => {
            out.push_str(["<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>"][*level as usize - 1]);
            return;
        }
        Tag::Link { dest_url, .. } => {
            out.push_str("<a href=\"");
            let _ = escape_href(&mut *out, dest_url);
            "\">"
        }
        Tag::Image { dest_url, .. } => {
            out.push_str("<img src=\"");
            let _ = escape_href(&mut *out, dest_url);
            "\">"
        }
        _ => "",
    };
    out.push_str(fixed);
}

fn end(out: &mut String, tag: TagEnd, head: bool) {
    out.push_str(match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::CodeBlock => "</code></pre>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::Table => "</table>\n",
        TagEnd::TableHead | TagEnd::TableRow => "</tr>\n",
        TagEnd::TableCell if head => "</th>",
        TagEnd::TableCell => "</td>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Strikethrough => "</del>",
        TagEnd::FootnoteDefinition => "</div>\n",
        TagEnd::Heading(level) => {
            ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][level as usize - 1]
        }
        TagEnd::Link => "</a>",
        _ => "",
    });
}
