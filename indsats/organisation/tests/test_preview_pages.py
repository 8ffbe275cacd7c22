"""The preview page, its files, and what effect does to the pages."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import docx
import pikepdf
import pytest
import time_machine
from django.urls import reverse

from indsats.audit.models import Act, Entry
from indsats.base.periods import Span
from indsats.organisation.actions.change_sets import draft
from indsats.organisation.actions.enter import change_now
from indsats.organisation.actions.operations import add_operation
from indsats.organisation.rules import Close, Create, Move, Set
from indsats.organisation.tests import letter

pytestmark = pytest.mark.django_db
DAY = letter.EFFECT


def at(name, *args):
    return reverse(f"organisation:{name}", args=args)


def test_the_preview_names_people_only_for_those_who_may_see_them(as_, change_set):
    names = [name for username, name in letter.PEOPLE.values() if username != "sanne"]
    public = as_("sanne").get(at("preview", change_set.key)).content.decode()
    assert [name for name in names if name in public] == []
    assert "færre end 5 medarbejdere berøres" in public
    assert "anderledes adgang fra 1. januar 2024: 5 personer" in public
    assert not Entry.objects.filter(act=Act.SEEN).exists()

    named = as_("peter").get(at("preview", change_set.key)).content.decode()
    assert {"Gitte Grøn", "Klaus Kjær", "Ivan Isaksen"} <= {name for name in names if name in named}
    entry = Entry.objects.get(act=Act.SEEN)
    assert entry.actor == "peter"
    assert {"gitte", "gorm", "karla", "oskar"} <= set(entry.facts["people"])


def test_the_preview_shows_both_sides_on_a_chosen_day(as_, change_set):
    client = as_("sanne")
    page = client.get(at("preview", change_set.key)).content.decode()
    assert "→ Flyttet hertil fra" in page
    assert "1. januar 2024" in page
    eve = client.get(at("preview", change_set.key), {"dag": "2023-12-31"}).content.decode()
    assert "→ Flyttet hertil fra" not in eve
    everything = client.get(at("preview", change_set.key), {"alle": "1"}).content.decode()
    assert "Børne- og" in everything
    assert client.get(at("preview", change_set.key), {"dag": "31-31-31"}).status_code == 200
    assert client.get(at("preview", change_set.key), {"dag": "2023-02-31"}).status_code == 200


@pytest.mark.parametrize("username", ["sanne", "peter"])
def test_the_file_for_publication_names_nobody_whoever_takes_it_out(as_, change_set, username):
    client = as_(username)
    paper = client.get(at("preview-file", change_set.key, "docx"))
    document = docx.Document(BytesIO(paper.content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    text = "\n".join([p.text for p in document.paragraphs] + cells)
    assert "Gadeplan flyttes til Den operative indsats" in text
    assert [name for _user, name in letter.PEOPLE.values() if name in text] == []
    pdf = client.get(at("preview-file", change_set.key, "pdf"))
    with pikepdf.open(BytesIO(pdf.content)) as opened:
        assert opened.Root.MarkInfo.Marked
    assert client.get(at("preview-file", change_set.key, "exe")).status_code == 404
    assert Entry.objects.filter(act=Act.EXPORTED, actor=username).count() == 2


def test_a_session_loses_a_page_at_midnight_of_the_effect(as_, people):
    change_now(
        by=people["peter"],
        reason="Ny stilling",
        waivers={"notice_required": "Efter aftale"},
        operations=Close(number=1, kind="engagement", subject="sanne-sekretaer", span=Span(DAY)),
    )
    client = as_("sanne")
    with time_machine.travel(datetime(2023, 12, 31, 22, 59, 30, tzinfo=UTC), tick=False):
        client = as_("sanne")
        assert client.get(at("change-sets")).status_code == 200
    with time_machine.travel(
        datetime(2023, 12, 31, 22, 59, 30, tzinfo=UTC) + timedelta(minutes=1), tick=False
    ):
        assert client.get(at("change-sets")).status_code == 404


def test_one_in_effect_shows_what_it_did_without_new_complaints(as_, people):
    done = change_now(
        by=people["sanne"],
        reason="Nyt navn",
        operations=Set(number=1, kind="unit", subject="cbf", span=Span(DAY), patch={"name": "C"}),
    )
    with time_machine.travel(datetime(2025, 3, 1, 10, tzinfo=UTC), tick=False):
        client = as_("sanne")
        page = client.get(at("change-set", done.key)).content.decode()
        assert "I kraft" in page
        assert "fandt ingen fejl" in page
        assert client.get(at("preview", done.key)).status_code == 200


def test_one_in_effect_says_when_it_was_checked_and_asks_for_nothing(as_, people):
    group = {"name": "Styregruppen", "kind": "steering_group", "parent": "kommunen"}
    done = change_now(
        by=people["sanne"],
        reason="Ny gruppe",
        operations=Create(number=1, kind="unit", subject="gruppe", span=Span(DAY), patch=group),
    )
    with time_machine.travel(datetime(2024, 3, 1, 10, tzinfo=UTC), tick=False):
        page = as_("sanne").get(at("change-set", done.key)).content.decode()
    assert "hvor ofte Styregruppen mødes" in page
    assert "Sådan så det ud, da ændringen blev indført, 20. november 2023" in page
    assert "før ændringen træder i kraft" not in page


def test_what_a_step_points_at_is_named_also_where_it_is_gone(as_, people):
    made = draft(by=people["sanne"], title="Rod")
    steps = [
        Set(number=1, kind="unit", subject="cbf", span=Span(DAY), patch={"name": "Centret"}),
        Move(number=2, kind="unit", subject="gadeplan", span=Span(DAY), patch={"parent": "cbf"}),
        Close(number=3, kind="unit", subject="cbf", span=Span(DAY)),
    ]
    for step in steps:
        add_operation(by=people["sanne"], change_set=made, step=step)
    client = as_("sanne")
    page = client.get(at("preview", made.key), {"dag": DAY.isoformat()}).content.decode()
    assert "Flyttes til Center" in page
    assert "Flyttes til cbf" not in page


def test_a_unit_that_is_renamed_is_called_what_it_was_called_before(as_, people):
    made = draft(by=people["sanne"], title="Nyt navn")
    step = Set(number=1, kind="unit", subject="cbf", span=Span(DAY), patch={"name": "Centret"})
    add_operation(by=people["sanne"], change_set=made, step=step)
    page = as_("sanne").get(at("change-set", made.key)).content.decode()
    assert "Center for Børn og Forebyggelse ændres: navn bliver “Centret”" in page


def test_a_day_without_another_unit_or_post_says_so(as_, people):
    made = draft(by=people["sanne"], title="En plads")
    seat = {"body": "oepu", "role": "member"}
    step = Create(number=1, kind="seat", subject="plads", span=Span(DAY), patch=seat)
    add_operation(by=people["sanne"], change_set=made, step=step)
    client = as_("sanne")
    page = client.get(at("preview", made.key), {"dag": "2023-12-01"}).content.decode()
    assert "Ingen enhed eller stilling er anderledes" in page
