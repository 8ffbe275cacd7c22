"""What fills the rest of the municipality: meetings to come, follow-up, competences running out."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from indsats.hearings.actions.reply import Sender, Submission, submit
from indsats.hearings.models import Hearing, Received
from indsats.home.actions.demo.calendar import Calendar
from indsats.meetings.actions.planning import Clock, plan_series
from indsats.organisation.models import Unit, User

MANY = 1004
OPENINGS = (
    "Jeg bor i Vejleåparken og", "Som forælder til to", "Vi i beboergruppen", "Som klubmedarbejder",
    "Jeg er 17 år og", "Vi har en butik ved stationen og",
)  # fmt: skip
THOUGHTS = (
    "synes, det er godt at samle det opsøgende arbejde.",
    "er bekymret for, at de voksne, vi kender, flytter væk.",
    "håber, at nogen stadig kommer forbi om aftenen.",
    "foreslår faste tider, hvor man kan træffe holdet.",
    "mener, at unge over 18 også skal have hjælp.",
    "savner svar på, hvem man ringer til i weekenden.",
)
SERIES = (
    ("boerne-undervisningsudvalget", 16, "Mødelokale 2", 4),
    ("lokalmed-boern-forebyggelse", 13, "Center for Børn og Forebyggelse", 6),
    ("lokalmed-ishoej-ungdom", 13, "Ishøj Ungdom", 6),
    ("ungdomsskolens-bestyrelse", 18, "Ungdomsskolen", 8),
)
LASTS = 2


def more_before(calendar: Calendar) -> Iterator[str]:
    """Plan the bodies' meetings of the year around the case."""
    secretary = User.objects.get(username="anne.kirkeby")
    first = calendar.today - timedelta(days=28)
    for key, hour, place, weeks in SERIES:
        body = Unit.objects.get(key=key)
        clock = Clock(time(hour), time(hour + LASTS), place)
        span = (first, calendar.today + timedelta(days=200))
        plan_series(by=secretary, body=body, clock=clock, weeks=weeks, span=span)
        yield "møder"


def many_replies(key: str, at: datetime, seed: int) -> Iterator[str]:
    """Let a thousand made-up citizens reply as well, so that lists and memo have work to do."""
    hearing = Hearing.objects.get(matter__key=key)
    chance = random.Random(seed)  # noqa: S311 -- made-up replies, no secret
    for number in range(MANY):
        thoughts = chance.sample(THOUGHTS, k=chance.randint(1, 3))
        text = "\n\n".join(f"{chance.choice(OPENINGS)} {thought}" for thought in thoughts)
        name = f"Borger {number + 1}"
        submit(
            hearing=hearing, party=None, sender=Sender(name=name, submitted_by=name),
            submission=Submission(text=text, received=Received.PUBLIC),
            request_key=f"demo-{number}", at=at,
        )  # fmt: skip
        if number % 50 == 0:
            yield "mange svar"
