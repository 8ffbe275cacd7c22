"""The themes of a hearing with their verdicts, and all segments to be weighed at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet

from indsats.base.bringing import bring
from indsats.hearings.models import Hearing, Segment, Theme, Verdict
from indsats.hearings.queries.bench import counted
from indsats.hearings.queries.lists import with_lists

LENGTH = 280


@dataclass(frozen=True)
class Counted:
    """A theme with how many segments have each verdict, and how many have none."""

    theme: Theme
    verdicts: Sequence[int]
    open: int

    @property
    def told(self) -> list[tuple[str, int]]:
        """Give each verdict's word with its number."""
        return list(zip(map(str, Verdict.labels), self.verdicts, strict=True))

    @property
    def all(self) -> int:
        """Count all of them."""
        return sum(self.verdicts) + self.open


def laid_out(rows: QuerySet[Hearing]) -> QuerySet[Hearing]:
    """Let a hearing bring its themes and the proposal's items."""
    return with_lists(rows, "themes", "proposal__items")


def themes_counted(hearing: Hearing) -> list[Counted]:
    """Count segments per theme and verdict: one query, beside the themes' own."""
    rows = counted(hearing).order_by().values("themes", "verdict").annotate(times=Count("pk"))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["themes"]][row["verdict"]] = row["times"]
    return [
        Counted(
            theme,
            [found[theme.pk].get(each, 0) for each in Verdict.values],
            found[theme.pk].get("", 0),
        )
        for theme in hearing.themes.all()
    ]


def listed(hearing: Hearing) -> QuerySet[Segment]:
    """Give the segments of a hearing with what the list shows of each."""
    themes = Theme.objects.filter(segments=OuterRef("pk")).order_by("order", "name")
    return bring(counted(hearing).select_related("reply", "minority", "item"), themes=themes)


def text_of(segment: Segment) -> str:
    """Give the words of a segment, cut short for a list."""
    source = segment.minority.text if segment.minority else segment.reply.text
    words = source[segment.start : segment.end]
    return words if len(words) <= LENGTH else words[: LENGTH - 2].rstrip() + " …"
