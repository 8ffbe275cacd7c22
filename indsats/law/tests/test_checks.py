from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.law import hearing, med, politics, publishing, records
from indsats.law.calendar import is_working_day, quiet
from indsats.law.publishing import Detail

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def ids(advice):
    return [one.rule.id for one in advice]


# The period of a hearing


def test_the_letters_own_period_is_long_enough():
    assert hearing.period_advice(date(2023, 9, 25), date(2023, 10, 30)) == []


def test_a_short_period_is_advised_against_in_danish():
    advice = hearing.period_advice(date(2023, 9, 25), date(2023, 10, 12))
    assert [one.text() for one in advice] == [
        "Fristen giver 17 dage. Det anbefales at give mindst 21.",
    ]


def test_twenty_one_days_are_enough_and_twenty_are_not():
    first = date(2024, 9, 2)
    assert ids(hearing.period_advice(first, date(2024, 9, 23))) == []
    assert ids(hearing.period_advice(first, date(2024, 9, 20))) == ["hearing-short"]


def test_school_breaks_are_taken_off():
    advice = hearing.period_advice(date(2023, 10, 2), date(2023, 10, 26))
    assert [one.text("en") for one in advice] == [
        "7 of the 24 days are school break or holiday. Consider more time.",
    ]


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (date(2024, 7, 15), "(juli). Overvej 1. august 2024."),
        (date(2024, 9, 28), "(en weekend). Overvej 30. september 2024."),
        (date(2024, 5, 20), "(anden pinsedag). Overvej 21. maj 2024."),
        (date(2024, 10, 18), "(efterårsferien (uge 42)). Overvej 21. oktober 2024."),
    ],
)
def test_a_poor_deadline_day_gets_a_better_one(deadline, words):
    advice = hearing.period_advice(date(2024, 1, 2), deadline)
    assert ids(advice) == ["hearing-deadline-day"]
    assert words in advice[0].text()


def test_a_deadline_before_the_opening_is_refused():
    with pytest.raises(ValueError, match="before the opening"):
        hearing.period_advice(date(2024, 2, 2), date(2024, 2, 1))


@given(DAYS)
def test_the_suggested_deadline_is_a_good_day_at_least_28_days_on(opens):
    day = hearing.suggested_deadline(opens)
    assert (day - opens).days >= 28
    assert is_working_day(day)
    assert quiet(day) is None
    assert "hearing-deadline-day" not in ids(hearing.period_advice(opens, day))


def test_a_memo_names_what_it_lacks():
    every = {part.key for part in hearing.MEMO_PARTS}
    assert hearing.memo_advice(every) is None
    advice = hearing.memo_advice(every - {"late", "changes"})
    assert advice.text() == (
        "Høringsnotatet mangler: ændringer som følge af svarene, håndtering af sene svar."
    )


# MED


@pytest.mark.parametrize(
    ("discussed", "missing"),
    [
        (None, True),
        (date(2023, 11, 6), True),
        (date(2023, 11, 7), True),
        (date(2023, 11, 5), False),
    ],
)
def test_med_discusses_before_the_day_of_the_decision(discussed, missing):
    advice = med.order_advice("LokalMED", discussed=discussed, decided=date(2023, 11, 6))
    assert (advice is not None) is missing


def test_the_right_level_is_the_submitting_managers():
    assert med.level_advice("HovedMED", ["HovedMED", "LokalMED"]) is None
    assert "HovedMED" in med.level_advice("HovedMED", ["LokalMED"]).text()


def test_only_med_is_renamed():
    def named(procedure, called):
        return med.naming_advice("X", procedure, called_hearing=called) is not None

    assert named(med.Procedure.MED, called=True)
    assert not named(med.Procedure.MED, called=False)
    assert not any(named(one, called=True) for one in med.Procedure if one is not med.Procedure.MED)


@pytest.mark.parametrize(
    ("reorganisation", "link", "asked"),
    [(True, "", True), (True, "  ", True), (True, "https://x.dk", False), (False, "", False)],
)
def test_reorganisations_ask_for_guidelines(reorganisation, link, asked):
    advice = med.guidelines_advice(reorganisation=reorganisation, link=link)
    assert (advice is not None) is asked


def test_the_month_of_a_breach_ends_with_the_month():
    assert med.withdraw_by(date(2024, 1, 31)) == date(2024, 2, 29)


def test_boards_and_parties_to_a_decision():
    assert med.board_advice("Bestyrelsen", ["Bestyrelsen"]) is None
    assert "vedtægten" in med.board_advice("Bestyrelsen", []).text()
    assert med.party_hearing_advice(0) is None
    assert med.party_hearing_advice(3).text().startswith("3 medarbejdere")


