"""The parties the letter names, held against the list: who is missing on either side (parter)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indsats.hearings.rules.letter_check.case import LetterCase, LetterParty, Named
from indsats.hearings.rules.letter_check.findings import Finding, Place, Severity
from indsats.hearings.rules.letter_check.names import Mention, Name, find, kind_of, near, run_of
from indsats.hearings.rules.letter_check.text import Sentence, Word, sentences
from indsats.hearings.rules.states import Role
from indsats.hearings.rules.words import gettext_noop as _
from indsats.hearings.rules.words import message

HEARD = re.compile(r"\bi\s+høring\b|\bhøres\b|\bhøringsparter\b|\btil udtalelse\b", re.IGNORECASE)
TOLD = re.compile(r"\borienter\w*|\btil orientering\b|\bunderret\w*", re.IGNORECASE)
BY_LIST = re.compile(r"\bhøringsliste\w*|\bvedlagte liste\b", re.IGNORECASE)


@dataclass
class Scene:
    """One sentence about who is asked, and the words in it that are accounted for."""

    sentence: Sentence
    role: Role | None
    words: list[Word] = field(init=False)
    taken: frozenset[int] = frozenset()
    kinds: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.words = self.sentence.words

    def take(self, mention: Mention) -> None:
        """Account for a name."""
        self.taken |= mention.marks
        if mention.kind is not None:
            self.kinds |= {mention.kind}

    def place(self, numbers: Sequence[int]) -> Place:
        """Give the place of words in the letter, from the first to the last."""
        first, last = self.words[min(numbers)], self.words[max(numbers)]
        return Place(self.sentence.paragraph, first.start, last.end)


def _role(text: str) -> Role | None:
    heard, told = bool(HEARD.search(text)), bool(TOLD.search(text))
    if heard == told:
        return None
    return Role.CONSULTED if heard else Role.INFORMED


def scenes(paragraphs: Sequence[str]) -> list[Scene]:
    """Find the sentences that say who is asked, with the list that follows a colon."""
    found: list[Scene] = []
    listing: Role | None = None
    in_list = False
    for number, paragraph in enumerate(paragraphs):
        spoken = [s for s in sentences(paragraph, number) if _speaks(s.text)]
        found += [Scene(sentence, _role(sentence.text)) for sentence in spoken]
        if spoken:
            in_list, listing = paragraph.rstrip().endswith(":"), _role(spoken[-1].text)
        elif in_list and _is_list_line(paragraph):
            found.append(Scene(Sentence(paragraph, number, 0), listing))
        else:
            in_list = False
    return found


def _speaks(text: str) -> bool:
    return bool(HEARD.search(text) or TOLD.search(text))


def _is_list_line(paragraph: str) -> bool:
    return not paragraph.rstrip().endswith(".") and len(paragraph) < 200  # noqa: PLR2004 -- a line


def _search(named: Named, stage: Sequence[Scene], *, short: bool = False) -> Scene | None:
    """Find a name, or one of its other forms, in the scenes and account for it there."""
    for text in named.names:
        name = Name(text)
        for scene in stage:
            mention = near(name, scene.words, scene.taken, scene.kinds) if short else None
            mention = mention or find(name, scene.words, scene.taken)
            if mention is not None:
                scene.take(mention)
                return scene
    return None


def _length(named: Named) -> int:
    return -max(len(Name(text).marks) for text in named.names)


def _missing(case: LetterCase, stage: Sequence[Scene]) -> tuple[list[LetterParty], list[Finding]]:
    """Look for each listed party; give those not found, and those found in the wrong role."""
    missing, wrong = [], []
    for party in sorted(case.parties, key=_length):
        scene = _search(party, stage)
        if scene is None:
            missing.append(party)
        elif scene.role not in {None, party.role}:
            wrong.append(_other_role(party))
    anywhere = [
        Scene(sentence, None)
        for number, paragraph in enumerate(case.paragraphs)
        for sentence in sentences(paragraph, number)
    ]
    still = [
        party
        for party in missing
        if _search(party, stage, short=True) is None and _search(party, anywhere) is None
    ]
    return still, wrong


def _other_role(party: LetterParty) -> Finding:
    text = message(_("%(party)s is heard according to the list, but the letter only informs it."))
    if party.role is Role.INFORMED:
        text = message(
            _("%(party)s is only informed according to the list, but the letter hears it.")
        )
    text = message(text.msgid, party=party.name)
    return Finding("S24", "party.role", Severity.WARNING, text, about=party.name)


def _strangers(case: LetterCase, scene: Scene) -> Iterator[Finding]:
    """Find names in a scene that nobody on the list answers to."""
    for body in sorted(case.known_bodies, key=_length):
        name = Name(body.name)
        mention = find(name, scene.words, scene.taken) if name.kinds else None
        if (
            mention
            and mention.kind is not None
            and (mention.marks or mention.kind not in scene.kinds)
        ):
            scene.take(mention)
            yield _unlisted(body.name, scene.place([*mention.marks, mention.kind]))
    for kind, word in enumerate(scene.words):
        run = run_of(scene.words, kind, scene.taken) if kind_of(word.text) else []
        if run or (kind_of(word.text) and kind not in scene.kinds):
            place = scene.place([kind, *run])
            start = place.start - scene.sentence.start
            text = scene.sentence.text[start : place.end - scene.sentence.start]
            scene.take(Mention(frozenset(run), kind))
            yield _unlisted(text, place)


def _unlisted(name: str, place: Place) -> Finding:
    text = message(_("The letter names “%(name)s”, who is not on the list of parties."), name=name)
    return Finding("S22", "party.unlisted", Severity.WARNING, text, place, about=name)


def parties(case: LetterCase) -> Iterator[Finding]:
    """Warn of parties on the list the letter forgets, and of parties it names beside the list."""
    stage = scenes(case.paragraphs)
    missing, wrong = _missing(case, stage)
    yield from wrong
    if not any(BY_LIST.search(paragraph) for paragraph in case.paragraphs):
        for party in missing:
            text = message(
                _("%(party)s is on the list of parties, but the letter does not name it."),
                party=party.name,
            )
            yield Finding("S21", "party.unnamed", Severity.WARNING, text, about=party.name)
    for scene in stage:
        yield from _strangers(case, scene)
