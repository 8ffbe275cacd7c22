"""Safety walks of the demonstration, and what a school and a day care ask for by their links."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from indsats.home.actions.demo.street.around import Around
from indsats.home.actions.demo.street.hotspots import CONSULTANTS, PLAN
from indsats.law.deadlines import COPENHAGEN
from indsats.places.actions.checks import (
    Asked,
    answer_check,
    ask_for_check,
    make_link,
    note_link_used,
    take_up_check,
)
from indsats.places.actions.measures import MeasureFacts, finish_measure
from indsats.places.actions.walks import (
    FaultFacts,
    Stop,
    WalkFacts,
    cancel_walk,
    follow_up_walk,
    hold_walk,
    note_fault,
    plan_walk,
)
from indsats.places.models import CheckLink, SafetyCheck, SafetyWalk

INVITED: Final = ("residents", "young", "housing", "municipality", "police")


@dataclass(frozen=True)
class Found:
    """Something found at a stop; with a unit it is a measure, ``done`` days ago if it is done."""

    stop: int
    kind: str
    text: str
    unit: str = ""
    due: int = 0
    done: int | None = None


@dataclass(frozen=True)
class Round:
    """A walk: ``when`` counts days from today, backwards; a number of people came to it."""

    title: str
    meeting_point: str
    stops: tuple[tuple[str, str], ...]
    when: int
    came: int | None = None
    found: tuple[Found, ...] = ()
    follow_up: str = ""
    cancelled: str = ""


ROUNDS: Final = (
    Round(
        "Vejleåparken efter mørkets frembrud", "Beboerhusets indgang",
        (("beboerhuset-i-vejleaaparken", "Indgangen og trappen"),
         ("boldburet-i-vejleaaparken", "Lys og udsyn"),
         ("aastien-ved-vejleaa", "Stien ned mod åen")),
        250, 17,
        (
            Found(1, "broken", "Trappens gelænder er løst", PLAN, 200, 205),
            Found(2, "dark", "To lamper ved boldburet er slukket", PLAN, 210, 190),
            Found(3, "overgrown", "Buskene skjuler svinget på stien", PLAN, 60),
            Found(3, "path", "Huller i belægningen", CONSULTANTS, 40),
            Found(2, "good", "De unge rydder selv op efter kampene"),
        ),
    ),
    Round(
        "Rundt om bycentret", "Hovedindgangen til bycentret",
        (("ishoej-bycenter", "Indgangene"), ("bycentrets-parkeringsdaek-oeverst", "Øverste dæk"),
         ("ishoej-bibliotek", "Pladsen foran biblioteket")),
        400, 23,
        (
            Found(2, "dark", "Dækket er mørkt mod nord", CONSULTANTS, 340, 345),
            Found(3, "sign", "Skiltet til stationen vender forkert", CONSULTANTS, 350, 352),
        ),
        follow_up="Begge forhold er udbedret. De, der gik med, mærker forskel på parkeringsdækket. "
        "Pladsen foran biblioteket er fortsat mennesketom efter klokken 20.",
    ),
    Round(
        "Skolevejen til Gildbroskolen", "Skolens hovedindgang",
        (("gildbroskolen", "Cykelskuret"), ("gildbroskolens-multibane", "Multibanen")),
        20, 9,
        (
            Found(1, "dark", "Cykelskuret ligger i mørke fra klokken 16", CONSULTANTS, -30),
            Found(2, "litter", "Glasskår langs hegnet"),
        ),
    ),
    Round(
        "Stranden og havnen efter mørkets frembrud", "Havnekiosken",
        (("havnekiosken", "Pladsen foran"), ("ishoej-strand-midterste-badebro", "Badebroen")),
        -16,
    ),
    Round(
        "Industrikvarteret", "Parkeringspladsen", (("industrikvarterets-p-plads", "P-pladsen"),),
        45, cancelled="Kun to tilmeldte. Flyttes til foråret.",
    ),
)  # fmt: skip
HOUR: Final = time(19)


def make_walks(around: Around) -> int:
    """Make walks: followed up, overdue, lately held, planned and cancelled."""
    for number, each in enumerate(ROUNDS):
        walk = _plan(around, each, number)
        if each.cancelled:
            day = around.day(each.when + 3)
            cancel_walk(by=around.by, walk=walk, day=day, reason=each.cancelled)
        if each.came is not None:
            _hold(around, walk, each)
    return len(ROUNDS)


def _plan(around: Around, each: Round, number: int) -> SafetyWalk:
    starts = datetime.combine(around.day(each.when), HOUR, tzinfo=COPENHAGEN)
    stops = tuple(Stop(around.place(key, number), text) for key, text in each.stops)
    first = stops[0].place
    facts = WalkFacts(
        title=each.title, starts_at=starts, meeting_point=each.meeting_point, invited=INVITED,
        stops=stops, area=around.area_of(first) if first else None,
    )  # fmt: skip
    at = min(around.now, starts - timedelta(days=21))
    return plan_walk(by=around.by, unit=around.unit, facts=facts, at=at)


def _hold(around: Around, walk: SafetyWalk, each: Round) -> None:
    by, held = around.by, around.day(each.when)
    walk = hold_walk(by=by, walk=walk, day=held, attended=each.came)
    stops = {stop.number: stop for stop in walk.stops.all()}
    for found in each.found:
        facts = FaultFacts(
            kind=found.kind, text=found.text, stop=stops[found.stop],
            unit=around.helper(found.unit) if found.unit else None,
            due=around.day(found.due) if found.unit else None,
        )  # fmt: skip
        fault = note_fault(by=by, walk=walk, facts=facts, at=around.ago(each.when))
        if fault.measure and found.done is not None:
            finish_measure(by=by, measure=fault.measure, day=around.day(found.done))
    if each.follow_up:
        day = (walk.follow_up_on or held) + timedelta(days=6)
        follow_up_walk(by=by, walk=walk, day=day, text=each.follow_up)


def make_checks(around: Around) -> int:
    """Let a school and a day care ask for safety checks: new, looked at, answered."""
    school = _link(around, "strandgaardskolen", 0)
    day_care = _link(around, "dagtilbuddet-viben", 1)
    asked = (
        (school, 34, Asked(spot="Stien bag gymnastiksalen", concerns=("dark", "night"),
         noticed="morning", text="Lygterne er gået ud, og der ligger flasker om morgenen.")),
        (school, 3, Asked(spot="Parkeringspladsen ved boldbanerne", concerns=("traffic",),
         noticed="afternoon", text="Knallerter kører på fortovet, når de yngste går hjem.")),
        (day_care, 12, Asked(spot="Legepladsen ud mod Vibeholmsvej", concerns=("litter", "night"),
         noticed="weekend", text="Glasskår og engangsgrill i sandkassen mandag morgen.")),
        (day_care, 60, Asked(spot="Cykelskuret", concerns=("vandalism",), noticed="night",
         text="Taget er brændt hul i to gange.")),
    )  # fmt: skip
    first, _second, third, last = (
        ask_for_check(link=link, asked=what, request_key=f"demo-{number}", at=around.ago(days))
        for number, (link, days, what) in enumerate(asked)
    )
    for link, days, _what in asked:
        note_link_used(link=link, at=around.ago(days))
    _answered(around, first)
    take_up_check(by=around.by, check=third, at=around.ago(10))
    text = "Vi har talt med boligselskabet, som har skiftet taget til et, der ikke kan brænde."
    answer_check(by=around.by, check=last, answer=text, at=around.ago(52))
    return len(asked)


def _link(around: Around, key: str, number: int) -> CheckLink:
    place = around.place(key, number)
    return make_link(by=around.by, place=place, unit=around.unit, at=around.ago(90)).link


def _answered(around: Around, check: SafetyCheck) -> None:
    measure = MeasureFacts(
        title="Skift pærerne på stien bag gymnastiksalen", kind="light",
        unit=around.helper(CONSULTANTS), due=around.day(-5), place=check.link.place,
    )  # fmt: skip
    text = "Pærerne bliver skiftet i næste uge, og vi går forbi på vores aftenture."
    answer_check(by=around.by, check=check, answer=text, at=around.ago(31), measure=measure)
