import json
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from indsats.home.rules.files import KINDS, FilesError, Known, read, read_texts, schema
from indsats.home.rules.files.bundle import files_in
from indsats.home.rules.files.schemas import SECTIONS, written
from indsats.home.rules.files.yaml_lines import YamlError, parse
from indsats.organisation.rules.kinds import KINDS as SUBJECTS
from indsats.organisation.rules.slices import Picture, Slice

ROOT = Path(__file__).parents[3]
ORGANISATION = """\
kind: organisation
version: 1
users:
  - {username: bo, name: Bo}
units:
  - key: by
    states:
      - {from: 2020-01-01, name: Byen, kind: municipality}
  - key: hus
    states:
      - {from: 2020-01-01, to: 2024-01-01, name: Huset, kind: institution, parent: by}
      - {from: 2024-01-01, name: Det nye hus, kind: institution, parent: by}
posts:
  - key: vagt
    states:
      - {from: 2020-01-01, title: Vagt, unit: hus, function: staff, hours: 30.5}
engagements:
  - key: bo-vagt
    states:
      - {from: 2020-01-01, user: bo, post: vagt, fraction: 0.5}
"""
HEARING = """\
kind: hearing
version: 1
matter:
  {key: sag, title: Sag, deciding_body: by, owner_unit: by, case_worker: bo, opened_on: 2023-01-01}
proposals:
  - number: 1
    title: Forslag
    items:
      - {number: 1a, kind: organisation, title: Flyt}
    change_set:
      key: aendring
      title: Ændring
      operations:
        - {number: 1, verb: set, kind: unit, subject: hus, from: 2025-01-01,
           patch: {name: Ny}, item: 1a}
hearings:
  - iteration: 1
    proposal: 1
    parties:
      - {body: hus, role: consulted}
"""


PLACES = """\
kind: places
version: 1
areas:
  - key: del
    states:
      - from: 2020-01-01
        name: Del
        kind: district
        border: {type: Polygon, coordinates: [[[12, 55], [13, 55.0], [13, 56], [12, 55]]]}
places:
  - key: klub
    states:
      - {from: 2022-01-01, name: Ny klub, kind: club, latitude: 55.5, longitude: 12.9, unit: hus}
      - from: 2020-01-01
        to: 2022-01-01
        name: Klub
        kind: club
        latitude: 55.5
        longitude: 12.9
        opening_hours:
          - {days: [1, 5], from: "18:00", to: "02:00"}
"""


def problems(*texts, known=None):
    named = {f"{number}.yaml": text.encode() for number, text in enumerate(texts, 1)}
    with pytest.raises(FilesError) as caught:
        read_texts(named, known)
    return [str(problem) for problem in caught.value.problems]


def bundle(*texts, known=None):
    return read_texts({f"{n}.yaml": text.encode() for n, text in enumerate(texts, 1)}, known)


def test_a_sound_file_becomes_rows_with_days_and_numbers():
    found = bundle(ORGANISATION, HEARING)
    assert [(row.kind, row.key) for row in found.subjects] == [
        ("unit", "by"), ("unit", "hus"), ("post", "vagt"), ("engagement", "bo-vagt"),
    ]  # fmt: skip
    (post,) = (row for row in found.subjects if row.kind == "post")
    assert (post.where.file, post.where.line) == ("1.yaml", 14)
    assert post.slices[0].values["hours"] == "30.5"
    assert found.users[0].name == "Bo"
    matter = found.hearings[0]
    assert matter.hearings[0].parties[0].may_comment is True
    assert matter.proposals[0].change_set.operations[0].patch["name"] == "Ny"
    assert found.example is False


def edit(old, new, text=ORGANISATION):
    assert old in text
    return text.replace(old, new, 1)


