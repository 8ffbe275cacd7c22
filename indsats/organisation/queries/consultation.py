"""Which councils and boards a change-set concerns, and which nobody has asked."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from indsats.organisation.queries.change_sets import Prepared
from indsats.organisation.rules.parties import NOT_CONSULTED, Concerned, concerned
from indsats.organisation.rules.values import Subject


def parties(found: Prepared) -> tuple[Concerned, ...]:
    """List the councils and boards that speak for the staff or users of units affected."""
    return concerned(found.preview)


def unheard(found: Prepared, asked: Collection[str] = ()) -> list[str]:
    """Say which councils are neither consulted (`asked`, by key) nor left out with a reason.

    A change-set entered without a hearing has consulted nobody.
    """
    excused = {w.subject for w in found.waivers if w.code == NOT_CONSULTED}
    if "" in excused:
        return []
    picture = found.preview.after
    return [
        _("%(body)s speaks for %(unit)s and has not been consulted.")
        % {
            "body": picture.called(Subject("unit", party.body), party.day),
            "unit": picture.called(Subject("unit", party.covers), party.day),
        }
        for party in parties(found)
        if party.body not in asked and f"unit:{party.body}" not in excused
    ]
