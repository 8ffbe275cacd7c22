"""The pages measured, in an order that builds the rows once for each size."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.test import Client, override_settings
from django.test.utils import setup_test_environment
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from bench.copying import settle
from bench.making import make_replies, make_units
from bench.measuring import Measured, measured, table
from bench.street import street
from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.periods import Span
from indsats.hearings.actions.memo import regenerate
from indsats.hearings.models import Hearing
from indsats.hearings.tests import factories
from indsats.organisation import access
from indsats.organisation.models import EngagementState, Function, User
from indsats.organisation.queries.picture import read
from indsats.organisation.tests import factories as organisation

HEAVY = {"memo as PDF", "assessment as XLSX", "memo", "public page"}
ENTRIES = 300
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def run(*, sizes: Sequence[int], times: int, units: int, observations: Sequence[int]) -> None:
    """Build a throw-away database, measure, print, and take it away again."""
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES={**settings.STORAGES, **PLAIN}):
        _run(sizes, times, units, observations)


def _run(sizes: Sequence[int], times: int, units: int, observations: Sequence[int]) -> None:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    setup_test_environment()  # so that an answer tells what it was drawn from
    try:
        _say(f"\n{connection.vendor}: hearings of {', '.join(map(str, sizes))} replies\n")
        secretary = factories.make_secretary()
        if sizes:
            columns = [(f"{size} replies", _pages(secretary, size, times)) for size in sizes]
            _say(table(columns))
        _say(f"\nOrganisation of {units} units with ten states each\n")
        _say(table([("", _organisation(units, times))]))
        if observations:
            _say(f"\nThe street among {', '.join(map(str, observations))} observations\n")
            _say(table(street(observations, times)))
        _say(f"\nTrail: {_trail(secretary):.0f} entries a second, one deed each")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _hearing(secretary: User, size: int) -> Hearing:
    matter = factories.make_matter(case_worker=secretary)
    sent = timezone.now() - timedelta(days=60)
    hearing = factories.make_hearing(
        factories.make_proposal(matter),
        sent_at=sent,
        deadline=(sent + timedelta(days=40)).date(),
    )
    make_replies(hearing, size)
    regenerate(hearing=hearing, by=secretary)
    settle()
    return hearing


def _pages(secretary: User, size: int, times: int) -> list[Measured]:
    hearing = _hearing(secretary, size)
    client = Client()
    client.force_login(secretary, backend=settings.AUTHENTICATION_BACKENDS[-1])
    addresses = {
        "replies, first page": _url("replies", hearing.pk),
        "replies, from the end": _url("replies", hearing.pk) + "?order=-sequence",
        "work bench": _url("bench", hearing.pk),
        "work bench, far down": _url("bench", hearing.pk) + f"?svar={size * 9 // 10}",
        "work bench, unfinished": _url("bench", hearing.pk) + "?vis=open",
        "themes": _url("themes", hearing.pk),
        "memo": _url("memo", hearing.pk),
        "memo as PDF": _url("memo-draft", hearing.pk, "pdf"),
        "assessment as XLSX": _url("memo-sheet", hearing.pk),
        "public page": _url("public", hearing.public_id),
    }
    return [
        measured(name, _asker(client, where), 1 if name in HEAVY else times)
        for name, where in addresses.items()
    ]


def _url(name: str, *args: object) -> str:
    return reverse(f"hearings:{name}", args=args)


def _asker(client: Client, where: str) -> Callable[[], None]:
    def ask() -> None:
        answer = client.get(where)
        if answer.status_code != 200:  # noqa: PLR2004 -- OK
            raise RuntimeError(f"{where}: {answer.status_code}")

    return ask


def _organisation(amount: int, times: int) -> list[Measured]:
    units = make_units(amount)
    leader = organisation.make_worker(units[0], name="Leder", function=Function.DIRECTOR)
    middle, today = date(2021, 6, 1), localdate()
    return [
        measured("tree on a day", lambda: read(kinds=("unit",), span=_day(middle)), times),
        measured(
            "headcount on a day",
            lambda: EngagementState.objects.on(middle).aggregate(Sum("fraction")),
            times,
        ),
        measured("reach of a user", lambda: _reach(leader, today), times),
        measured(
            "everyone below the top",
            lambda: access.subtree([units[0].pk], access.tree(today)),
            times,
        ),
    ]


def _reach(user: User, day: date) -> access.Scope:
    """Read it as a request does first: nothing is remembered of the user."""
    return access.scope(User(pk=user.pk, is_active=True), access.Permission.MATTER_SEE, day)


def _day(day: date) -> Span:
    return Span(day, day + timedelta(days=1))


@deed
def _write(by: User) -> None:
    record(by=by, act=Act.SEEN, subject=by)


def _trail(by: User) -> float:
    begin = perf_counter()
    for _ in range(ENTRIES):
        _write(by)
    return ENTRIES / (perf_counter() - begin)
