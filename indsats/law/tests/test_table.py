import re
from pathlib import Path

from indsats.law import RULES, SOURCES, Status
from indsats.law.table import effect, law_table

PAGE = Path(__file__).resolve().parents[3] / "docs" / "law.md"


def test_the_page_is_fresh():
    text = PAGE.read_text(encoding="utf-8")
    written = re.search(r"\]\]\] -->\n(.*)<!-- \[\[\[end\]\]\] -->", text, re.DOTALL)
    assert written is not None
    assert written[1] == law_table(), "run: cog -r docs/law.md"


def test_every_rule_and_source_has_its_row():
    table = law_table()
    assert [key for key in RULES if f"`{key}`" not in table] == []
    assert [key for key in SOURCES if f"- [{key}] " not in table] == []


def test_only_v1_rules_are_said_to_be_enforceable():
    could = {rule.status for rule in RULES.values() if "håndhæves" in effect(rule)}
    assert could == {Status.V1}
    assert effect(RULES["med-before-decision"]) == "vejleder"
    assert "loven siger" not in law_table().lower()
