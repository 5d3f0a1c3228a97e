//! A paragraph → lines of a plain text. What belongs together stays together: the groups of a telephone number, words
//! with a no-break space between them.

/// Characters in a line, at most (RFC 5322, 2.1.1, allows 78; programs that quote a mail need some of them).
pub const WIDTH: usize = 72;

/// Breaks a paragraph into lines; a word that is longer than a line stays whole.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let room = line.chars().count() + 1 + piece.chars().count() <= width;
        if !line.is_empty() && !room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&piece);
    }
    lines.extend((!line.is_empty()).then_some(line));
    lines
}

/// The words of a text; groups of figures that follow each other are one.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_ascii_whitespace()).filter(|word| !word.is_empty()) {
        let begins = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        match pieces.last_mut() {
            Some(before) if before.ends_with(|c: char| c.is_ascii_digit()) && begins(word) => {
                before.push(' ');
                before.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_between_words() {
        assert_eq!(wrapped("one two  three\nfour", 9), ["one two", "three", "four"]);
        assert_eq!(wrapped("шест слова", 6), ["шест", "слова"]);
        assert_eq!(wrapped("https://a.example.org/long b", 9), ["https://a.example.org/long", "b"]);
        assert_eq!(wrapped("  ", 9), Vec::<String>::new());
    }

    #[test]
    fn a_number_stays_whole() {
        assert_eq!(wrapped("Call 038 223 782 now", 12), ["Call", "038 223 782", "now"]);
        assert_eq!(wrapped("a b\u{a0}c", 4), ["a", "b\u{a0}c"]);
    }
}
