//! SVG → its size, and the bare drawing: written anew from the elements and attributes that draw, and nothing else. An
//! SVG is a document that could run programs and ask other places for things, so what could do that is refused, not
//! repaired: a drawing never needs it. Notes of drawing programs (paths of files, names of people) are left out.

use super::{Fault, Header, PictureKind};
use crate::base::Code;
use quick_xml::XmlVersion;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

/// Elements that draw, or that hold or name what is drawn.
const DRAWS: [&str; 27] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "title",
    "desc",
    "style",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "filter",
    "switch",
];

/// Elements that are left out with all in them: they say something about the drawing and draw nothing.
const NOTES: [&str; 2] = ["metadata", "view"];

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Whether bytes that begin like no other picture begin like an SVG.
pub fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    head.trim_start_matches('\u{feff}').trim_start().starts_with('<') && head.contains("<svg")
}

/// Walks an SVG.
pub fn walk(bytes: &[u8]) -> Result<(Header, Vec<u8>), Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| broken("it is not written in UTF-8"))?;
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = true;
    let mut drawing = Drawing { out: String::with_capacity(text.len()), open: Vec::new(), size: None };
    loop {
        match reader.read_event().map_err(|_| broken("it is not well-formed XML"))? {
            Event::Start(start) => drawing.start(&start, false)?,
            Event::Empty(start) => drawing.start(&start, true)?,
            Event::End(_) => drawing.end(),
            Event::Text(text) => drawing.text(&text.xml10_content())?,
            Event::CData(text) => drawing.text(&escape(&*text.xml10_content()))?,
            Event::GeneralRef(entity) => drawing.entity(&entity.xml10_content())?,
            Event::DocType(doctype) if doctype.xml10_content().contains('[') => {
                return Err(refused("it defines entities"));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    let (width, height) = drawing.size.filter(|_| drawing.open.is_empty()).ok_or_else(|| broken("it is not whole"))?;
    let mut header = Header::new(PictureKind::Svg, width, height);
    header.alpha = true;
    header.data = drawing.out.len() as u64;
    drawing.out.push('\n');
    Ok((header, drawing.out.into_bytes()))
}

/// A drawing that is written anew.
struct Drawing {
    out: String,
    /// The elements that are open; `None` for those that are left out.
    open: Vec<Option<String>>,
    size: Option<(u32, u32)>,
}

impl Drawing {
    fn start(&mut self, start: &BytesStart<'_>, empty: bool) -> Result<(), Fault> {
        let name = start.name().0.to_owned();
        let plain = name.strip_prefix("svg:").unwrap_or(&name);
        let left_out = matches!(self.open.last(), Some(None)) || plain.contains(':') || NOTES.contains(&plain);
        if left_out {
            self.open.extend((!empty).then_some(None));
            return Ok(());
        }
        if !DRAWS.contains(&plain) && !plain.starts_with("fe") || plain == "feImage" {
            return Err(refused(&format!("it holds `<{plain}>`")));
        }
        if self.open.is_empty() {
            if plain != "svg" || self.size.is_some() {
                return Err(broken("it is no drawing"));
            }
            self.size = Some(size(start));
        }
        self.out.push('<');
        self.out.push_str(&name);
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| broken("it is not well-formed XML"))?;
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            let value = value.map_err(|_| refused("it uses entities"))?;
            if is_kept(attribute.key.0, &value)? {
                self.out.push_str(&format!(" {}=\"{}\"", attribute.key.0, escape(&*value)));
            }
        }
        self.out.push_str(if empty { "/>" } else { ">" });
        self.open.extend((!empty).then_some(Some(name)));
        Ok(())
    }

    fn end(&mut self) {
        if let Some(Some(name)) = self.open.pop() {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    /// Text that is escaped already.
    fn text(&mut self, text: &str) -> Result<(), Fault> {
        let Some(Some(name)) = self.open.last() else { return Ok(()) };
        if name.ends_with("style") {
            sound_style(text)?;
        }
        self.out.push_str(text);
        Ok(())
    }

    fn entity(&mut self, name: &str) -> Result<(), Fault> {
        if !name.starts_with('#') && !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            return Err(refused("it uses entities"));
        }
        if matches!(self.open.last(), Some(Some(open)) if open.ends_with("style")) && name != "gt" && name != "quot" {
            return Err(refused("its style is written in entities"));
        }
        if matches!(self.open.last(), Some(Some(_))) {
            self.out.push_str(&format!("&{name};"));
        }
        Ok(())
    }
}

/// Whether an attribute is one that draws; what could run or fetch something is refused.
fn is_kept(key: &str, value: &str) -> Result<bool, Fault> {
    match key {
        "xmlns" | "xmlns:svg" if value == SVG => return Ok(true),
        "xmlns:xlink" if value == XLINK => return Ok(true),
        "xmlns" => return Err(refused(&format!("it holds something of `{value}`"))),
        "xml:space" | "xml:lang" => return Ok(true),
        "href" | "xlink:href" | "src" if !value.trim_start().starts_with('#') => {
            return Err(refused(&format!("it asks for `{}`", value.chars().take(40).collect::<String>())));
        }
        "xlink:href" => return Ok(true),
        _ => {}
    }
    if key.to_ascii_lowercase().starts_with("on") {
        return Err(refused(&format!("it holds `{key}`")));
    }
    if key.contains(':') || key.starts_with("data-") {
        return Ok(false);
    }
    if key == "style" || value.to_ascii_lowercase().contains("url(") {
        sound_style(value)?;
    }
    Ok(true)
}

/// A style may point to what is in the drawing, to nothing else.
fn sound_style(css: &str) -> Result<(), Fault> {
    let lower = css.to_ascii_lowercase();
    let outside = lower.match_indices("url(").any(|(at, _)| {
        let target = lower[at + 4..].trim_start();
        !target.trim_start_matches("&quot;").trim_start_matches(['"', '\'']).starts_with('#')
    });
    match outside || lower.contains("@import") || lower.contains('\\') || lower.contains("image-set") {
        true => Err(refused("its style asks for something outside")),
        false => Ok(()),
    }
}

/// The size a drawing asks for, else that of its own grid; zeros where it has neither.
fn size(svg: &BytesStart<'_>) -> (u32, u32) {
    let get = |key: &str| svg.try_get_attribute(key).ok().flatten().map(|a| a.value.into_owned());
    let pixels = |text: Option<String>| text.and_then(|t| length(&t));
    if let (Some(width), Some(height)) = (pixels(get("width")), pixels(get("height"))) {
        return (width, height);
    }
    let grid = get("viewBox").unwrap_or_default();
    let numbers: Vec<f64> = grid.split([' ', ',']).filter_map(|n| n.parse().ok()).collect();
    match numbers.as_slice() {
        [_, _, width, height] if *width >= 1.0 && *height >= 1.0 => (width.round() as u32, height.round() as u32),
        _ => (0, 0),
    }
}

/// A length in pixels (CSS: 96 to the inch).
fn length(text: &str) -> Option<u32> {
    let digits = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let number: f64 = digits.parse().ok()?;
    let pixels = match &text.trim()[digits.len()..] {
        "" | "px" => number,
        "mm" => number * 96.0 / 25.4,
        "cm" => number * 96.0 / 2.54,
        "in" => number * 96.0,
        "pt" => number * 96.0 / 72.0,
        "pc" => number * 16.0,
        _ => return None,
    };
    (0.5..100_000.0).contains(&pixels).then(|| pixels.round() as u32)
}

fn refused(why: &str) -> Fault {
    Fault {
        code: Code::UnsafePicture,
        message: format!("this drawing could do more than be looked at: {why}"),
        hint: "save it from the drawing program as *plain* SVG, with nothing linked or embedded, or as PNG".to_owned(),
    }
}

fn broken(why: &str) -> Fault {
    Fault {
        code: Code::UnreadablePicture,
        message: format!("this drawing cannot be read: {why}"),
        hint: "save it again from the drawing program as plain SVG, or as PNG".to_owned(),
    }
}
