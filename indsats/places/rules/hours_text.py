"""Opening hours as people write them: "man-tor 14-22", one line for each (åbningstid som tekst)."""

import re
from collections.abc import Iterable, Sequence

from indsats.places.rules.opening import MIDNIGHT, WEEK, Hours, clock
from indsats.places.rules.refusals import Refused
from indsats.places.rules.refusals import gettext_noop as _

_NAMES = {
    1: "mandag man ma monday mon mo",
    2: "tirsdag tirs tir ti tuesday tues tue tu",
    3: "onsdag ons on wednesday wed we",
    4: "torsdag tors tor to thursday thurs thu th",
    5: "fredag fre fr friday fri",
    6: "lørdag lør lø saturday sat sa",
    7: "søndag søn sø sunday sun su",
}
DAYS = {word: day for day, words in _NAMES.items() for word in words.split()}
SETS = {
    "alle dage": range(1, 8), "hver dag": range(1, 8), "dagligt": range(1, 8),
    "every day": range(1, 8), "daily": range(1, 8),
    "hverdage": range(1, 6), "weekdays": range(1, 6),
    "weekend": range(6, 8), "weekender": range(6, 8),
}  # fmt: skip
ROUND_THE_CLOCK = {"døgnåbent", "døgnet rundt", "24/7", "around the clock", "always open"}
SHORT = {
    "da": ("man", "tir", "ons", "tor", "fre", "lør", "søn"),
    "en": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
}
_LINE = re.compile(
    r"^(?P<days>.*?)[\s:]*(?<![\d.:])(?P<from>\d{1,2}(?:[.:]\d{2})?)\s*(?:-|–|til|to)\s*"
    r"(?P<to>\d{1,2}(?:[.:]\d{2})?)$"
)
_BETWEEN = re.compile(r"\s*(?:-|–|\btil\b)\s*")


def read(text: str) -> tuple[Hours, ...]:
    """Read lines of opening hours; raise Refused naming the line that cannot be read."""
    lines = [line.strip() for line in re.split(r"[\n;]", text)]
    return tuple(_line(line) for line in lines if line)


def _line(line: str) -> Hours:
    plain = re.sub(r"\bkl\.?\s*", "", line.casefold()).rstrip(" .")
    if plain in ROUND_THE_CLOCK:
        return Hours(tuple(range(1, WEEK + 1)), 0, MIDNIGHT)
    found = _LINE.match(plain)
    days = _days(found["days"]) if found else ()
    if not found or not days:
        text = _("“%(line)s” cannot be read. Write days and times, such as “man-tor 14-22”.")
        raise Refused(text, line=line)
    start, end = _minute(found["from"], line), _minute(found["to"], line)
    return Hours.of({"days": days, "from": clock(start), "to": clock(end)})


def _days(text: str) -> tuple[int, ...]:
    """Read "man-tor", "lør og søn", "hverdage"; nothing when it is none of these."""
    if text in SETS:
        return tuple(SETS[text])
    found: list[int] = []
    for part in re.split(r"\s*(?:,|\bog\b|\band\b|\+|&)\s*", text):
        ends = [DAYS.get(word.strip(" .")) for word in _BETWEEN.split(part)]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2:  # noqa: PLR2004 -- from and to
            return ()
        found += _run(first, last)
    return tuple(found)


def _run(first: int, last: int) -> list[int]:
    """Count from one weekday to another, round the end of the week where need be."""
    many = (last - first) % WEEK
    return [(first - 1 + step) % WEEK + 1 for step in range(many + 1)]


def _minute(text: str, line: str) -> int:
    hour, _colon, minute = text.replace(".", ":").partition(":")
    found = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or found > MIDNIGHT:  # noqa: PLR2004 -- minutes of an hour
        raise Refused(_("There is no such time in “%(line)s”."), line=line)
    return found


def write(hours: Iterable[Hours], language: str = "da") -> list[str]:
    """Write opening hours, one line each, so that they can be read back."""
    return [
        f"{named_days(each.days, SHORT[language])} {_clock(each.start)}-{_clock(each.end)}"
        for each in hours
    ]


def _clock(minute: int) -> str:
    return clock(minute).replace(":", ".")


def named_days(days: Sequence[int], names: Sequence[str], to: str = "-") -> str:
    """Name days in a row as a run: man-tor, lør."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        names[run[0] - 1] if len(run) == 1 else f"{names[run[0] - 1]}{to}{names[run[-1] - 1]}"
        for run in runs
    )
