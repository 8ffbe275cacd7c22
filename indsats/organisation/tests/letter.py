"""The letter's municipality and its change, as slices and operations; every person is made up."""

from datetime import UTC, date, datetime

from indsats.audit.actions import deed
from indsats.base.periods import Span
from indsats.organisation.actions.change_sets import draft
from indsats.organisation.actions.operations import add_all, add_operation
from indsats.organisation.actions.slices import Writing, write
from indsats.organisation.models import User
from indsats.organisation.rules.operations import Move, build
from indsats.organisation.rules.slices import Picture, Slice

LONG_AGO = date(2020, 1, 1)
TODAY = date(2023, 11, 20)
BEFORE = datetime(2023, 11, 20, 10, tzinfo=UTC)
EFFECT = date(2024, 1, 1)

UNITS = {
    "kommunen": ("Ishøj Kommune", "municipality", None, None),
    "direktionen": ("Direktionen", "department", "kommunen", None),
    "cbf": ("Center for Børn og Forebyggelse", "centre", "kommunen", None),
    "ckf": ("Center for Kultur og Fritid", "centre", "kommunen", None),
    "cdu": ("Center for Dagtilbud og Uddannelse", "centre", "kommunen", None),
    "ishoej-ungdom": ("Ishøj Ungdom", "institution", "cdu", None),
    "ungdomsskolen": ("Ungdomsskolen", "institution", "ishoej-ungdom", None),
    "opsoegende": ("Ungdomsskolens opsøgende indsats", "team", "ungdomsskolen", None),
    "gadeplan": ("Gadeplan", "team", "ckf", None),
    "kriminalpraeventive": ("De kriminalpræventive konsulenter", "team", "cbf", None),
    "oepu": ("Økonomi- og Planudvalget", "committee", None, None),
    "bku": ("Børne- og Kulturudvalget", "committee", None, None),
    "med-cbf": ("LokalMED Center for Børn og Forebyggelse", "works_council", None, "cbf"),
    "med-iu": ("LokalMED Ishøj Ungdom", "works_council", None, "ishoej-ungdom"),
}
POSTS = {
    "velfaerdsdirektoer": ("Velfærdsdirektør", "direktionen", "director"),
    "sekretaer": ("Udvalgssekretær", "direktionen", "secretary"),
    "personale": ("Personalekonsulent", "direktionen", "hr"),
    "chef-cbf": ("Centerchef", "cbf", "leader"),
    "chef-ckf": ("Centerchef", "ckf", "leader"),
    "chef-cdu": ("Centerchef", "cdu", "leader"),
    "leder-iu": ("Leder af Ishøj Ungdom", "ishoej-ungdom", "leader"),
    "gade-1": ("Gadeplansmedarbejder", "gadeplan", "street_worker"),
    "gade-2": ("Gadeplansmedarbejder", "gadeplan", "street_worker"),
    "gade-koordinator": ("Koordinator i Gadeplan", "gadeplan", "coordinator"),
    "opsoegende-1": ("Opsøgende medarbejder", "opsoegende", "street_worker"),
    "konsulent": ("Kriminalpræventiv konsulent", "kriminalpraeventive", "consultant"),
}
PEOPLE = {
    "velfaerdsdirektoer": ("dorte", "Dorte Dahl"), "sekretaer": ("sanne", "Sanne Storm"),
    "personale": ("peter", "Peter Poulsen"), "chef-cbf": ("bente", "Bente Berg"),
    "chef-ckf": ("klaus", "Klaus Kjær"), "chef-cdu": ("ulla", "Ulla Uhre"),
    "leder-iu": ("ivan", "Ivan Isaksen"), "gade-1": ("gitte", "Gitte Grøn"),
    "gade-2": ("gorm", "Gorm Gade"), "gade-koordinator": ("karla", "Karla Krogh"),
    "opsoegende-1": ("oskar", "Oskar Olsen"), "konsulent": ("kirsten", "Kirsten Kvist"),
}  # fmt: skip
LEADS = {
    "cbf": "chef-cbf", "ckf": "chef-ckf", "cdu": "chef-cdu", "ishoej-ungdom": "leder-iu",
    "kommunen": "velfaerdsdirektoer",
}  # fmt: skip


