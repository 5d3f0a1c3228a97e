//! The body of a text as pages show it → the same for mail programs, which know tables and little else: boxes become
//! tables, tables with many columns become lists, what only works in a browser goes.

use super::tree::{Element, Node};

/// The widest picture, in pixels: what the sheet of the mail leaves to it. Outlook obeys the attribute alone.
const WIDEST: u32 = 552;

/// The most columns that a phone shows beside each other.
const COLUMNS: usize = 3;

/// Attributes that stay.
const KEPT: [&str; 15] = [
    "align",
    "alt",
    "border",
    "cellpadding",
    "cellspacing",
    "class",
    "colspan",
    "dir",
    "height",
    "href",
    "hreflang",
    "lang",
    "src",
    "start",
    "width",
];

/// Attributes besides that stay on the cells of tables.
const ON_CELLS: [&str; 2] = ["rowspan", "scope"];

/// Rewrites what is in an element; `end` is the side on which lines end.
pub fn for_mail(root: &Element, end: &str) -> Element {
    Element { children: root.children.iter().flat_map(|node| rewritten(node, end)).collect(), ..bare(root) }
}

fn rewritten(node: &Node, end: &str) -> Vec<Node> {
    let Node::Element(element) = node else { return vec![node.clone()] };
    let inside = || element.children.iter().flat_map(|node| rewritten(node, end)).collect::<Vec<_>>();
    match element.name.as_str() {
        // Finished tables: cards and buttons of the theme.
        "table" if element.get("role") == Some("presentation") => vec![Node::Element(element.clone())],
        "div" if element.has_class("alert") => vec![boxed(element, inside())],
        "div" if element.has_class("table") => element.elements().flat_map(|table| tabular(table, end)).collect(),
        "table" => tabular(element, end),
        // The number of a note stays; what it leads to is at the end of the same mail.
        "sup" if element.has_class("fn") => vec![Node::Element(Element::new("sup", vec![Node::Text(element.words())]))],
        "a" if element.has_class("back") => Vec::new(),
        // Outlook knows no abbreviations.
        "abbr" => vec![Node::Element(Element { name: "span".into(), children: inside(), ..bare(element) })],
        "a" if element.get("href").is_none() => inside(),
        "section" | "figure" => {
            vec![Node::Element(Element { name: "div".into(), children: inside(), ..bare(element) })]
        }
        "figcaption" => {
            let caption = Element::new("p", inside()).with("class", "caption");
            vec![Node::Element(caption)]
        }
        "img" => vec![Node::Element(picture(element))],
        _ => vec![Node::Element(Element { children: inside(), ..bare(element) })],
    }
}

/// The element without what is in it and without what mail programs have no use for.
fn bare(element: &Element) -> Element {
    let cell = matches!(element.name.as_str(), "td" | "th");
    let kept = |name: &str| KEPT.contains(&name) || cell && ON_CELLS.contains(&name);
    let attributes = element.attributes.iter().filter(|(name, _)| kept(name)).cloned().collect();
    Element { name: element.name.clone(), attributes, children: Vec::new() }
}

/// A table that only lays out.
fn layout(class: &str) -> Element {
    let table = Element::new("table", Vec::new()).with("role", "presentation").with("class", class);
    table.with("width", "100%").with("cellpadding", "0").with("cellspacing", "0").with("border", "0")
}

/// A box: the frame is that of a table's cell, since Outlook draws none around anything else.
fn boxed(alert: &Element, children: Vec<Node>) -> Node {
    let kind = alert.get("class").and_then(|c| c.split(' ').find_map(|c| c.strip_prefix("alert-"))).unwrap_or("note");
    let cell = Element::new("td", children).with("class", &format!("box box-{kind}"));
    let row = Element::new("tr", vec![Node::Element(cell)]);
    Node::Element(Element { children: vec![Node::Element(row)], ..layout("frame") })
}

