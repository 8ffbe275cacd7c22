"""The table of behaviours cannot go stale: the tests it names are those that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "phone" / "behaviours.md"
ROW = re.compile(r"^\| (\d+) \| .+ \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w./-]+)::([^`]+)`")
OF_THE_FIELD = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14}
FILES = [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "indsats").rglob("test_*.py")]


def rows():
    return {
        int(number): set(NAMED.findall(tests)) for number, tests in ROW.findall(TABLE.read_text())
    }


def written():
    """Find every test that bears a number."""
    found = {
        (path, name)
        for path in FILES
        for name in re.findall(r"^def (test_behaviour_\w+)\(", path.read_text(), re.MULTILINE)
    }
    found |= {
        (path, name)
        for path in (ROOT / "frontend" / "src").rglob("*.test.ts")
        for name in re.findall(r'it\("(behaviour \d+: [^"]+)"', path.read_text())
    }
    return {(str(path.relative_to(ROOT)), name) for path, name in found}


def number_of(name):
    return int(re.search(r"behaviour[_ ](\d+)", name)[1])


def test_every_behaviour_has_its_row_and_those_of_the_field_a_test():
    table = rows()
    assert sorted(table) == list(range(1, 15))
    assert {number for number, tests in table.items() if tests} == OF_THE_FIELD


def test_the_table_names_every_test_that_bears_a_number_and_no_other():
    named = {(number, *test) for number, tests in rows().items() for test in tests}
    assert named == {(number_of(name), path, name) for path, name in written()}


@pytest.mark.parametrize("number", sorted(OF_THE_FIELD))
def test_a_named_test_bears_the_number_of_its_row(number):
    assert {number_of(name) for _path, name in rows()[number]} == {number}