def slices():
    """Yield the organisation before the change."""
    for key, (name, kind, parent, covers) in UNITS.items():
        yield Slice.of("unit", key, LONG_AGO, name=name, kind=kind, parent=parent, covers=covers)
    for key, (title, unit, function) in POSTS.items():
        yield Slice.of("post", key, LONG_AGO, title=title, unit=unit, function=function)
    for post, (username, _name) in PEOPLE.items():
        yield Slice.of("engagement", f"{username}-{post}", LONG_AGO, user=username, post=post)
    for unit, post in LEADS.items():
        yield Slice.of("leadership", f"leder-{unit}", LONG_AGO, unit=unit, post=post)
    for body, post in (("med-cbf", "konsulent"), ("med-iu", "opsoegende-1")):
        yield Slice.of(
            "seat", f"{body}-{post}", LONG_AGO, body=body, role="staff_side", holder_post=post
        )
    yield Slice.of(
        "anchoring", "tryghed", LONG_AGO, area="Trygheds- og kriminalitetsindsatsen", body="bku"
    )


def picture():
    """Give the organisation before the change."""
    return Picture.of(slices())


def make_people():
    """Make everyone in the letter's municipality as users, by username."""
    return {
        username: User.objects.create_user(username, "hemmelig-kode", name=name)
        for username, name in PEOPLE.values()
    }


STEPS = (
    ("create", "unit", "den-operative-indsats", {
        "name": "Den operative indsats", "kind": "team", "parent": "ishoej-ungdom",
    }, "1"),
    ("move", "unit", "gadeplan", {"parent": "den-operative-indsats"}, "2"),
    ("move", "unit", "opsoegende", {"parent": "den-operative-indsats"}, "2"),
    ("keep", "unit", "kriminalpraeventive", {"parent": "cbf"}, "2"),
    ("create", "responsibility", "unge", {
        "unit": "den-operative-indsats", "group": "Unge med risikoadfærd", "age_from": 0,
        "orientation": "Individ- og familierettet",
    }, "3"),
    ("create", "unit", "styregruppen", {
        "name": "Den strategiske styregruppe", "kind": "steering_group",
        "mandate": "Sammenhæng mellem de politiske strategier og udmøntningen",
        "meeting_interval": "hvert kvartal",
    }, "4"),
    *(
        ("create", "seat", f"styregruppen-{post}", {
            "body": "styregruppen", "role": role, "holder_post": post,
        }, "4")
        for post, role in (
            ("velfaerdsdirektoer", "chair"), ("chef-cbf", "member"), ("chef-ckf", "member"),
            ("chef-cdu", "member"),
        )
    ),
    ("set", "anchoring", "tryghed", {"body": "oepu"}, "5"),
)  # fmt: skip


def operations(day=EFFECT):
    """Give the letter's change as operations of the engine."""
    return [
        build(verb, first=day, number=number, kind=kind, subject=subject, patch=patch, item=item)
        for number, (verb, kind, subject, patch, item) in enumerate(STEPS, 1)
    ]


def enter_organisation(by):
    """Write the organisation before the change into the tables."""
    with deed:
        write(Picture({}), picture(), Writing(by=by))


def make_change_set(by, day=EFFECT):
    """Draft the letter's change, all steps at once."""
    with deed:
        change_set = draft(by=by, title="Ændret organisering", key="aendret")
        add_all(change_set=change_set, steps=tuple(operations(day)), picture=picture())
    return change_set


def move(key, parent, *, day=EFFECT, **fields):
    """Give the operation that moves a unit."""
    fields = {"number": 1, "kind": "unit", **fields}
    return Move(subject=key, span=Span(day), patch={"parent": parent}, **fields)


def moved_post(by):
    """Draft that one street worker's post moves, which is a change of her terms."""
    change_set = draft(by=by, title="T")
    step = Move(
        number=1,
        kind="post",
        subject="gade-1",
        span=Span(EFFECT),
        patch={"unit": "kriminalpraeventive"},
    )
    add_operation(by=by, change_set=change_set, step=step)
    return change_set


def messages(error):
    """Give everything a refusal said, as one text."""
    return " ".join(error.value.messages)
