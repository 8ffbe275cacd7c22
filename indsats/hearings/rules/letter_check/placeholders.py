"""What someone meant to fill in and did not: XX, [..], ____, TODO, and the reply address."""

import re
from collections.abc import Iterator
from itertools import chain

from indsats.hearings.rules.letter_check.case import LetterCase
from indsats.hearings.rules.letter_check.findings import Finding, Place, Severity
from indsats.hearings.rules.letter_check.text import sentences
from indsats.hearings.rules.words import gettext_noop as _
from indsats.hearings.rules.words import message

PLACEHOLDER = re.compile(
    r"""
    \b[Xx]{2,}\b                          # XX
  | \[(?!\s*\d+\s*\])[^\]\n]{0,80}\]      # [..], [indsæt dato]; not the reference [1]
  | <<?[^<>\n@/]{1,60}>>?                 # <navn>
  | \{\{[^{}\n]{0,60}\}\}                 # {{ navn }}
  | «\w{2,40}»                            # «Navn», from a mail merge
  | _{3,} | \.{5,}                        # to be written in by hand
  | \b(?:TODO|TBD|FIXME|UDFYLDES|INDSÆT)\b
  | (?i:\blorem\s+ipsum\b)
  | \b(?:dd|xx)[.\-/](?:mm|xx)\b | \bdd\.\s*(?:måned|mmmm)\b
  | \b[Dd]en\s+dato\b(?!\s*,?\s*(?:der|som|hvor|for)\b)
  | ^(?:Dato|Navn|Sagsnr\.?|Sagsnummer|Journalnr\.?)\s*:?\s*$
    """,
    re.VERBOSE | re.MULTILINE,
)
REPLY = re.compile(r"\b(?:høringssvar\w*|svar\w*|bemærkninger)\b", re.IGNORECASE)
SENDING = re.compile(r"\b(?:send|mail|indsend|stil|ret|aflever)\w*", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\W\d_]{2,}")
ADDRESS = (
    EMAIL,
    re.compile(r"https://[^\s/]+\.[a-z]{2,}\S*"),
    re.compile(r"\d.*\b\d{4}\s+[A-ZÆØÅ]"),
    re.compile(r"\bdigital post\b", re.IGNORECASE),
)


def is_address(text: str) -> bool:
    """Tell whether replies can be sent there: e-mail, https, postal address or Digital Post."""
    return not PLACEHOLDER.search(text) and any(form.search(text) for form in ADDRESS)


def _gaps(case: LetterCase) -> Iterator[tuple[str, Place, bool]]:
    """Find placeholders: the text, its place, and whether it stands for the reply address."""
    heading = ((-1, case.heading),)
    for number, paragraph in chain(heading, enumerate(case.paragraphs)):
        for sentence in sentences(paragraph, number):
            replying = bool(REPLY.search(sentence.text) and SENDING.search(sentence.text))
            for match in PLACEHOLDER.finditer(sentence.text):
                start = sentence.start + match.start()
                place = Place(number, start, start + len(match.group()))
                yield match.group(), place, replying


def reply_address(case: LetterCase) -> Iterator[Finding]:
    """Refuse a letter that does not say where replies go."""
    found = False
    for text, place, replying in _gaps(case):
        if replying:
            found = True
            words = message(
                _("The letter says “%(text)s” where the reply address should be."),
                text=text,
            )
            yield Finding("S26", "reply.placeholder", Severity.BLOCKING, words, place)
    if not found and not is_address(case.reply_to):
        text = _("“%(address)s” is not an address replies can be sent to.")
        words = message(text, address=case.reply_to.strip())
        if not case.reply_to.strip():
            words = message(_("Say where replies are to be sent."))
        yield Finding("S26", "reply.address", Severity.BLOCKING, words)


def placeholders(case: LetterCase) -> Iterator[Finding]:
    """Refuse a letter with anything else still to be filled in, the signature included."""
    for text, place, replying in _gaps(case):
        if not replying:
            words = message(_("“%(text)s” has not been filled in."), text=text)
            yield Finding("L1", "placeholder", Severity.BLOCKING, words, place, about=text)
    for text in (case.signatory, case.signatory_title, *case.stated.values()):
        for match in PLACEHOLDER.finditer(text):
            words = message(_("“%(text)s” has not been filled in."), text=match.group())
            yield Finding("L1", "placeholder", Severity.BLOCKING, words, about=match.group())
