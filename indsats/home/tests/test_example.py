"""The letter of 2023 as files: every fact S1-S32 is there, and so is every defect."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from indsats.hearings.rules.guards import GuardFacts
from indsats.hearings.rules.letter_check import blockers, check, defects, remarks
from indsats.hearings.rules.states import MatterState, Role
from indsats.hearings.rules.transitions import may_dispatch
from indsats.home.rules.files import read
from indsats.home.rules.letter_case import letter_cases
from indsats.law.deadlines import closes_at
from indsats.organisation.rules import Context, Keep, Move, apply, preview, problems
from indsats.organisation.rules import check as check_steps

FOLDER = Path(__file__).parents[3] / "examples" / "ishoj-2023"
EVE, EFFECT = date(2023, 12, 31), date(2024, 1, 1)
NEW = "den-operative-indsats"
GROUP = "strategisk-styregruppe"


class Told:
    """The example taken apart, so that each fact is one line to look up."""

    def __init__(self):
        self.bundle = read([FOLDER])
        (self.hearing,) = self.bundle.hearings
        (self.proposal,) = self.hearing.proposals
        (self.round,) = self.hearing.hearings
        (self.treatment,) = self.hearing.treatments
        self.items = {item.number: item for item in self.proposal.items}
        self.steps = self.proposal.change_set.operations
        self.before = self.bundle.picture()
        self.after = apply(self.before, self.steps)
        self.parties = {party.body: party for party in self.round.parties}
        self.letter = " ".join(self.round.letter.paragraphs)
        (self.case,) = letter_cases(self.bundle)
        self.preview = preview(self.before, self.steps)

    def step(self, item):
        return next(step for step in self.steps if step.item == item)

    def on(self, day, kind, key):
        return (self.before if day < EFFECT else self.after).at(kind, key, day)

    def party(self, body):
        party = self.parties[body]
        return (party.role, party.may_comment, self.before.at("unit", body, EVE)["name"])

    def said(self, finding_id):
        return [finding for finding in check(self.case) if finding.id == finding_id]


@pytest.fixture(scope="module")
def told():
    return Told()


FACTS = {
    "S1": lambda t: (
        t.hearing.matter.title
        == "Ændret organisering af det tryghed- og kriminalitetsforebyggende arbejde"
    ),
    "S2": lambda t: (
        (t.treatment.body, t.treatment.role, t.treatment.authoritative)
        == ("oekonomi-planudvalget", "send_in_hearing", True)
    ),
    "S3": lambda t: (
        t.proposal.basis.startswith("Analyse af den nuværende organisering")
        and not any(annex.kind == "analysis" for annex in t.proposal.annexes)
    ),
    "S4": lambda t: t.treatment.day == date(2023, 9, 25) and t.treatment.day.weekday() == 0,
    "S5": lambda t: (
        (t.items["1a"].kind, t.step("1a").patch["name"])
        == ("organisation", "Den operative indsats")
    ),
    "S6": lambda t: (
        t.items["1b"].kind == "staff_terms"
        and {annex.profile for annex in t.proposal.annexes if annex.kind == "profile"}
        == {"medarbejder-operativ-indsats", "koordinator-operativ-indsats"}
    ),
    "S7": lambda t: t.items["1c"].kind == "staff_terms" and "arbejdstider" in t.items["1c"].title,
    "S8": lambda t: (
        "”Forslag til ændret organisering...”" in t.letter
        and t.proposal.annexes[0].section
        == "Opgaver og funktioner for medarbejdere i operative indsats"
        and t.proposal.annexes[0].section in t.proposal.annexes[0].sections
    ),
    "S9": lambda t: (
        isinstance(t.step("2a"), Move)
        and [t.on(d, "unit", "gadeplan")["parent"] for d in (EVE, EFFECT)]
        == ["center-boern-forebyggelse", NEW]
    ),
    "S10": lambda t: (
        isinstance(t.step("2b"), Move)
        and [t.on(d, "unit", "ungdomsskolens-opsoegende")["parent"] for d in (EVE, EFFECT)]
        == ["ungdomsskolen", NEW]
    ),
    "S11": lambda t: (
        t.on(EVE, "unit", NEW) is None and t.on(EFFECT, "unit", NEW)["parent"] == "ishoej-ungdom"
    ),
    "S12": lambda t: all(
        word in t.items["2d"].rationale + t.items["2d"].text
        for word in ("skoler", "ungdomsklubber", "ungdomsskolen", "foreninger", "ældre unge")
    ),
    "S13": lambda t: t.items["2e"].modelled_on == "Den Skolestyrkende Indsats",
    "S14": lambda t: (
        isinstance(t.step("2f"), Keep)
        and t.on(EFFECT, "unit", t.step("2f").subject)["parent"] == "center-boern-forebyggelse"
    ),
    "S15": lambda t: (
        [
            (row["unit"], row["age_from"] < 18, row["age_to"] > 18)
            for row in (t.on(d, "responsibility", "opsoegende-arbejde-unge") for d in (EVE, EFFECT))
        ]
        == [("gadeplan", True, False), (NEW, True, True)]
    ),
    "S16": lambda t: t.on(EFFECT, "unit", GROUP)["kind"] == "steering_group",
    "S17": lambda t: (
        sorted(step.patch["holder_post"] for step in t.steps if step.kind == "seat")
        == [
            "centerchef-boern-forebyggelse",
            "centerchef-dagtilbud-uddannelse",
            "centerchef-kultur-fritid",
            "velfaerdsdirektoer",
        ]
    ),
    "S18": lambda t: (
        t.on(EFFECT, "unit", GROUP)["meeting_interval"] == ""
        and "jævne mellemrum" in t.on(EFFECT, "unit", GROUP)["mandate"]
        and "politiske strategier" in t.on(EFFECT, "unit", GROUP)["mandate"]
    ),
    "S19": lambda t: (
        [
            t.on(d, "anchoring", "trygheds-kriminalitetsindsatsen")["body"]
            for d in (date(2020, 1, 1), EVE, EFFECT)
        ]
        == ["udvalget-for-oeget-tryghed", "boerne-undervisningsudvalget", "oekonomi-planudvalget"]
    ),
    "S20": lambda t: (
        "på tværs af centrene" in t.items["5"].rationale
        and "overordnede ansvar" in t.items["5"].rationale
    ),
    "S21": lambda t: (
        t.party("lokalmed-boern-forebyggelse")
        == ("consulted", True, "LokalMED i Center for Børn og Forebyggelse")
    ),
    "S22": lambda t: (
        t.party("lokalmed-ishoej-ungdom") == ("consulted", True, "LokalMED i Ishøj Ungdom")
    ),
    "S23": lambda t: (
        t.party("ungdomsskolens-bestyrelse") == ("consulted", True, "Ungdomsskolens bestyrelse")
    ),
    "S24": lambda t: (
        t.party("koebenhavns-vestegns-politi") == ("informed", True, "Københavns Vestegns Politi")
        and "Vestegnes politi" in t.letter
        and "Vestegnes politi" in t.on(EVE, "unit", "koebenhavns-vestegns-politi")["aliases"]
    ),
    "S25": lambda t: (
        t.party("boligsocial-helhedsplan")
        == ("informed", True, "Den Boligsociale Helhedsplan i Vejleåparken")
        and "den Den Boligsociale" in t.letter
    ),
    "S26": lambda t: t.round.letter.reply_to == "XX" and "sendes til XX" in t.letter,
    "S27": lambda t: (
        [closes_at(each.last_day) for each in t.round.deadlines]
        == [datetime(2023, 10, 30, 23, tzinfo=UTC)]
    ),
    "S28": lambda t: (
        t.round.letter.signatory == "Bodil Ravnkilde"
        and t.on(EVE, "seat", "oepu-formand")["holder_user"] == "bodil.ravnkilde"
        and t.on(EVE, "seat", "oepu-formand")["role"] == "chair"
        and t.round.letter.signatory_title.startswith("Borgmester")
    ),
    "S29": lambda t: (
        t.round.letter.object_word == "forslag" and "sende strategierne i høring" in t.letter
    ),
    "S30": lambda t: (
        [len(each.params["missing"]) for each in t.said("S30")] == [7]
        and {step.span.first for step in t.steps} == {EFFECT}
    ),
    "S31": lambda t: (
        [each.about for each in t.said("S31")]
        == [
            "LokalMED i Center for Kultur og Fritid",
            "LokalMED i Center for Dagtilbud og Uddannelse",
            "CenterMED for velfærdsområdet",
            "HovedMED",
        ]
    ),
    "S32": lambda t: (
        t.preview.summary.people["affected"] == 11
        and not any(user.name in t.letter for user in t.bundle.users)
    ),
}


def test_there_is_a_line_for_every_fact_of_the_table():
    assert list(FACTS) == [f"S{number}" for number in range(1, 33)]


@pytest.mark.parametrize("fact", FACTS)
def test_the_fact_stands_in_the_files(fact, told):
    assert FACTS[fact](told)


def test_the_letter_check_finds_the_seven_defects_and_one_remark(told):
    found = check(told.case)
    assert sorted({finding.id for finding in defects(found)}, key=lambda each: int(each[1:])) == [
        "S3", "S8", "S18", "S26", "S29", "S30", "S31",
    ]  # fmt: skip
    assert [finding.id for finding in remarks(found)] == ["S25"]
    assert [finding.id for finding in blockers(found)] == ["S8", "S26"]


def ready(case):
    return GuardFacts(
        parties=len(case.parties), deadline=case.deadline, today=date(2023, 9, 26),
        letter_blockers=[finding.text for finding in blockers(check(case))],
    )  # fmt: skip


def test_the_defects_refuse_dispatch_and_the_mended_letter_may_go(told):
    refused = may_dispatch(MatterState.PREPARED, ready(told.case))
    assert len(refused) == 2
    (mended,) = letter_cases(read([FOLDER, FOLDER / "mended"]))
    left = {finding.id for finding in defects(check(mended))}
    assert left == {"S3", "S18", "S29", "S30", "S31"}
    assert may_dispatch(MatterState.PREPARED, ready(mended)) == []


def test_five_letters_go_out_and_three_replies_are_expected(told):
    roles = [party.role for party in told.case.parties]
    assert (len(roles), roles.count(Role.CONSULTED)) == (5, 3)


def test_the_preview_counts_what_the_letter_says(told):
    assert told.preview.summary.structure == {
        "units_created": 1, "units_moved": 2, "kept": 1, "bodies_created": 1,
        "seats_created": 4, "responsibilities": 1, "anchorings": 1,
    }  # fmt: skip


def test_the_change_can_be_carried_out_and_the_organisation_is_sound(told):
    assert [each.text() for each in problems(told.before) if each.is_error] == []
    steps = check_steps(told.before, told.steps, Context(today=date(2023, 9, 25)))
    assert [each.text() for each in steps if each.is_error] == []


def test_the_files_say_that_they_are_made_up(told):
    assert told.bundle.example
    assert {user.email.rsplit(".", 1)[1] for user in told.bundle.users} == {"example"}
    assert 40 <= len(told.bundle.users) <= 50
