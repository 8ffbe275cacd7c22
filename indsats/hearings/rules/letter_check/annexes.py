"""Annexes the letter speaks of: are they attached, under that very title, with that heading."""

import re
from collections.abc import Iterator, Sequence

from indsats.hearings.rules.letter_check.case import LetterAnnex, LetterCase
from indsats.hearings.rules.letter_check.findings import Finding, Place, Severity
from indsats.hearings.rules.letter_check.text import plain, same_text
from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _

QUOTED = r"[\"“”„«]\s*(?P<title>[^\"“”„«»]{3,200}?)\s*[\"“”»]"
ANNEX = re.compile(r"\bbilag(?:et|ene|s)?\b[^.\"“”„«]{0,40}?" + QUOTED, re.IGNORECASE)
SECTION = re.compile(
    r"\b(?:overskrift(?:en)?|afsnit(?:tet)?|kapit(?:el|let))\b[^.\"“”„«]{0,20}?" + QUOTED,
    re.IGNORECASE,
)
CUT_SHORT = re.compile(r"(?:\.{2,}|…)\s*$")
STUDY = r"analyse|undersøgelse|evaluering|kortlægning|redegørelse|rapport"
BASIS = re.compile(
    r"\b(?:på\s+(?:bag)?grund(?:lag)?\s+af|med\s+(?:afsæt|udgangspunkt|baggrund)\s+i|ifølge|jf\.|"
    r"bygger\s+på|viser)\s+(?:[\w-]+\s+){0,3}?(?P<study>[\w-]*(?:" + STUDY + r")\w*)",
    re.IGNORECASE,
)


def _attached(annexes: Sequence[LetterAnnex], title: str) -> bool:
    return any(annex.attached and same_text(annex.title, title) for annex in annexes)


def _annex_text(case: LetterCase, title: str) -> Message | None:
    if CUT_SHORT.search(title):
        stump = plain(CUT_SHORT.sub("", title))
        meant = [each.title for each in case.annexes if plain(each.title).startswith(stump)]
        if len(meant) == 1:
            text = _("The annex title “%(title)s” is cut short. Write “%(meant)s”.")
            return message(text, title=title, meant=meant[0])
        text = _("The annex title “%(title)s” is cut short. Write it in full.")
        return message(text, title=title)
    if not _attached(case.annexes, title):
        return message(_("The annex “%(title)s” is not attached."), title=title)
    return None


def _section_text(case: LetterCase, title: str) -> Message | None:
    if any(same_text(title, section) for annex in case.annexes for section in annex.sections):
        return None
    return message(_("No attached annex has the heading “%(title)s”."), title=title)


def annexes(case: LetterCase) -> Iterator[Finding]:
    """Refuse a letter whose annexes cannot be found: cut short, not attached, no such heading."""
    for number, paragraph in enumerate(case.paragraphs):
        for pattern, judge in ((ANNEX, _annex_text), (SECTION, _section_text)):
            for match in pattern.finditer(paragraph):
                text = judge(case, match["title"])
                if text is not None:
                    place = Place(number, *match.span("title"))
                    yield Finding("S8", "annex.unresolved", Severity.BLOCKING, text, place)
    for annex in case.annexes:
        if not annex.attached:
            text = message(_("The annex “%(title)s” has no content yet."), title=annex.title)
            yield Finding("S8", "annex.empty", Severity.BLOCKING, text, about=annex.title)


def basis(case: LetterCase) -> Iterator[Finding]:
    """Warn when the letter or its proposal builds on a study that the reader does not get."""
    said = [
        (match["study"], Place(number, *match.span("study")))
        for number, paragraph in enumerate(case.paragraphs)
        for match in BASIS.finditer(paragraph)
    ]
    named = re.search(rf"[\w-]*(?:{STUDY})\w*", case.basis, re.IGNORECASE)
    studies = [*said, (named.group(), None)] if named else said
    for study, place in studies:
        if not _study_attached(case, study):
            text = message(
                _("The letter builds on “%(study)s”, but it is not attached."),
                study=study,
            )
            yield Finding("S3", "basis.missing", Severity.WARNING, text, place)
            return


def _study_attached(case: LetterCase, study: str) -> bool:
    kinds = re.findall(STUDY, study.casefold())
    return any(
        annex.attached
        and (annex.kind == "analysis" or any(kind in annex.title.casefold() for kind in kinds))
        for annex in case.annexes
    )
