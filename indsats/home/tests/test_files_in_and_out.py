from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.hearings.models import Hearing, HearingParty, Matter
from indsats.home.queries.dumping import bodies_yaml, hearing_yaml, organisation_yaml
from indsats.home.queries.dumping_places import places_yaml
from indsats.organisation.models import ChangeEntry, UnitState, User
from indsats.places.models import Place, PlaceState

pytestmark = pytest.mark.django_db
EXAMPLE = settings.ROOT / "examples" / "ishoj-2023"
DEFECTS = ["S3", "S8", "S18", "S26", "S29", "S30", "S31"]


def load(*paths):
    call_command("load", *map(str, paths))


def dumped():
    hearings = map(hearing_yaml, Matter.objects.all())
    return [organisation_yaml(), bodies_yaml(), places_yaml(), *hearings]


def test_the_example_loads_whole(capsys):
    load(EXAMPLE)
    assert (User.objects.count(), HearingParty.objects.count()) == (46, 5)
    placed = PlaceState.objects.exclude(area=None).values("place").distinct()
    assert placed.count() == Place.objects.count() == 94
    assert Hearing.objects.get().reply_to == "XX"
    assert verify() == []


def test_loading_twice_changes_nothing(capsys):
    load(EXAMPLE)
    before = (dumped(), ChangeEntry.objects.count(), Entry.objects.count())
    capsys.readouterr()
    load(EXAMPLE)
    assert "intet blev ændret" in capsys.readouterr().out
    assert (dumped(), ChangeEntry.objects.count(), Entry.objects.count()) == before


def test_what_is_written_back_can_be_loaded_and_says_the_same(tmp_path, capsys):
    load(EXAMPLE)
    first = dumped()
    for number, text in enumerate(first):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    capsys.readouterr()
    load(tmp_path)
    assert "intet blev ændret" in capsys.readouterr().out
    assert dumped() == first
    assert "Åkær" in first[0]


def test_a_changed_file_changes_just_what_it_says(tmp_path, capsys):
    load(EXAMPLE)
    data = yaml.safe_load(organisation_yaml())
    unit = next(row for row in data["units"] if row["key"] == "gadeplan")
    unit["states"][0]["name"] = "Gadeplan Ishøj"
    only = {"kind": "organisation", "version": 1, "units": [unit]}
    (tmp_path / "en.yaml").write_text(yaml.safe_dump(only, allow_unicode=True))
    count = ChangeEntry.objects.count()
    load(tmp_path)
    assert ChangeEntry.objects.count() == count + 1
    assert UnitState.objects.filter(name="Gadeplan Ishøj").count() == 1


BAD = {
    "broken yaml": ("kind: organisation\nunits: [", ":2"),
    "unknown party": (
        (
            "kind: bodies\nversion: 1\nseats:\n  - key: s\n    states:\n"
            "      - {from: 2020-01-01, body: findes-ikke, role: chair}\n"
        ),
        "findes-ikke",
    ),
    "cycle": (
        (
            "kind: organisation\nversion: 1\nunits:\n"
            "  - {key: a, states: [{from: 2020-01-01, name: A, kind: team, parent: b}]}\n"
            "  - {key: b, states: [{from: 2020-01-01, name: B, kind: team, parent: a}]}\n"
        ),
        ":",
    ),
    "overlap": (
        (
            "kind: organisation\nversion: 1\nunits:\n  - key: a\n    states:\n"
            "      - {from: 2020-01-01, to: 2022-01-01, name: A, kind: team}\n"
            "      - {from: 2021-01-01, name: A, kind: team}\n"
        ),
        ":",
    ),
}


@pytest.mark.parametrize(("text", "named"), BAD.values(), ids=BAD)
def test_bad_files_are_named_in_danish_and_nothing_is_loaded(tmp_path, text, named):
    (tmp_path / "god.yaml").write_text(
        "kind: organisation\nversion: 1\nusers:\n  - {username: aase, name: Åse}\n",
    )
    (tmp_path / "slem.yaml").write_text(text)
    with pytest.raises(CommandError) as refused:
        load(tmp_path)
    said = str(refused.value)
    assert "slem.yaml:" in said
    assert named in said
    assert "Intet blev indlæst." in said
    assert not User.objects.exists()


def found(out):
    return list(dict.fromkeys(line.split()[0] for line in out.splitlines() if line.startswith("S")))


def test_the_letter_check_names_the_seven_defects_and_the_mended_letter_loses_two(capsys):
    with pytest.raises(CommandError, match="kan ikke sendes"):
        call_command("check_letter", str(EXAMPLE))
    assert [name for name in found(capsys.readouterr().out) if name != "S25"] == DEFECTS
    with pytest.raises(CommandError, match="kan sendes"):
        call_command("check_letter", str(EXAMPLE), str(EXAMPLE / "mended"))
    left = [name for name in found(capsys.readouterr().out) if name != "S25"]
    assert left == [name for name in DEFECTS if name not in {"S8", "S26"}]


def test_a_missing_folder_is_said_plainly():
    with pytest.raises(CommandError, match=r"findes|YAML"):
        call_command("check_letter", str(Path("findes-ikke")))
