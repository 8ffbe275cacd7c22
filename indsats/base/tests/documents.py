"""Documents for tests: one of everything, and texts that try to break out."""

from base64 import b64decode
from datetime import UTC, datetime

from hypothesis import strategies as st

from indsats.base.documents import (
    Bullets,
    Document,
    Figure,
    Heading,
    Notice,
    Numbered,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Tone,
    bold,
    italic,
    link,
)

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">'
    b'<rect x="2" y="2" width="80" height="40" fill="#eef" stroke="#333"/>'
    b'<text x="10" y="28" font-size="12">Gadeplan</text></svg>'
)
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==",
)
MADE = datetime(2023, 11, 1, 12, tzinfo=UTC)
NASTY = (
    '#panic("ud") #sys.inputs $x$ *a* _b_ `c` <d> @e \\ [f] // g /* h */ = i - j + k ~ "q" \'r\''
    " {{ x }} {% y %} <script>alert(1)</script> & &amp; =1+1 ]] #[ #{"
)

# Any text at all, lone surrogates and control characters too.
ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=("Cs", "Cc", "Cf", "Co", "Mn", "So")),
        st.sampled_from('#$*_`<>@\\[]{}()"/=-+~&\n\r\t\x00\x0c\u202e\u2028😀👩‍👧אبक漢'),
    ),
    max_size=60,
)


def whole(text: str = "Tekst", **changes: object) -> Document:
    """Make a document that holds a text everywhere a text can stand."""
    blocks = [
        Notice(text, title=text, tone=Tone.DRAFT),
        Heading(text),
        Paragraph([text, bold(text), italic(text), link(text, "https://example.dk/høring?a=1#b")]),
        Bullets([text, [bold(text)]]),
        Numbered([text], start=3),
        Quote(text, by=text),
        Table((text, "Svar"), [(text, [italic(text)])], widths=(1, 3), caption=text),
        PageBreak(),
        Figure(data=SVG, alt=f"Diagram {text}", caption=text),
        Figure(data=PNG, format="png", alt="Punkt", width=0.2),
    ]
    facts = {"title": text, "subject": text, "author": text, "header": text, "footer": text}
    return Document(**{"mark": text, "made_at": MADE, "blocks": blocks, **facts, **changes})
