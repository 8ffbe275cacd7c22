"""The day a page shows: from the address, named on the page, never used for access."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.law.deadlines import closes_at
from indsats.organisation.forms.day import DayForm

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class ShownDay:
    """The day shown, today, and the day whose knowledge is asked for.

    `unheeded` is that day on a page that cannot show what was known then, and says so.
    """

    day: date
    today: date
    known: date | None = None
    problem: str = ""
    unheeded: date | None = None

    @property
    def tense(self) -> str:
        """Say whether the day is ``past``, ``today`` or ``future``."""
        if self.day == self.today:
            return "today"
        return "past" if self.day < self.today else "future"

    @property
    def is_plain(self) -> bool:
        """Tell whether this is simply today, as known now."""
        return self.tense == "today" and self.known is None

    @property
    def title(self) -> str:
        """Name the day in a sentence."""
        day = {"day": date_format(self.day, "j. F Y")}
        if self.tense == "today":
            return _("Showing today, %(day)s") % day
        return _("Showing %(day)s") % day

    @property
    def known_at(self) -> datetime | None:
        """Give the last moment of the day whose knowledge is asked for."""
        return closes_at(self.known) - MOMENT if self.known else None

    @property
    def query(self) -> str:
        """Give what links to other pages on the same day carry along."""
        pairs = {} if self.tense == "today" else {"dag": self.day.isoformat()}
        if known := self.known or self.unheeded:
            pairs["kendt"] = known.isoformat()
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Give what the day slider carries along."""
        return [("kendt", self.known.isoformat())] if self.known else []


def shown_day(request: HttpRequest, *, replays: bool = False) -> ShownDay:
    """Read the day from the address; today, with a problem to show, when it cannot be read.

    A page that `replays` the log can also show what was known on an earlier day.
    """
    today = localdate()
    form = DayForm(request.GET)
    if not form.is_valid():
        return ShownDay(today, today, problem=_("The date could not be read, so today is shown."))
    known = form.cleaned_data["kendt"]
    if known and known >= today:
        known = None
    day = form.cleaned_data["dag"] or today
    return ShownDay(day, today, known) if replays else ShownDay(day, today, unheeded=known)
