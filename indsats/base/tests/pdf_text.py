"""The words of a PDF, read by its own fonts: no program of the machine is needed."""

import re
from io import BytesIO

import pikepdf

CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def pdf_text(content):
    """Give the text of all pages, a line for each piece that is drawn."""
    with pikepdf.open(BytesIO(content)) as book:
        return "\n".join(_page(page) for page in book.pages)


def _page(page):
    fonts = page.resources.get("/Font", {})
    known = {name: _letters(bytes(font.ToUnicode.read_bytes())) for name, font in fonts.items()}
    letters, lines = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = known[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            pieces = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(each) for each in pieces if isinstance(each, pikepdf.String))
            pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            lines.append("".join(letters.get(pair, "\ufffd") for pair in pairs))
    return "\n".join(lines)


def _letters(table):
    """Read which letters the codes of a font stand for."""
    found = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in CHAR.findall(part):
            found[bytes.fromhex(code.decode())] = _text(text)
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in RANGE.findall(part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(2, "big")
                found[code] = chr(ord(_text(text)) + step)
    return found


def _text(digits):
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
