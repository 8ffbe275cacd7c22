"""Hotspots of the demonstration: why, until when, what is done, and what is measured."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from indsats.base.periods import Span
from indsats.home.actions.demo.street.around import Around
from indsats.places.actions.hotspots import (
    HotspotFacts,
    add_indicator,
    add_reading,
    close_hotspot,
    open_hotspot,
)
from indsats.places.actions.measures import (
    MeasureFacts,
    finish_measure,
    give_up_measure,
    order_measure,
)
from indsats.places.models import Hotspot, Place

QUARTER: Final = timedelta(days=91)


@dataclass(frozen=True)
class Task:
    """A measure: ``due`` and ``done`` count days from today, backwards; ``given_up`` says why."""

    title: str
    kind: str
    unit: str
    due: int
    done: int | None = None
    given_up: str = ""


@dataclass(frozen=True)
class Point:
    """Something measured: two quarters before, quarters since it began, and after it ended."""

    block: str
    name: str
    source: str
    before: tuple[int, int]
    since: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    form: str = "count"


@dataclass(frozen=True)
class Effort:
    """A hotspot: ``began`` and ``ends`` count days from today, backwards."""

    title: str
    places: tuple[str, ...]
    began: int
    ends: int
    reason: str
    goal: str
    idea: str
    tasks: tuple[Task, ...]
    points: tuple[Point, ...]
    outcome: str = ""


CONSULTANTS: Final = "kriminalpraeventive-konsulenter"
CLUB: Final = "ungdomsklub-vest"
PLAN: Final = "boligsocial-helhedsplan"
OURS: Final = "gadeplan"
EFFORTS: Final = (
    Effort(
        "Boldburet i Vejleåparken", ("boldburet-i-vejleaaparken", "beboerhuset-i-vejleaaparken"),
        200, -60,
        "Mange samles i og omkring boldburet om aftenen. Beboere går en omvej, når lyset er "
        "slukket, og der er jævnligt fyrværkeri.",
        "Færre klager til ejendomskontoret, og flere beboere, der bruger stien, når det er mørkt.",
        "Lys, faste voksne og en aktivitet, de unge selv er med til at holde i gang, giver færre "
        "stunder uden noget at lave.",
        (
            Task("Lyset brænder til klokken 23", "light", PLAN, 150, 140),
            Task("Fodbold med klubben hver fredag aften", "activity", CLUB, 100, 90),
            Task("Møde med opgangene ud mod boldburet", "dialogue", CONSULTANTS, 12),
            Task("Klip buskene ved stien ned til en meter", "green", PLAN, -20),
        ),
        (
            Point("disorder", "Klager til ejendomskontoret", "Ejendomskontorets liste", (41, 38),
                  (29, 24)),
            Point("fire", "Udrykninger til brand i container", "Brandvæsenet", (4, 3), (1, 2)),
            Point("disorder", "Beboere, der føler sig trygge om aftenen",
                  "Boligselskabets rundspørge", (58, 58), (63,), form="level"),
        ),
    ),
    Effort(
        "Terminalen ved Ishøj Station", ("busterminalen-ved-ishoej-station",
                                         "doegnkiosken-ved-terminalen"),
        70, -110,
        "Grupper samles ved terminalen torsdag til lørdag efter klokken 20. Buschauffører og "
        "butikker melder om råb og om konflikter mellem grupper.",
        "Roligere aftener for dem, der venter på bussen, og kontakt til de unge, der står der.",
        "Når de samme voksne er der på faste tidspunkter, kan konflikter tages, før de vokser.",
        (
            Task("To voksne til stede torsdag til lørdag", "presence", OURS, 40, 45),
            Task("Aftale med kiosken om, hvornår der ringes", "dialogue", CONSULTANTS, 5),
            Task("Bænke flyttes væk fra nedgangen", "layout", OURS, -30),
        ),
        (
            Point("reports", "Anmeldelser om vold og trusler", "Politiets tal for adressen",
                  (14, 12)),
            Point("charges", "Sigtede, som bor i området", "Politiets tal", (3, 4)),
            Point("disorder", "Henvendelser fra butikkerne", "Bycentrets kontor", (22, 31)),
        ),
    ),
    Effort(
        "Strandens grillpladser i sommer", ("ishoej-strand-grillpladsen",
                                            "ishoej-strand-midterste-badebro"),
        300, 190,
        "Fester på stranden gav glasskår, bål på molen og klager fra gæster.",
        "En strand, alle kan bruge om aftenen.",
        "Synlige voksne, flere skraldespande og klare regler for bål.",
        (
            Task("Fire ekstra skraldespande i højsæsonen", "cleaning", OURS, 280, 285),
            Task("Skilte om bål og grill", "rules", OURS, 270, 268),
            Task("Vagt på parkeringspladsen hele natten", "presence", CONSULTANTS, 240,
                 given_up="For dyrt i forhold til antallet af nætter med uro."),
        ),
        (
            Point("disorder", "Klager over støj og affald", "Kommunens borgerservice", (34, 36),
                  (28,), (12,)),
            Point("fire", "Udrykninger til bål", "Brandvæsenet", (6, 5), (4,), (1,)),
        ),
        "Klagerne faldt hen over sommeren, og skraldespandene bliver stående. Vejret var køligere "
        "end året før, så tallene siger ikke alene noget om indsatsen.",
    ),
    Effort(
        "Skolegården på Gildbroskolen", ("gildbroskolen", "gildbroskolens-multibane"),
        25, -155,
        "Hærværk på cykelskuret og spor efter ophold om natten. Skolen har bedt om hjælp.",
        "Ingen smadrede ruder, og en skolegård, der er i brug på en god måde efter skoletid.",
        "Åben multibane med voksne, og lys, der tænder ved bevægelse.",
        (
            Task("Lys med føler ved cykelskuret", "light", CONSULTANTS, -14),
            Task("Åben multibane om onsdagen", "activity", CLUB, -7),
        ),
        (Point("disorder", "Ruder skiftet på skolen", "Skolens tekniske leder", (7, 9)),),
    ),
    Effort(
        "Åstien ved broen", ("broen-over-vejleaa", "aastien-ved-vejleaa"),
        120, 2,
        "Stien er mørk og tilgroet. Knallerter kører på den, og folk vender om.",
        "Flere cykler og går på stien om aftenen.",
        "Et åbent udsyn og bomme, en knallert ikke kan komme igennem.",
        (
            Task("Bomme i begge ender af stien", "traffic", OURS, 30, 25),
            Task("Udtynding langs åen", "green", OURS, 60, 58),
        ),
        (
            Point("disorder", "Henvendelser om knallerter på stien", "Kommunens borgerservice",
                  (16, 19), (11,)),
        ),
    ),
    Effort(
        "Parkeringsdækket over bycentret", ("bycentrets-parkeringsdaek-oeverst",),
        10, -170,
        "Unge mødes på det øverste dæk om natten. Der bliver kørt stærkt, og glas kastes ned.",
        "Ingen farlig kørsel, og ingen genstande kastet ned på torvet.",
        "Dækket lukkes om natten, og de unge får et andet sted at være indendørs.",
        (
            Task("Aftale med ejeren om lukketid for øverste dæk", "rules", CONSULTANTS, -10),
            Task("Vis klubbens åbningstider på skærmen i bycentret", "activity", CLUB, 2),
        ),
        (),
    ),
)  # fmt: skip
MANY: Final = {"small": 2, "typical": 6, "big": 6}


def make_hotspots(around: Around, size: str) -> int:
    """Make hotspots with their measures and readings, by the real deeds."""
    for number, effort in enumerate(EFFORTS[: MANY[size]]):
        _make(around, effort, number)
    return min(len(EFFORTS), MANY[size])


def _make(around: Around, effort: Effort, number: int) -> None:
    places = tuple(dict.fromkeys(around.place(key, number) for key in effort.places))
    span = Span(around.day(effort.began), around.day(effort.ends))
    facts = HotspotFacts(
        title=effort.title, reason=effort.reason, goal=effort.goal, idea=effort.idea, span=span,
        owner=around.by, area=around.area_of(places[0]), places=places,
    )  # fmt: skip
    at = around.ago(effort.began + 14)
    hotspot = open_hotspot(by=around.by, unit=around.unit, facts=facts, at=at)
    for task in effort.tasks:
        _order(around, hotspot, places[0], task)
    for point in effort.points:
        _measure(around, hotspot, point)
    if effort.outcome:
        last = around.day(effort.ends - 7)
        close_hotspot(by=around.by, hotspot=hotspot, day=last, outcome=effort.outcome)


def _order(around: Around, hotspot: Hotspot, place: Place, task: Task) -> None:
    facts = MeasureFacts(
        title=task.title, kind=task.kind, unit=around.helper(task.unit), due=around.day(task.due),
        place=place, hotspot=hotspot,
    )  # fmt: skip
    by, at = around.by, hotspot.created_at
    measure = order_measure(by=by, orderer=around.unit, facts=facts, at=at)
    if task.done is not None:
        finish_measure(by=by, measure=measure, day=around.day(task.done))
    if task.given_up:
        day = around.day(task.due)
        give_up_measure(by=by, measure=measure, day=day, note=task.given_up)


def _measure(around: Around, hotspot: Hotspot, point: Point) -> None:
    by = around.by
    row = add_indicator(
        by=by, hotspot=hotspot, block=point.block, name=point.name, form=point.form,
        source=point.source,
    )  # fmt: skip
    begins = hotspot.valid_from
    quarters = [(begins - 2 * QUARTER, point.before[0]), (begins - QUARTER, point.before[1])]
    ends = hotspot.valid_to or begins
    quarters += [(begins + n * QUARTER, value) for n, value in enumerate(point.since)]
    quarters += [(ends + n * QUARTER, value) for n, value in enumerate(point.after)]
    for first, value in quarters:
        span = Span(first, first + QUARTER)
        at = around.now if span.end > around.today else around.ago((around.today - span.end).days)
        add_reading(by=by, indicator=row, span=span, value=Decimal(value), at=at, note="")
