"""Decides that the street's team is merged into a new unit elsewhere from tomorrow.

Run as ``python -m tests.phone.reorganise`` with the environment of the server; says when.
"""

from datetime import datetime, time, timedelta
from itertools import count

import django

django.setup()

from django.utils.timezone import localdate, now  # noqa: E402 -- Django first

from indsats.law.deadlines import COPENHAGEN  # noqa: E402
from indsats.organisation.actions.enter import change_now  # noqa: E402
from indsats.organisation.models import Function, PostState, UnitState  # noqa: E402
from indsats.organisation.rules import build  # noqa: E402
from indsats.organisation.tests import factories as org  # noqa: E402

MINUTES_PAST = 5


def decide():
    """Merge the team into one under another leader, and let one of the pair go to the clubs."""
    org._number = count(1000)  # noqa: SLF001 -- the street's own process counted from 1
    director = org.make_worker(org.make_unit("Direktionen"), function=Function.DIRECTOR)
    centre = org.make_unit("Center for Børn og Forebyggelse")
    rie = org.make_user("Rie", username="rie")
    post = org.make_post(centre, title="Centerleder", function=Function.STAFF)
    org.engage(rie, post)
    org.lead(centre, post)
    team, clubs = (UnitState.objects.get(name=name).unit for name in ("Gadeplan", "Klubberne"))
    bo = PostState.objects.get(post__engagement_states__user__username="bo").post
    tomorrow = localdate() + timedelta(days=1)
    new = {"name": "Den operative indsats", "kind": "team", "parent": centre.key}
    steps = [
        build("merge", number=1, kind="unit", subject="operative", first=tomorrow,
              patch={"from": [team.key], "values": new}),
        build("move", number=2, kind="post", subject=bo.key, first=tomorrow,
              patch={"unit": clubs.key}),
    ]  # fmt: skip
    change_now(
        by=director, operations=steps, reason="Den operative indsats samles",
        waivers={"notice_required": "Varslet for tre måneder siden"},
    )  # fmt: skip
    midnight = datetime.combine(tomorrow, time(0, MINUTES_PAST), COPENHAGEN)
    return round((midnight - now()).total_seconds())


if __name__ == "__main__":
    print(decide())  # noqa: T201 -- how many seconds later it is five past midnight
