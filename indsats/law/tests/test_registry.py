import pkgutil
import string
from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest

import indsats.law
from indsats.law import (
    RULES,
    SOURCES,
    Advice,
    Mode,
    Nature,
    SignOff,
    Status,
    cited_by,
    cites,
    mode,
    registry,
)
from indsats.law.registry import register
from indsats.law.rule import MONTHS_DA, Word, said
from indsats.law.rules import ALL
from indsats.law.sources import Seen

DAY = date(2026, 11, 23)
BEST = {Seen.TEXT: 0, Seen.OLD_TEXT: 1, Seen.SECOND_HAND: 2}
MARKS = {Status.V1: 0, Status.V1_OLD: 1, Status.V2: 2}


def signed(rule, **changes):
    approval = SignOff(rule=rule.id, version=rule.version, by="Jurist", day=DAY)
    return replace(approval, **changes)


def load_the_whole_room():
    for found in pkgutil.walk_packages(indsats.law.__path__, "indsats.law."):
        if ".tests" not in found.name:
            import_module(found.name)


def test_an_unknown_key_stops_at_import():
    with pytest.raises(KeyError, match="no-such-rule"):
        cites("no-such-rule")


def test_a_citing_function_is_remembered_and_unchanged(monkeypatch):
    monkeypatch.setattr(registry, "_citing", {})

    def check() -> str:
        return "as before"

    assert cites("log-retention")(check) is check
    assert any(name.endswith("check") for name in cited_by("log-retention"))


def test_every_rule_is_cited_or_background():
    load_the_whole_room()
    assert [r.id for r in RULES.values() if not r.background and not cited_by(r.id)] == []


def test_every_source_is_used():
    used = {key for rule in RULES.values() for key in rule.sources}
    assert sorted(SOURCES) == sorted(used)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_mark_is_never_better_than_what_was_read(rule):
    if rule.status in MARKS:
        assert MARKS[rule.status] >= min(BEST[SOURCES[key].seen] for key in rule.sources)
    else:
        assert rule.sources == ()


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_policy_is_never_called_law(rule):
    assert (rule.status is Status.POLICY) == (rule.nature is Nature.POLICY)
    assert rule.status is not Status.POLICY or rule.law_da == ""


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_both_languages_ask_for_the_same_facts(rule):
    def fields(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert fields(rule.advice_da) == fields(rule.advice_en)
    assert bool(rule.advice_da) == bool(rule.advice_en)


def test_every_rule_and_source_says_when_it_was_checked():
    read = [source.read_on for source in SOURCES.values()]
    assert min([*read, *(rule.checked_on for rule in ALL)]) >= date(2026, 1, 1)


def test_only_a_signed_off_v1_rule_enforces():
    approvals = [signed(rule) for rule in ALL]
    enforcing = {rule.id for rule in ALL if mode(rule, approvals) is Mode.ENFORCE}
    assert enforcing == {rule.id for rule in ALL if rule.status is Status.V1}
    assert {mode(rule) for rule in ALL} == {Mode.ADVISE}
    assert {RULES[key].status for key in ("med-before-decision", "agenda-weekdays")} == {
        Status.V2,
        Status.V1_OLD,
    }


def test_a_sign_off_holds_for_its_own_rule_wording_and_days():
    rule = RULES["publish-no-contact-details"]
    other = signed(RULES["publish-necessity"])
    assert mode(rule.id, [signed(rule)], day=DAY) is Mode.ENFORCE
    assert mode(rule, [other]) is Mode.ADVISE
    assert mode(rule, [signed(rule, day=date(2026, 11, 24))], day=DAY) is Mode.ADVISE
    assert mode(replace(rule, title_da="Ny ordlyd"), [signed(rule)]) is Mode.ADVISE
    assert mode(rule, [signed(rule, day=date(2020, 1, 1))], day=date(2021, 7, 1)) is Mode.ADVISE


def test_validity_is_half_open():
    rule = replace(RULES["log-retention"], valid_from=date(2024, 1, 1), valid_to=date(2025, 1, 1))
    asked = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    assert [rule.in_force(day) for day in asked] == [False, True, True, False]


def test_a_version_follows_parameters():
    rule = RULES["hearing-length"]
    assert replace(rule, parameters={"days": 35}).version != rule.version
    assert len(rule.version) == 12


def test_a_doubled_id_and_an_unknown_source_are_refused():
    rule = RULES["log-retention"]
    with pytest.raises(ValueError, match="Two rules"):
        register([rule, rule])
    with pytest.raises(ValueError, match="unknown source NOWHERE"):
        register([replace(rule, sources=("NOWHERE",))])


def test_facts_are_written_in_the_readers_language():
    assert said(date(2023, 10, 30), "da") == "30. oktober 2023"
    assert said(date(2023, 10, 3), "en") == "3 October 2023"
    assert [said(Word("ja", "yes"), language) for language in ("da", "en")] == ["ja", "yes"]
    assert len(MONTHS_DA) == 12


def test_a_fact_that_looks_like_a_placeholder_stays_text():
    advice = Advice(rule=RULES["med-right-level"], facts={"required": "{0.__class__} {x}"})
    assert "{0.__class__} {x}" in advice.text()


def test_links_are_whole_or_absent():
    assert SOURCES["ARK5"].link == "https://elov.dk/arkivbekendtgorelsen/paragraf/5"
    assert SOURCES["OMB9"].link == ""
