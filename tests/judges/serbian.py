"""Serbian Cyrillic to Latin by the thirty letters of the alphabet, written down here anew: what the generator derives
is compared with this and with nothing of its own."""

_PAIRS = (
    "а a б b в v г g д d ђ đ е e ж ž з z и i ј j к k л l љ lj м m н n њ nj о o п p р r с s т t ћ ć у u ф f х h ц c "
    "ч č џ dž ш š"
).split()

#: The thirty small letters.
LETTERS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))


def is_cyrillic(char):
    """Whether a character is a letter of the Cyrillic script."""
    return "\u0400" <= char <= "\u052f" or "\u1c80" <= char <= "\u1c8f" or "\u2de0" <= char <= "\u2dff"


def is_latin(char):
    """Whether a character is a letter of the Latin script."""
    return char.isalpha() and (char < "\u0250" or "\u1e00" <= char <= "\u1eff")


def has_cyrillic(text):
    """Whether a text has a letter of the Cyrillic script."""
    return any(map(is_cyrillic, text))


def to_latin(text):
    """A text in Latin letters. A capital that takes two letters follows its neighbours: Њујорк, Nju…; ЊУЈОРК, NJU…"""
    out = []
    for i, char in enumerate(text):
        small = char.lower()
        latin = LETTERS.get(small)
        if latin is None:
            out.append(char)
        elif char == small:
            out.append(latin)
        elif len(latin) == 1:
            out.append(latin.upper())
        else:
            out.append(latin.upper() if _among_capitals(text, i) else latin.capitalize())
    return "".join(out)


def _among_capitals(text, i):
    """Whether the letter at `i` stands in a word of capitals: by the next letter, or the last one at a word's end."""
    after = text[i + 1 : i + 2]
    if after.isalpha():
        return after.isupper()
    before = text[i - 1 : i] if i else ""
    return before.isalpha() and before.isupper()
