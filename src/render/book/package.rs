//! Chapters → the files of an EPUB 3.3 and the archive of them (Open Container Format), the same to the byte whenever
//! texts and day are.

use super::super::bake::Baked;
use super::super::copies::{Packed, archived};
use super::super::renderer::Renderer;
use super::super::world::World;
use super::super::xml::escaped as xml;
use crate::base::{ContentHash, OutPath};
use crate::model::EditionId;

/// A chapter, ready.
pub struct Chapter {
    /// The title of its section.
    pub section: String,
    /// Its title.
    pub title: String,
    /// What stands in its `body`.
    pub html: String,
}

/// A picture.
pub struct Picture {
    /// Where it lies on the site.
    pub path: OutPath,
    /// Its file in the book.
    pub file: String,
    /// Its media type.
    pub media: &'static str,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Everything that is in a book.
pub struct Package {
    /// The texts, in order.
    pub chapters: Vec<Chapter>,
    /// What stands in the `body` of the first page.
    pub front: String,
    /// The pictures that texts show.
    pub pictures: Vec<Picture>,
}

/// The media type of a picture that every reader of EPUB can show (EPUB 3.3, 3.2), by the ending of its name.
pub fn media(ending: &str) -> Option<&'static str> {
    Some(match ending.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        _ => return None,
    })
}

/// Changes when the same files make another archive, so that no kept one is taken for it.
const MAKE: &[u8] = b"book 1";

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"#;

/// The look of a book: what readers do by themselves is left to them.
const STYLE: &str = "body { line-height: 1.5 }\nh1, h2, h3, .card-t { line-height: 1.25; hyphens: none }\n\
    .card, .alert, .notice { margin: 1em 0; padding: .5em .75em; border: 1px solid; border-radius: .3em; break-inside: avoid }\n\
    .card-t, .alert-title { font-weight: bold }\n.calls, .sos { list-style: none; padding: 0; font-weight: bold }\n\
    .notice, .small { font-size: .9em }\ndt { font-weight: bold }\ndd { margin: 0 0 .5em }\n\
    table { border-collapse: collapse }\ntd, th { border: 1px solid; padding: .25em .5em; text-align: start; vertical-align: top }\n\
    img { max-width: 100% }\nblockquote { margin: 1em; font-style: italic }\n";

/// Packs a book.
pub fn pack(renderer: &Renderer, edition: EditionId, package: Package) -> (Baked, Packed) {
    let page = |title: &str, body: &str| page(renderer, edition, title, body);
    let site = &renderer.site_view(edition).title.text;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, text: String| files.push((name.to_owned(), text.into_bytes()));
    add("META-INF/container.xml", CONTAINER.to_owned());
    add("book/package.opf", opf(renderer, edition, &package));
    add("book/contents.xhtml", contents(renderer, edition, &package));
    add("book/style.css", STYLE.to_owned());
    add("book/front.xhtml", page(site, &package.front));
    for (number, chapter) in package.chapters.into_iter().enumerate() {
        add(&format!("book/{}", super::chapter_file(number)), page(&chapter.title, &chapter.html));
    }
    files.extend(package.pictures.into_iter().map(|p| (format!("book/{}", p.file), p.bytes)));
    archive(&*renderer.world, &files)
}

/// Makes the archive, or takes the one that was made from the same files before.
fn archive(world: &dyn World, files: &[(String, Vec<u8>)]) -> (Baked, Packed) {
    let parts = files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]);
    let from = ContentHash::of(&std::iter::once(MAKE).chain(parts).collect::<Vec<_>>());
    archived(world, from, &mut |zip| {
        // The format wants this one first, and as it is.
        zip.store("mimetype", b"application/epub+zip");
        files.iter().for_each(|(name, bytes)| zip.add(name, bytes));
        Ok(())
    })
}

fn page(renderer: &Renderer, edition: EditionId, title: &str, body: &str) -> String {
    let own = &renderer.site.editions[edition];
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"{dir}\">\n<head>\
         <title>{}</title><link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n<body>\n{body}\n</body>\n</html>\n",
        xml(title),
        lang = own.lang,
        dir = own.dir.as_str(),
    )
}