# Publishing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring på 43 57 75 75.", [(Detail.PHONE, "43 57 75 75")]),
        ("Ring +45 43577575", [(Detail.PHONE, "+45 43577575")]),
        ("skriv: ea.ågård@ishøj.dk, tak", [(Detail.EMAIL, "ea.ågård@ishøj.dk")]),
        ("Mit cpr er 010203-1234.", [(Detail.CPR, "010203-1234")]),
        ("Mit cpr er 0102031234.", [(Detail.CPR, "0102031234")]),
        ("Erstatning 610203 1234", [(Detail.CPR, "610203 1234")]),
        ("010203-1234@a.dk", [(Detail.CPR, "010203-1234@a.dk")]),
        ("ea010203-1234@a.dk", [(Detail.CPR, "ea010203-1234@a.dk")]),
        ("30.10.2023, 30-10-2023 og 2023-10-30", []),
        ("Perioden 2023-2026 og 2023 2024", []),
        ("Budget 25.000.000 kr. eller 25000000 kr.", []),
        ("§ 115, stk. 1, nr. 3 og 35 dage", []),
        ("sag 23/012345 punkt 4", []),
    ],
)
def test_details_are_found_and_dates_are_not(text, found):
    details = publishing.personal_details(text)
    assert [(one.kind, text[one.start : one.end]) for one in details] == found


@given(st.text())
def test_any_text_can_be_searched_and_finds_do_not_overlap(text):
    found = publishing.personal_details(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(alphabet="ab 14@.-", max_size=60), st.text(alphabet="ab 14@.-", max_size=60))
def test_a_personal_number_is_found_in_any_surroundings(before, after):
    text = f"{before.rstrip('0123456789-')} 010203-1234 {after.lstrip('0123456789-')}"
    assert Detail.CPR in {one.kind for one in publishing.personal_details(text)}


def test_a_reply_with_a_telephone_number_is_not_publishable():
    advice = publishing.publish_advice("Ring 43577575, cpr 010203-1234", reviewer="Ea")
    assert ids(advice) == ["cpr-never-published", "publish-no-contact-details"]
    assert (
        advice[1].text() == "Teksten indeholder et telefonnummer. Fjern det før offentliggørelse."
    )
    assert ids(publishing.publish_advice("Vi støtter forslaget.", reviewer=" ")) == [
        "publish-reviewer",
    ]
    assert publishing.publish_advice("Vi støtter forslaget.", reviewer="Ea") == []


def test_the_public_copy_goes_after_a_year():
    assert publishing.published_until(date(2023, 11, 6)) == date(2024, 11, 6)


def test_necessity_and_union_side():
    assert publishing.necessity_advice(" ").rule.id == "publish-necessity"
    assert publishing.necessity_advice("Åbenhed om en politisk sag") is None
    assert publishing.union_advice(name="Bo Bech", staff_side=False) is None
    assert publishing.union_advice(name="", staff_side=True) is None
    assert "Bo Bech" in publishing.union_advice(name="Bo Bech", staff_side=True).text()


# Politics


def test_agenda_and_material_days_for_the_letters_meeting():
    meeting = date(2023, 9, 25)
    assert politics.agenda_due(meeting) == date(2023, 9, 19)
    assert politics.material_due(meeting) == date(2023, 9, 20)
    assert politics.agenda_due(meeting, 6) == date(2023, 9, 15)
    assert politics.material_due(meeting, 0) == meeting


def test_a_late_agenda_is_only_advised_against():
    meeting = date(2023, 9, 25)
    assert politics.agenda_advice(meeting, date(2023, 9, 19)) is None
    assert politics.agenda_advice(meeting, date(2023, 9, 20)).text() == (
        "Dagsordenen bør sendes senest 19. september 2023: 4 hverdage før mødet."
    )
    assert politics.material_advice(meeting, date(2023, 9, 20)) is None
    assert politics.material_advice(meeting, date(2023, 9, 21), 5).facts["weekdays"] == 5


def test_a_chair_gives_a_reason():
    assert politics.chair_advice("Fristen udløber i morgen") is None
    assert politics.chair_advice("").rule.id == "chair-power"


def test_effect_waits_for_the_last_notice():
    notices = [date(2023, 12, 31), date(2024, 1, 31)]
    assert politics.effect_advice(date(2024, 1, 1), []) is None
    assert politics.effect_advice(date(2024, 2, 1), notices) is None
    assert politics.effect_advice(date(2024, 1, 31), notices).facts["last"] == date(2024, 1, 31)


# Records


def test_a_unit_that_crosses_a_boundary_needs_a_decision():
    assert records.boundary_advice("Gadeplan", "central", "central") is None
    assert "(ingen → ungdom)" in records.boundary_advice("Gadeplan", "", "ungdom").text()


def test_reviews_and_statements_grow_old():
    last = date(2024, 1, 31)
    assert records.review_advice(last, date(2024, 7, 31)) is None
    assert records.review_advice(last, date(2024, 8, 1)) is not None
    assert records.statement_advice(last, date(2025, 1, 31)) is None
    assert "31. januar 2024" in records.statement_advice(last, date(2025, 2, 1)).text()


def test_nothing_is_discarded_without_authority_and_council():
    assert ids(records.discard_advice(authority="", council=" ")) == [
        "discard-needs-authority",
        "discard-needs-council",
    ]
    assert records.discard_advice(authority="BEK", council="Sag 1") == []
    assert records.pledge_advice(date(2024, 1, 1)) is None
    assert records.pledge_advice(None).rule.id == "secrecy-pledge-partners"