/// A table of facts: beside each other where a phone has room for it, else row by row.
fn tabular(table: &Element, end: &str) -> Vec<Node> {
    let rows: Vec<&Element> = rows(table);
    let columns = rows.iter().map(|row| row.elements().count()).max().unwrap_or(0);
    if columns > COLUMNS {
        return rows.iter().filter(|row| row.find("th").is_none()).map(|row| listed(row, end)).collect();
    }
    let cell = |cell: &Element| {
        let aligned = match (cell.has_class("center"), cell.has_class("end")) {
            (true, _) => bare(cell).with("align", "center"),
            (_, true) => bare(cell).with("align", end),
            _ => bare(cell),
        };
        let children = cell.children.iter().flat_map(|node| rewritten(node, end)).collect();
        Node::Element(Element { children, ..aligned })
    };
    let rows = rows.iter().map(|row| Node::Element(Element::new("tr", row.elements().map(cell).collect())));
    let table = Element::new("table", rows.collect()).with("class", "data").with("width", "100%");
    vec![Node::Element(table.with("cellpadding", "0").with("cellspacing", "0").with("border", "0"))]
}

/// A row of a table that is too wide: its first cell as a title, below it each other cell behind the head of its column.
fn listed(row: &Element, end: &str) -> Node {
    let mut children = Vec::new();
    for (n, cell) in row.elements().enumerate() {
        let inside = cell.children.iter().flat_map(|node| rewritten(node, end));
        if n == 0 {
            children.push(Node::Element(Element::new("strong", inside.collect())));
            continue;
        }
        children.push(Node::Element(Element::new("br", Vec::new())));
        let head = cell.get("data-label").filter(|head| !head.is_empty());
        children.extend(head.map(|head| Node::Text(format!("{head}: "))));
        children.extend(inside);
    }
    Node::Element(Element::new("p", children))
}

/// The rows of a table, whichever part of it they are in.
pub fn rows(table: &Element) -> Vec<&Element> {
    table.elements().flat_map(|inner| if inner.name == "tr" { vec![inner] } else { rows(inner) }).collect()
}

/// A picture that is no wider than the sheet.
fn picture(img: &Element) -> Element {
    let mut img = bare(img);
    let size = |name: &str| img.get(name).and_then(|n| n.parse::<u32>().ok()).filter(|n| *n > 0);
    if let (Some(width), Some(height)) = (size("width"), size("height"))
        && width > WIDEST
    {
        let height = (u64::from(height) * u64::from(WIDEST)).div_ceil(u64::from(width)).to_string();
        for (name, value) in &mut img.attributes {
            match name.as_str() {
                "width" => *value = WIDEST.to_string(),
                "height" => value.clone_from(&height),
                _ => {}
            }
        }
    }
    img
}

#[cfg(test)]
mod tests {
    use super::super::tree::{html, parse};
    use super::*;

    fn mail(text: &str) -> String {
        html(&for_mail(&parse(text), "right"))
    }

    #[test]
    fn a_box_becomes_a_table() {
        let made =
            mail("<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>a</p></div>");
        assert_eq!(
            made,
            "<table role=\"presentation\" class=\"frame\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\
             <tr><td class=\"box box-note\"><p class=\"alert-title\">Note</p><p>a</p></td></tr></table>"
        );
    }

    #[test]
    fn a_wide_table_becomes_a_list() {
        let row =
            "<tr><td>a</td><td data-label=\"B\">1</td><td data-label=\"C\">2</td><td data-label=\"D\">3</td></tr>";
        let head = "<thead><tr><th>A</th><th>B</th><th>C</th><th>D</th></tr></thead>";
        let made = mail(&format!("<div class=\"table\"><table>{head}<tbody>{row}</tbody></table></div>"));
        assert_eq!(made, "<p><strong>a</strong><br>B: 1<br>C: 2<br>D: 3</p>");
    }

    #[test]
    fn browsers_ways_go() {
        let cases = [
            ("<h2 id=\"a\">b</h2>", "<h2>b</h2>"),
            ("a<sup class=\"fn\"><a href=\"https://x/#fn1\" id=\"fnref1\">1</a></sup>", "a<sup>1</sup>"),
            ("<a>b</a>", "b"),
            (
                "<img src=\"https://x/a.jpg\" width=\"656\" height=\"328\" alt=\"\">",
                "<img src=\"https://x/a.jpg\" width=\"552\" height=\"276\" alt=\"\">",
            ),
            (
                "<figure><img src=\"https://x/a.jpg\" alt=\"a\"><figcaption>b</figcaption></figure>",
                "<div><img src=\"https://x/a.jpg\" alt=\"a\"><p class=\"caption\">b</p></div>",
            ),
        ];
        for (page, expected) in cases {
            assert_eq!(mail(page), expected);
        }
    }
}
