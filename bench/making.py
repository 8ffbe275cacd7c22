"""Made-up rows in any number, the same for the same seed."""

import hashlib
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from indsats.hearings.models import Hearing, Received, Reply, Segment, Theme, Verdict
from indsats.organisation.models import Unit, UnitKind, UnitState

WORDS = [
    "vi",
    "rådet",
    "aftenvagter",
    "varsles",
    "unge",
    "gadeplan",
    "indsats",
    "samarbejde",
    "målgruppe",
    "politi",
    "ledelse",
    "base",
    "ønsker",
    "forslaget",
    "udvalget",
    "medarbejdere",
    "kompetencer",
    "forældre",
    "ødelægger",
    "ærgrer",
    "år",
]
ANSWERS = ("Taget til efterretning.", "Beskrives i en arbejdsgang.", "Indgår i planen.")
FIRST = date(2016, 1, 1)


def sentence(random: Random) -> str:
    """Write a sentence of eight to twenty words."""
    return " ".join(random.choices(WORDS, k=random.randint(8, 20))).capitalize() + "."


def make_replies(hearing: Hearing, amount: int, *, seed: int = 1) -> None:
    """Put so many reviewed replies of three paragraphs, cut and weighed, in a hearing."""
    random = Random(seed)  # noqa: S311 -- made-up text, no secret
    begin, now = hearing.sent_at or timezone.now(), timezone.now()
    rows = [_reply(hearing, number, random, begin, now) for number in range(1, amount + 1)]
    made = Reply.objects.bulk_create(rows, batch_size=500)
    themes = Theme.objects.bulk_create(
        Theme(hearing=hearing, name=f"Tema {number}", order=number) for number in range(1, 11)
    )
    segments = [segment for reply in made for segment in _segments(reply, random)]
    segments = Segment.objects.bulk_create(segments, batch_size=500)
    link = Segment.themes.through
    link.objects.bulk_create(
        [link(segment=row, theme=random.choice(themes)) for row in segments], batch_size=500
    )


def _reply(hearing: Hearing, number: int, random: Random, begin: datetime, now: datetime) -> Reply:
    text = "\n\n".join(sentence(random) for _ in range(3))
    return Reply(
        hearing=hearing, sequence=number, public_number=f"S{number:06}", text=text,
        request_key=f"{hearing.pk}-{number}", receipt=f"K{hearing.pk}-{number}",
        sender_name=f"Borger {number}", submitted_by=f"Borger {number}",
        submitted_at=begin + timedelta(minutes=number % 40_000), registered_at=now,
        received=Received.PUBLIC, reviewed_at=now, read_at=now,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def _segments(reply: Reply, random: Random) -> list[Segment]:
    found, at = [], 0
    for paragraph in reply.text.split("\n\n"):
        row = Segment(reply=reply, start=at, end=at + len(paragraph), changed_by="bench")
        row.verdict, row.answer = random.choice(Verdict.values), random.choice(ANSWERS)
        found.append(row)
        at += len(paragraph) + 2
    return found


def make_units(amount: int, states: int = 10) -> list[Unit]:
    """Make units in a tree of tens, each with so many states, a year apart."""
    units = Unit.objects.bulk_create(Unit(key=f"bench-{n}") for n in range(amount))
    days = [FIRST.replace(year=FIRST.year + n) for n in range(states)]
    rows = [
        UnitState(
            unit=unit, name=f"Enhed {n} {at.year}", kind=UnitKind.TEAM,
            parent=units[(n - 1) // 10] if n else None, valid_from=at, valid_to=until,
        )
        for n, unit in enumerate(units)
        for at, until in zip(days, [*days[1:], None], strict=True)
    ]  # fmt: skip
    UnitState.objects.bulk_create(rows, batch_size=500)
    return units