/// The table of contents, by section.
fn contents(renderer: &Renderer, edition: EditionId, package: &Package) -> String {
    let title = renderer.string(edition, "contents", &[]).text;
    let numbered: Vec<(usize, &Chapter)> = package.chapters.iter().enumerate().collect();
    let link = |(number, chapter): &(usize, &Chapter)| {
        format!("<li><a href=\"{}\">{}</a></li>\n", super::chapter_file(*number), xml(&chapter.title))
    };
    let sections = numbered.chunk_by(|one, next| one.1.section == next.1.section).map(|section| {
        let items: String = section.iter().map(link).collect();
        format!("<li><span>{}</span><ol>\n{items}</ol></li>\n", xml(&section[0].1.section))
    });
    let site = xml(&renderer.site_view(edition).title.text);
    let body = format!(
        "<nav epub:type=\"toc\" role=\"doc-toc\"><h1>{}</h1>\n<ol>\n<li><a href=\"front.xhtml\">{site}</a></li>\n{}</ol></nav>",
        xml(&title),
        sections.collect::<String>()
    );
    page(renderer, edition, &title, &body)
}

/// The package document: what the book is called and what is in it.
fn opf(renderer: &Renderer, edition: EditionId, package: &Package) -> String {
    let site = &renderer.site;
    let own = &site.editions[edition];
    let title = xml(&renderer.site_view(edition).title.text);
    let (mut manifest, mut spine) = (String::new(), String::new());
    let mut item = |id: &str, file: &str, media: &str, more: &str| {
        manifest.push_str(&format!("<item id=\"{id}\" href=\"{file}\" media-type=\"{media}\"{more}/>\n"));
    };
    const XHTML: &str = "application/xhtml+xml";
    item("contents", "contents.xhtml", XHTML, " properties=\"nav\"");
    item("style", "style.css", "text/css", "");
    item("front", "front.xhtml", XHTML, "");
    for number in 0..package.chapters.len() {
        item(&format!("text-{}", number + 1), &super::chapter_file(number), XHTML, "");
        spine.push_str(&format!("<itemref idref=\"text-{}\"/>\n", number + 1));
    }
    for (number, picture) in package.pictures.iter().enumerate() {
        item(&format!("picture-{}", number + 1), &picture.file, picture.media, "");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\" xml:lang=\"{lang}\" dir=\"{dir}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"id\">urn:uuid:{id}</dc:identifier>\n<dc:title>{title}</dc:title>\n<dc:language>{lang}</dc:language>\n\
         <dc:source>{base}{folder}/</dc:source>\n<meta property=\"dcterms:modified\">{day}T00:00:00Z</meta>\n\
         <meta property=\"schema:accessMode\">textual</meta>\n<meta property=\"schema:accessModeSufficient\">textual</meta>\n\
         <meta property=\"schema:accessibilityFeature\">structuralNavigation</meta>\n\
         <meta property=\"schema:accessibilityFeature\">tableOfContents</meta>\n\
         <meta property=\"schema:accessibilityHazard\">none</meta>\n\
         </metadata>\n<manifest>\n{manifest}</manifest>\n<spine>\n<itemref idref=\"front\"/>\n<itemref idref=\"contents\"/>\n{spine}</spine>\n</package>\n",
        lang = own.lang,
        dir = own.dir.as_str(),
        id = identifier(&site.base_url, &own.folder),
        base = xml(&site.base_url),
        folder = own.folder,
        day = site.today,
    )
}

/// What the book is recognised by in a library, whatever its day: a UUID (RFC 9562, version 8) of the site's address and
/// the edition.
fn identifier(base_url: &str, folder: &str) -> String {
    let hash = ContentHash::of(&[base_url.as_bytes(), folder.as_bytes()]).to_string();
    format!("{}-{}-8{}-a{}-{}", &hash[..8], &hash[8..12], &hash[12..15], &hash[15..18], &hash[18..30])
}
