"""The charts of the week and of the picture: which colours, which rows (diagrammer)."""

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indsats.base.charts import Row, Series, Words, bars, columns
from indsats.field.models import Ages, Mood
from indsats.field.queries.week import WeekFacts
from indsats.field.rules.forms import AGES, MOOD

# From light to dark, so that the order is also seen without colours.
MOODS = {
    "calm": ("#b7d3ea", "#1a1a1a"),
    "loud": ("#f0c36d", "#1a1a1a"),
    "tense": ("#c8641b", "#ffffff"),
    "conflict": ("#7d0f1d", "#ffffff"),
}
PLAIN = Series("", "#004d99")
MOST_PLACES = 8


def moods() -> list[Series]:
    """Give the moods as series of a chart, the calmest first."""
    return [Series(str(Mood(code).label), *MOODS[code]) for code in MOOD]


def days_chart(facts: WeekFacts, width: int) -> SafeString:
    """Draw the observations of each day by mood."""
    rows = [Row(date_format(day, "D j."), numbers) for day, numbers in facts.days]
    return columns(Words(_("Observations day by day, by mood")), moods(), rows, width=width)


def places_chart(facts: WeekFacts, width: int) -> SafeString:
    """Draw the visits to the uneasiest and most visited places by mood."""
    rows = [
        Row(
            facts.names.get(line.place, line.place),
            tuple(line.moods.get(code, 0) for code in MOOD),
        )
        for line in facts.places[:MOST_PLACES]
    ]
    return bars(Words(_("Visits to places, by mood")), moods(), rows, width=width)


def ages_chart(facts: WeekFacts, width: int) -> SafeString:
    """Draw the talks by age."""
    rows = [
        Row(str(Ages(code).label), (facts.met.ages.get(code, 0),))
        for code in AGES
        if facts.met.ages.get(code)
    ]
    return bars(Words(_("Talks by age")), [PLAIN], rows, width=width)
