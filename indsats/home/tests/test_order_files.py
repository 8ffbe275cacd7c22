"""Orders as files: Faxe's is the example; a file writes drafts and issues nothing."""

from datetime import date, time
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.home.queries.dumping_deployments import deployments_yaml
from indsats.strategy.actions.orders import order
from indsats.strategy.models import Deployment
from indsats.strategy.tests.factories import AUTUMN, make_draft, make_order, make_team

EXAMPLE = settings.ROOT / "examples" / "faxe-2017"
KEY = "nattelivet-i-haslev-efteraar-2017"
pytestmark = pytest.mark.django_db


def load(*paths):
    call_command("load", *map(str, paths))


def changed(tmp_path, **fields):
    """Write the example's order with other fields; give the file."""
    data = yaml.safe_load((EXAMPLE / "orders.yaml").read_text())
    data["deployments"][0].update(fields)
    path = Path(tmp_path) / "ordre.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return path


def test_faxes_order_comes_in_as_a_draft_that_says_all_of_it(capsys):
    load(EXAMPLE)
    assert "ordrer" in capsys.readouterr().out
    row = Deployment.objects.get(key=KEY)
    assert (row.ordered_at, row.unit.key, row.ordered_for.key) == (
        None, "ssp-konsulenter", "ssp-styregruppen",
    )  # fmt: skip
    terms = row.terms
    assert (terms.first, terms.last) == (date(2017, 10, 23), date(2017, 12, 10))
    assert (terms.first.isocalendar().week, terms.last.isocalendar().week) == (43, 49)
    assert (terms.weekdays, terms.from_time, terms.to_time) == ((5, 6), time(22), time(2))
    assert (terms.staff_min, terms.staff_max, len(terms.purposes)) == (1, 2, 5)
    assert (len(terms.postpones), terms.cost_from, terms.cost_to) == (3, 15_000, 20_000)
    assert terms.places == ("haslev-station", "haslev-torv")
    assert verify() == []


def test_loading_twice_changes_nothing_and_what_is_written_back_is_the_same(tmp_path, capsys):
    load(EXAMPLE)
    before = Entry.objects.count()
    (tmp_path / "ordrer.yaml").write_text(deployments_yaml())
    capsys.readouterr()
    load(EXAMPLE)
    load(tmp_path)
    assert capsys.readouterr().out.count("intet blev ændret") == 2
    assert (Deployment.objects.count(), Entry.objects.count()) == (1, before)
    call_command("dump", "deployments")
    assert yaml.safe_load(capsys.readouterr().out) == yaml.safe_load(deployments_yaml())


def test_a_file_changes_a_draft_but_never_an_order_that_is_issued(tmp_path):
    load(EXAMPLE)
    load(changed(tmp_path, staff_max=3))
    row = Deployment.objects.get(key=KEY)
    assert (row.staff_max, row.version) == (3, 2)
    row.ordered_at, row.ordered_by = AUTUMN, row.written_by
    row.save()
    load(changed(tmp_path, staff_max=3))
    with pytest.raises(CommandError, match="er udstedt") as refused:
        load(changed(tmp_path, staff_max=4))
    assert "Intet blev indlæst." in str(refused.value)
    row.refresh_from_db()
    assert row.staff_max == 3


def test_orders_of_the_desk_have_keys_too_and_go_out_and_in(tmp_path):
    team = make_team()
    first, second = make_draft(team), make_draft(team)
    assert (first.key, second.key) == ("nattelivet-i-haslev-efteraar",
                                       "nattelivet-i-haslev-efteraar-2")  # fmt: skip
    order(deployment=first, by=team.leader, at=AUTUMN, seen=True)
    (tmp_path / "ud.yaml").write_text(deployments_yaml())
    load(tmp_path)
    assert Deployment.objects.count() == 2
    said = second.terms
    second.delete()
    load(tmp_path)
    assert Deployment.objects.get(key=second.key).terms == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"unit": "findes-ikke"}, "Der er ingen enhed"),
        ({"written_by": "ingen"}, "Der er ingen bruger"),
        ({"places": ["findes-ikke"]}, "Der er intet sted"),
        ({"competences": ["findes-ikke"]}, "Der er ingen kompetence"),
        ({"decided_in": "findes-ikke"}, "Der er ingen enhed"),
        ({"last_day": "2017-10-01"}, "Den sidste dag ligger før"),
        ({"from_time": "25:00"}, "25:00"),
        ({"from_time": "02:00"}, "Aftenen skal slutte"),
        ({"staff_min": 3}, "antal medarbejdere"),
        ({"weekdays": [8]}, "Brug højst 7"),
        ({"purposes": list("abcdef")}, "højst"),
        ({"title": "Ring til 010203-1234"}, "CPR"),
        ({"hensigt": "x"}, "hensigt"),
    ],
)
def test_a_wrong_file_is_refused_in_danish_with_its_line(tmp_path, fields, said):
    setting = [EXAMPLE / name for name in ("organisation.yaml", "bodies.yaml", "places.yaml")]
    load(*setting)
    with pytest.raises(CommandError) as refused:
        load(changed(tmp_path, **fields))
    text = str(refused.value)
    assert "ordre.yaml:" in text
    assert said in text, text
    assert "Intet blev indlæst." in text
    assert not Deployment.objects.exists()


def test_withdrawn_orders_are_not_written_out():
    team = make_team()
    row = make_order(team)
    row.withdrawn_at, row.withdrawn_because = AUTUMN, "Aflyst"
    row.save()
    assert row.key not in deployments_yaml()
