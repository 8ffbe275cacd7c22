"""Text as people send it in, made safe for any file: no control or reordering characters."""

import re
import unicodedata

# C0 and C1 without tab and newline, lone surrogates and non-characters: XML refuses most of them.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "\ud800-\udfff]",
)
# Overrides and isolates can make a text read as something else than what it says.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNCLEAN = re.compile("|".join(each.pattern for each in (_NEWLINE, _REORDERING, _REFUSED)))
_WORD = re.compile(r"\S+")
SOFT_BREAK = "\u200b"


def clean(text: object) -> str:
    r"""Write anything as text with \n as the only newline and without refused characters.

    What a file format cannot hold becomes the replacement character, so that nothing disappears
    unseen; signs that reorder text are taken out.
    """
    plain = str(text)
    if not _UNCLEAN.search(plain):  # nearly always
        return plain
    plain = _NEWLINE.sub("\n", plain)
    return _REFUSED.sub("\ufffd", _REORDERING.sub("", plain))


def one_line(text: object) -> str:
    """Write anything as clean text on one line, with single spaces."""
    return " ".join(clean(text).split())


def breakable(text: str, longest: int) -> str:
    """Let words of more than so many characters be broken over lines, between any two parts."""

    def cut(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) <= longest:
            return word
        parts = (word[start : start + longest] for start in range(0, len(word), longest))
        return SOFT_BREAK.join(parts)

    return _WORD.sub(cut, text)


def in_words(character: str) -> str:
    """Describe a sign that cannot be drawn, such as an emoji; a letter gives a replacement sign."""
    name = unicodedata.name(character, "")
    is_sign = unicodedata.category(character).startswith("S")
    return f"[{name.lower()}]" if is_sign and name else "\ufffd"