BAD = [
    ("broken YAML", edit("name: Bo}", "name: Bo"), 5, "cannot be read from here on"),
    ("a tab", edit("  - key: by", "\t- key: by"), 6, "There is a tab here"),
    ("twice the same field", edit("kind: institution,", "kind: team, kind: institution,"), 11,
     "“kind” stands here and on line 11"),
    ("an alias", edit("name: Byen", "name: &x Byen, email: *x"), 8, "References (* and &)"),
    ("a tag", edit("name: Byen", "name: !!python/name:os.system x"), 8, "The tag"),
    ("an unknown kind of file", edit("kind: organisation", "kind: organization"), 1,
     "“kind” must be one of: organisation, bodies, hearing, letter, places, deployments."),
    ("a list instead", "- a\n- b\n", 1, "begins with “kind:”"),
    ("nothing", "# kun en kommentar\n", 1, "The file is empty."),
    ("a misspelt field", edit("parent: by", "parrent: by"), 11, "Did you mean “parent”?"),
    ("an unknown field", edit("parent: by", "farve: rød"), 11, "There is no field “farve” here."),
    ("a missing field", edit("name: Byen, ", ""), 8, "The field “name” is missing."),
    ("an empty name", edit("name: Byen", 'name: " "'), 8, "The field must not be empty."),
    ("an impossible day", edit("2020-01-01, name: Byen", "2020-02-30, name: Byen"), 8,
     "“2020-02-30” is not a day."),
    ("a Danish day", edit("2020-01-01, name: Byen", "1. januar 2020, name: Byen"), 8,
     "is not a day"),
    ("a wrong word", edit("kind: municipality", "kind: komune"), 8, "“komune” cannot be used"),
    ("a body among units", edit("kind: municipality", "kind: board"), 8, "cannot be used"),
    ("a bad key", edit("key: by", "key: Byen Øst"), 6, "cannot be a key"),
    ("a number for a name", edit("name: Byen", "name: 7"), 8, "must be a text"),
    ("a text for a list", edit("units:\n", "units: ingen\nposts2:\n"), 5, "must be a list"),
    ("too much", edit("fraction: 0.5", "fraction: 1.5"), 20, "“1.5” cannot be used as “fraction”"),
    ("a negative number", edit("hours: 30.5", "hours: -3"), 16, "cannot be used as “hours a week”"),
    ("no states", edit("    states:\n      - {from: 2020-01-01, name: Byen, kind: municipality}",
     "    states: []"), 7, "The list must hold at least 1."),
    ("a long key", edit("key: by", "key: " + "b" * 90), 6, "at most 80 characters"),
    ("an unknown unit", edit("unit: hus", "unit: huset"), 16, "huset, which does not exist"),
    ("an unknown user", edit("user: bo", "user: ib"), 20, "There is no user called “ib”."),
    ("days in the wrong order", edit("to: 2024-01-01", "to: 2019-01-01"), 11,
     "“to” must come after “from”"),
    ("overlapping states", edit("to: 2024-01-01", "to: 2024-06-01"), 11, "same days"),
    ("overlapping engagements",
     ORGANISATION + "      - {from: 2022-01-01, user: bo, post: vagt}\n", 20, "same days"),
    ("a cycle", edit("name: Byen, kind: municipality", "name: Byen, kind: centre, parent: hus"),
     8, "placed under itself"),
    ("the same key twice", ORGANISATION + "profiles:\n" + "  - {key: p, states: [{from: "
     "2020-01-01, name: P, kind: job}]}\n" * 2, 23, "stands twice"),
    ("not UTF-8", None, 2, "not saved as UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "says"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_bad_file_is_answered_with_file_line_and_what_to_do(text, line, says):
    if text is None:
        with pytest.raises(FilesError) as caught:
            read_texts({"1.yaml": "kind: organisation\n# ø".encode("latin-1")})
        found = [str(problem) for problem in caught.value.problems]
    else:
        found = problems(text)
    assert any(each.startswith(f"1.yaml, line {line}") and says in each for each in found), found


BAD_PLACES = [
    ("off the earth", ("latitude: 55.5, longitude: 12.9", "latitude: 255, longitude: 12.9"), 13,
     "must be in degrees"),
    ("Danish metres", ("latitude: 55.5, longitude: 12.9", "latitude: 6170000, longitude: 12"), 13,
     "metres in UTM zone 32"),
    ("an open border", ("[13, 56], [12, 55]]]", "[13, 56], [12, 56]]]"), 6, "end where it begins"),
    ("a point for a border", ("type: Polygon", "type: Point"), 9, "“Point” cannot be used here"),
    ("an unknown kind", ("kind: district", "kind: bydel"), 8, "“bydel” cannot be used here"),
    ("an odd weekday", ("days: [1, 5]", "days: [0]"), 21, "Use at least 1"),
    ("hours that never end", ('from: "18:00"', 'from: "02:00"'), 14, "cannot end when they"),
    ("an unquoted time", ('from: "18:00"', "from: 18.00"), 21, "“18.00” cannot be used here"),
    ("an unknown unit", ("unit: hus", "unit: huset"), 13, "no unit or body called “huset”"),
    ("days twice", ("to: 2022-01-01", "to: 2022-02-01"), 11, "overlap with what is registered"),
    ("nothing between", ("to: 2022-01-01", "to: 2020-01-01"), 11, "must come after the first"),
    ("a place twice", ("areas:", "areas: []\nx:"), 4, "There is no field “x” here"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "line", "says"), [b[1:] for b in BAD_PLACES], ids=[b[0] for b in BAD_PLACES],
)  # fmt: skip
def test_a_place_that_cannot_be_is_told_with_its_line(change, line, says):
    found = problems(ORGANISATION, edit(*change, PLACES))
    assert any(each.startswith(f"2.yaml, line {line}") and says in each for each in found), found


def test_places_become_timelines_in_the_order_of_days():
    found = bundle(ORGANISATION, PLACES)
    (area,), (place,) = found.areas, found.places
    assert area.slices[0].facts.geometry["coordinates"][0][0] == [12.0, 55.0]
    assert [piece.facts.name for piece in place.slices] == ["Klub", "Ny klub"]
    assert place.slices[0].facts.hours[0].minutes == 8 * 60
    assert [where.line for where in place.places] == [14, 13]


WRONG_LINKS = [
    ("an unknown party", edit("body: hus", "body: huss", HEARING), "unit or body called “huss”"),
    ("a party twice", HEARING + "      - {body: hus, role: informed}\n", "“hus” is a party twice."),
    ("an unknown item", edit("item: 1a", "item: 9z", HEARING), "has no item “9z”"),
    ("an unknown version", edit("    proposal: 1", "    proposal: 2", HEARING), "no version 2"),
    ("an unknown case worker", edit("case_worker: bo", "case_worker: ib", HEARING), "called “ib”"),
    ("an unknown subject", edit("subject: hus", "subject: huss", HEARING), "nothing to change"),
    ("an unknown field of a change", edit("patch: {name", "patch: {navn", HEARING), "navn"),
    ("an unknown profile", edit("    change_set:", "    annexes:\n      - {title: B, profile: p}\n"
     "    change_set:", HEARING), "no profile called “p”"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"), [b[1:] for b in WRONG_LINKS], ids=[b[0] for b in WRONG_LINKS],
)  # fmt: skip
def test_what_a_hearing_names_must_exist(text, says):
    found = problems(ORGANISATION, text)
    assert len(found) == 1
    assert found[0].startswith("2.yaml, line ")
    assert says in found[0]


def test_all_faults_of_all_files_are_told_at_once():
    found = problems(edit("name: Byen, ", ""), "kind: [", edit("kind: set", "", "kind: set"))
    assert [each.split(",")[0] for each in found] == ["1.yaml", "2.yaml", "3.yaml"]


def test_a_file_may_lean_on_what_is_known_already():
    alone = problems(HEARING)
    assert len(alone) == 4
    picture = Picture.of(row for each in bundle(ORGANISATION).subjects for row in each.slices)
    known = Known(picture=picture, users=frozenset({"bo"}))
    assert len(bundle(HEARING, known=known).hearings) == 1


def test_a_file_that_breaks_what_is_known_is_refused():
    picture = Picture.of(row for each in bundle(ORGANISATION).subjects for row in each.slices)
    known = Known(picture=picture, users=frozenset({"bo"}))
    ended = """\
        kind: organisation
        version: 1
        units:
          - key: hus
            states:
              - {from: 2020-01-01, to: 2021-01-01, name: Huset, kind: team, parent: by}
        """
    found = problems(dedent(ended), known=known)
    assert any("which does not exist on these days" in each for each in found)


def test_treacherous_yaml_is_taken_at_its_word():
    data = parse(b"a: no\nb: on\nc: 2024-01-01\nd: 010\ne: 1:30\nf: true\ng: ~\nh: 7\ni: 'true'\n")
    assert data.data == {
        "a": "no", "b": "on", "c": "2024-01-01", "d": "010", "e": "1:30", "f": True, "g": None,
        "h": 7, "i": "true",
    }  # fmt: skip


@pytest.mark.parametrize(
    "raw", [b"[" * 5000, b"a: " * 200, b"x" * (6 * 1024 * 1024), b"\x00", b"a: b\n---\nc: d\n"],
)  # fmt: skip
def test_hostile_files_are_refused_and_not_suffered(raw):
    with pytest.raises(YamlError):
        parse(raw)


def told(raw):
    """Read bytes and give the lines of what is wrong; nothing else may come out."""
    try:
        read_texts({"x.yaml": raw})
    except FilesError as error:
        return [problem.line for problem in error.problems] or [0]
    return []


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_a_told_fault(raw):
    assert all(line >= 1 for line in told(raw))


@given(st.integers(0, len(ORGANISATION) - 1), st.sampled_from([" ", "\n", ":", "-", "x", "7", ""]))
def test_one_wrong_key_stroke_never_breaks_the_reader(place, stroke):
    text = ORGANISATION[:place] + stroke + ORGANISATION[place + 1 :]
    lines = text.count("\n") + 1
    assert all(1 <= line <= lines for line in told(text.encode()))


def test_folders_are_read_one_level_deep(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("b.yaml", "a.yml", "c.txt", "deep/d.yaml"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in files_in([tmp_path])] == ["a.yml", "b.yaml"]


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path):
    with pytest.raises(FilesError, match="cannot be found"):
        read([tmp_path / "x.yaml"])
    with pytest.raises(FilesError, match="no YAML files"):
        read([tmp_path])


@pytest.mark.parametrize("kind", KINDS)
def test_the_published_schema_is_sound_and_fresh(kind):
    Draft202012Validator.check_schema(schema(kind))
    path = ROOT / "docs" / "formats" / f"{kind}.schema.json"
    assert path.read_text(encoding="utf-8") == written(kind), (
        "python -m …files.schemas docs/formats"
    )
    assert json.loads(written(kind)) == schema(kind)


def test_every_field_of_every_kind_can_be_written():
    for section, kind in SECTIONS.items():
        file = "bodies" if section in {"bodies", "seats"} else "organisation"
        state = schema(file)["properties"][section]["items"]["properties"]["states"]["items"]
        assert set(state["properties"]) == {"from", "to", *SUBJECTS[kind].fields}
        assert all("description" in each for each in state["properties"].values())
    assert set(SECTIONS.values()) == set(SUBJECTS)


def test_slices_come_in_the_order_of_days():
    swapped = ORGANISATION.splitlines()
    swapped[10], swapped[11] = swapped[11], swapped[10]
    rows = {row.key: row for row in bundle("\n".join(swapped)).subjects}
    firsts = [piece.span.first.year for piece in rows["hus"].slices]
    assert firsts == [2020, 2024]
    assert [place.line for place in rows["hus"].places] == [12, 11]
    assert all(isinstance(piece, Slice) for piece in rows["hus"].slices)


DONE = (
    HEARING.replace("verb: set", "verb: create")
    .replace("subject: hus", "subject: skur")
    .replace("patch: {name: Ny}", "patch: {name: Skur, kind: team, parent: by}")
)
SHED = """\
  - key: skur
    states:
      - {from: 2025-01-01, name: Skuret, kind: team, parent: hus}
posts:
"""


def test_a_change_set_that_is_carried_out_is_refused_with_what_to_do():
    texts = {"org.yaml": ORGANISATION.replace("posts:\n", SHED).encode(), "sag.yaml": DONE.encode()}
    with pytest.raises(FilesError) as refused:
        read_texts(texts)
    (problem,) = refused.value.problems
    assert problem.field == "proposals 1 › change_set"
    assert "restore" in str(problem.text)
    (read_again,) = read_texts(texts, Known(entered=frozenset({"aendring"}))).hearings
    assert read_again.proposals[0].change_set.key == "aendring"


def test_a_change_set_that_is_half_there_is_refused_at_its_step():
    more = """\
        - {number: 2, verb: create, kind: unit, subject: lade, from: 2025-01-01,
           patch: {name: Lade, kind: team, parent: by}, item: 1a}
hearings:
"""
    texts = {
        "org.yaml": ORGANISATION.replace("posts:\n", SHED).encode(),
        "sag.yaml": DONE.replace("hearings:\n", more).encode(),
    }
    with pytest.raises(FilesError) as refused:
        read_texts(texts)
    (problem,) = refused.value.problems
    assert problem.field == "proposals 1 › change_set › operations 1"
