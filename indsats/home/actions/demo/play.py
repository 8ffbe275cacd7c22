"""Playing the case on its own days, by moving the clock of this process only."""

from collections.abc import Iterator
from dataclasses import replace

import time_machine
from django.conf import settings

from indsats.home.actions.demo.calendar import Calendar, Moment
from indsats.home.actions.demo.more import many_replies, more_before
from indsats.home.actions.demo.story import Story
from indsats.home.actions.loading import load
from indsats.home.rules.files import Bundle, read
from indsats.home.rules.shifting import shifted

EXAMPLE = settings.ROOT / "examples" / "ishoj-2023"


def bundle_for(calendar: Calendar) -> tuple[Bundle, Story]:
    """Read the example, move its days, and take out what the story itself will do."""
    example = read([EXAMPLE, EXAMPLE / "mended"])
    bundle = shifted(example, calendar.day)
    (case,) = bundle.hearings
    (mended,) = shifted(example.amend().hearings, calendar.day)
    (first,) = case.hearings
    letter = mended.hearings[0].letter
    untold = replace(case, treatments=(), hearings=(replace(first, decided_on=None),))
    story = Story(calendar, case.matter.key, letter)
    return replace(bundle, hearings=(untold,), amended=()), story


def play(calendar: Calendar, *, size: str = "typical", seed: int = 0) -> Iterator[str]:
    """Make the municipality and play the case; yield the name of each step when it is done."""
    bundle, story = bundle_for(calendar)
    start = calendar.at(8, 1)
    with time_machine.travel(start, tick=True) as clock:
        load(bundle, by="system", folders=[EXAMPLE])
        yield "kommune"
        if size != "small":
            yield from more_before(calendar)
        for step in story.steps():
            clock.move_to(step.at)
            step.act()
            yield step.name
        if size == "big" and calendar.reached(Moment.REPLIES_IN):
            clock.move_to(calendar.at(10, 30, 20))
            yield from many_replies(story.key, calendar.at(10, 30, 20), seed)
