"""The trail speaks Danish: no code of a room is shown as the code it is."""

import ast

import pytest
from django.conf import settings

from indsats.audit.models import Entry
from indsats.base.periods import Span
from indsats.organisation.actions.enter import change_now
from indsats.organisation.models import User
from indsats.organisation.queries.trail_terms import TERMS
from indsats.organisation.queries.trail_words import told
from indsats.organisation.rules import Create, Set
from indsats.organisation.tests import factories as f
from indsats.organisation.tests import letter

ROOMS = ("audit", "base", "hearings", "home", "meetings", "organisation")
WHO = {"by", "act", "subject", "reason"}
DAY = f.LONG_AGO


def is_line(node):
    """Tell whether this is a call that writes a line of the trail."""
    called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
    return called and any(each.arg == "act" for each in node.keywords)


def calls(room):
    for path in sorted((settings.ROOT / "indsats" / room).rglob("*.py")):
        if "tests" not in path.parts:
            yield from filter(is_line, ast.walk(ast.parse(path.read_text())))


@pytest.mark.parametrize("room", ROOMS)
def test_every_fact_and_every_fixed_word_of_a_line_has_a_name(room):
    named, fixed = set(), set()
    for call in calls(room):
        for each in call.keywords:
            if each.arg and each.arg not in WHO:
                named.add(each.arg)
                value = getattr(each.value, "value", None)
                fixed |= {value} if isinstance(value, str) and value else set()
    assert sorted((named | fixed) - set(TERMS)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("subject", "facts", "said"),
    [
        ("hearings.segment:1", {"verdict": "partly"}, "Delvist fulgt"),
        ("hearings.reply:1", {"received": "paper"}, "På papir, registreret manuelt"),
        ("hearings.hearingparty:1", {"role": "informed"}, "Orienteres"),
        ("meetings.decision:1", {"result": "sent_in_hearing"}, "Sendt i høring"),
        ("hearings.hearing:1", {"fields": ["letter_text"]}, "brev"),
        ("matter:sag", {"turns": [["oepu", "send_in_hearing", True]]}, "oepu, sender i høring, ja"),
        ("organisation.changeset:1", {"code": "not_consulted"}, "et berørt udvalg er ikke hørt"),
        ("session", {"how": ["password", "totp"]}, "adgangskode, kode fra en app"),
        ("files", {"counts": {"users": 2, "held": 1}}, "brugere: 2, opnåede kompetencer: 1"),
        ("organisation.changeset:1", {"people": ["anna"]}, "Anna Ås"),
        ("meetings.agendaitem:1", {"result": "sent_in_hearing"}, "Sendt i høring"),
    ],
)
def test_codes_of_a_line_are_told_in_words(subject, facts, said):
    anna = f.make_user(username="anna")
    User.objects.update(name="Anna Ås")
    line = Entry(sequence=1, actor="anna", act="changed", subject=subject, facts=facts)
    ((_name, text),) = told([line], reader=anna, day=DAY)[1].details
    assert text == said


@pytest.mark.django_db
def test_a_unit_is_told_by_name_wherever_in_a_line_it_stands():
    reader, unit = f.make_user(), f.make_unit("Gadeplan")
    facts = {
        "before": {"unit": f"organisation.unit:{unit.pk}"},
        "now": {"a": [{"unit": f"organisation.unit:{unit.pk}"}]},
        "about": f"unit:{unit.key}",
    }
    line = Entry(sequence=1, actor="system", act="changed", subject="walk:1", facts=facts)
    details = told([line], reader=reader, day=DAY)[1].details
    assert [text.rpartition(": ")[2] for _name, text in details] == ["Gadeplan"] * 3


@pytest.mark.django_db
def test_what_a_change_set_changes_is_told_by_name(people):
    change_now(
        by=people["sanne"],
        reason="Nyt udvalg",
        operations=[
            Create(
                number=1, kind="seat", subject="plads", span=Span(letter.EFFECT),
                patch={"body": "oepu", "role": "member", "holder_user": "klaus"},
            ),
            Set(number=2, kind="post", subject="sekretaer", span=Span(letter.EFFECT),
                patch={"title": "Sekretær"}),
        ],
    )  # fmt: skip
    line = Entry.objects.get(facts__what="entered")
    said = dict(told([line], reader=people["sanne"], day=DAY)[line.sequence].details)
    assert said["hvad der ændres"] == "stilling “Sekretær”, plads, Økonomi- og Planudvalget"
