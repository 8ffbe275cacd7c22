from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.hearings.rules.letter_check import (
    Centre,
    LetterAnnex,
    LetterCase,
    LetterParty,
    Named,
    NewBody,
    Place,
    Severity,
    Statement,
    blockers,
    check,
    defects,
    remarks,
    unanswered,
)
from indsats.hearings.rules.letter_check.names import kind_of
from indsats.hearings.rules.letter_check.placeholders import is_address
from indsats.hearings.rules.letter_check.text import same_word, sentences, words
from indsats.hearings.rules.states import Role

STATED = {
    Statement.LETTER_DATE: "4. marts 2025",
    Statement.EFFECT_DATE: "1. august 2025",
    Statement.CASE_NUMBER: "25-1234",
    Statement.LEGAL_BASIS: "folkeskoleloven",
    Statement.BUDGET: "inden for rammen",
    Statement.CONTACT: "Skolesekretariatet",
    Statement.PUBLICATION: "sammen med høringsnotatet",
}


def letter(text):
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


SCHOOLS = LetterCase(
    heading="Fælles ledelse på Åbrinkens og Mosedal Skole",
    paragraphs=letter("""
        Børne- og Skoleudvalget foreslår fælles ledelse på de to skoler på baggrund af en
        analyse af elevtallet. Det gør det muligt at holde begge skoler åbne.

        Forslaget er beskrevet i bilaget ”Fælles ledelse på to skoler” under overskriften
        ”Ledelsens opgaver”.

        Udvalget besluttede den 3. marts 2025 at sende forslaget i høring i skolebestyrelserne
        på Åbrinkens Skole og Mosedal Skole samt LokalMED i Center for Skole og Forebyggelse.
        Ungdomsrådet og Nordbyens Politi orienteres om forslaget.

        Høringssvar sendes til skole@kommune.example senest mandag den 7. april 2025.
    """),
    object_word="forslag",
    parties=(
        LetterParty("Skolebestyrelsen på Åbrinkens Skole"),
        LetterParty("Skolebestyrelsen på Mosedal Skole"),
        LetterParty("LokalMED i Center for Skole og Forebyggelse"),
        LetterParty("Ungdomsrådet", (), Role.INFORMED),
        LetterParty("Storbyens og Nordbyens Politi", ("Nordbypolitiet",), Role.INFORMED),
    ),
    known_bodies=(
        Named("Skolebestyrelsen på Åbrinkens Skole"),
        Named("LokalMED i Center for Sundhed"),
        Named("HovedMED"),
    ),
    annexes=(
        LetterAnnex("Fælles ledelse på to skoler", sections=("Ledelsens opgaver",)),
        LetterAnnex("Analyse af elevtallet", kind="analysis"),
    ),
    reply_to="skole@kommune.example",
    deadline=date(2025, 4, 7),
    decided_on=date(2025, 3, 3),
    letter_date=date(2025, 3, 4),
    signatory="Inge Holm",
    signatory_title="Formand for Børne- og Skoleudvalget",
    stated=STATED,
    effect_days=(date(2025, 8, 1),),
    stated_effect=date(2025, 8, 1),
    new_bodies=(NewBody("Lederteamet", "hver anden uge"),),
    centres=(
        Centre(
            "Center for Skole og Forebyggelse", ("LokalMED i Center for Skole og Forebyggelse",)
        ),
    ),
)
STRATEGY = LetterCase(
    paragraphs=(
        "Byrådet har besluttet at sende kommunens nye biblioteksstrategi i høring hos:",
        "• Bestyrelsen for Foreningen Bogvennerne",
        "• HovedMED",
        "• Ældrerådet",
        "Bemærkninger til strategien kan sendes på https://skovby.example/hoering.",
    ),
    object_word="strategi",
    parties=(
        LetterParty("Foreningen Bogvennerne, bestyrelsen"),
        LetterParty("HovedMED"),
        LetterParty("Ældrerådet i Skovby"),
    ),
    reply_to="https://skovby.example/hoering",
    deadline=date(2025, 6, 16),
    letter_date=date(2025, 5, 5),
    signatory="Per Lund",
    stated=STATED,
)  # fmt: skip


def said(case):
    return [(finding.id, finding.code) for finding in check(case)]


def altered(old, new, case=SCHOOLS, **changes):
    paragraphs = tuple(p.replace(old, new) for p in case.paragraphs)
    assert paragraphs != case.paragraphs
    return replace(case, paragraphs=paragraphs, **changes)


def without(name, case=SCHOOLS):
    return replace(case, parties=[p for p in case.parties if p.name != name])


@pytest.mark.parametrize("case", [SCHOOLS, STRATEGY])
def test_a_clean_letter_gives_no_finding(case):
    assert said(case) == []


def with_body(interval):
    return replace(SCHOOLS, new_bodies=(NewBody("Teamet", interval),))


YOUTH = LetterParty("Ungdomsrådet")
PLANTED = [
    ("XX for the address", altered("skole@kommune.example", "XX"), ["S26"]),
    ("dots for the address", altered("skole@kommune.example", "[...]"), ["S26"]),
    ("no address", replace(SCHOOLS, reply_to=" "), ["S26"]),
    ("a name is no address", replace(SCHOOLS, reply_to="Bente på skolekontoret"), ["S26"]),
    ("a gap", altered("to skoler på baggrund", "____ skoler på baggrund"), ["L1"]),
    ("a note to self", altered("Det gør det", "TODO: tjek tal. Det gør det"), ["L1"]),
    ("lorem", altered("Det gør det", "Lorem ipsum. Det gør det"), ["L1"]),
    ("a date to come", altered("den 3. marts 2025", "den dato"), ["L1"]),
    ("a template's date", altered("den 3. marts 2025", "den dd.mm.åååå"), ["L1"]),
    ("a bracket", altered("den 3. marts 2025", "den [indsæt mødedato]"), ["L1"]),
    ("a merge field", altered("den 3. marts 2025", "den «Mødedato»"), ["L1"]),
    ("a gap in the heading", replace(SCHOOLS, heading="Høring om XXX"), ["L1"]),
    ("a gap in the signature", replace(SCHOOLS, signatory="[navn]"), ["L1"]),
    ("an annex cut short", altered("ledelse på to skoler”", "ledelse på…”"), ["S8"]),
    ("an annex cut short by dots", altered("på to skoler”", "...”"), ["S8"]),
    ("an unknown annex", altered("på to skoler”", "på tre skoler”"), ["S8"]),
    ("an unknown heading", altered("Ledelsens opgaver", "Lærernes opgaver"), ["S8"]),
    (
        "an annex without content",
        replace(SCHOOLS, annexes=(*SCHOOLS.annexes, LetterAnnex("Kort", attached=False))),
        ["S8"],
    ),
    ("no analysis", replace(SCHOOLS, annexes=SCHOOLS.annexes[:1]), ["S3"]),
    (
        "no evaluation",
        altered(
            " på baggrund af en analyse af elevtallet", "",
            basis="Evaluering af skoleåret", annexes=SCHOOLS.annexes[:1],
        ),
        ["S3"],
    ),
    ("a doubled word", altered("holde begge", "holde begge begge"), ["S25"]),
    ("a doubled article", altered("samt LokalMED", "samt det Det nye LokalMED"), ["S25"]),
    ("a forgotten party", altered(" og Mosedal Skole samt", " samt"), ["S21"]),
    ("a party beside the list", altered("Ungdomsrådet og", "Ungdomsrådet, HovedMED og"), ["S22"]),
    (
        "a council of another centre",
        altered("Ungdomsrådet og", "LokalMED i Center for Sundhed, Ungdomsrådet og"),
        ["S22"],
    ),
    ("an unknown board", altered("samt Lokal", "samt bestyrelsen i Solstrålen, Lokal"), ["S22"]),
    ("not on the list", without("Ungdomsrådet"), ["S22"]),
    (
        "the wrong role",
        replace(without("Ungdomsrådet"), parties=(*SCHOOLS.parties[:3], YOUTH, SCHOOLS.parties[4])),
        ["S24"],
    ),
    ("something else in hearing", altered("sende forslaget i", "sende planen i"), ["S29"]),
    ("informed of something else", altered("om forslaget", "om strategien"), ["S29"]),
    ("a strategy called a proposal", altered("til strategien", "til forslaget", STRATEGY), ["S29"]),
    ("nobody signs", replace(SCHOOLS, signatory=""), ["S28"]),
    ("something unsaid", replace(SCHOOLS, stated={}), ["S30"]),
    ("another effect date", replace(SCHOOLS, stated_effect=date(2025, 9, 1)), ["L2"]),
    ("no deadline", replace(SCHOOLS, deadline=None), ["S27"]),
    ("a deadline before dispatch", replace(SCHOOLS, send_on=date(2025, 4, 7)), ["S27"]),
    ("another deadline in the text", altered("7. april", "9. april"), ["S27"]),
    ("an impossible day in the text", altered("7. april", "37. april"), ["S27"]),
    (
        "a Sunday",
        altered("mandag den 7. april", "den 6. april", deadline=date(2025, 4, 6)),
        ["S27"],
    ),
    ("a short time", replace(SCHOOLS, send_on=date(2025, 3, 28)), ["S27"]),
    ("a body that meets now and then", with_body("jævnligt"), ["S18"]),
    ("a body with no rhythm", with_body(""), ["S18"]),
    (
        "another centre touched",
        replace(SCHOOLS, centres=(Centre("Sundhed", ("LokalMED i Center for Sundhed",)),)),
        ["S31"],
    ),
    ("a centre nobody speaks for", replace(SCHOOLS, centres=(Centre("Sundhed"),)), ["S31"]),
    ("an upper council", replace(SCHOOLS, upper_councils=("HovedMED",)), ["S31"]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "ids"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_each_planted_defect_is_found_and_nothing_else(case, ids):
    assert [finding.id for finding in check(case)] == ids


BLOCKING = {"S8", "S26", "L1"}


@pytest.mark.parametrize(("case", "ids"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_only_what_makes_the_letter_useless_stops_the_dispatch(case, ids):
    found = check(case)
    early = any(finding.code == "deadline.early" for finding in found)
    assert {f.id for f in blockers(found)} == (set(ids) if early else set(ids) & BLOCKING)


def test_a_finding_points_at_its_words():
    case = altered("skole@kommune.example", "XX")
    (finding,) = check(case)
    place = finding.where
    assert case.paragraphs[place.paragraph][place.start : place.end] == "XX"
    (finding,) = check(replace(SCHOOLS, heading="Om [emne]"))
    assert finding.where == Place(-1, 3, 9)
    assert finding.msgid % finding.params == "“[emne]” has not been filled in."


def test_a_truncated_title_is_answered_with_the_annex_that_is_meant():
    (finding,) = check(altered("ledelse på to skoler”", "ledelse...”"))
    assert finding.text.say().endswith("Write “Fælles ledelse på to skoler”.")


def test_a_reasoned_answer_settles_a_question_but_no_defect():
    case = replace(SCHOOLS, upper_councils=("HovedMED",), reply_to="")
    found = check(replace(case, answers={"S31:HovedMED": "Drøftes den 10. marts.", "S26": "Ja"}))
    assert [finding.id for finding in defects(found)] == ["S26"]
    assert unanswered(found) == []
    assert [finding.key for finding in unanswered(check(case))] == ["S31:HovedMED"]
    assert [f.answer for f in found if f.is_answered] == ["Drøftes den 10. marts."]


def test_a_letter_that_points_to_the_list_need_not_name_every_party():
    case = altered(
        "sende forslaget i høring i skolebestyrelserne på Åbrinkens Skole og Mosedal Skole samt "
        "LokalMED i Center for Skole og Forebyggelse",
        "sende forslaget i høring hos dem, der står på vedlagte liste",
    )
    assert said(case) == []


def test_remarks_are_kept_apart():
    found = check(altered("holde begge", "holde begge begge"))
    assert [finding.severity for finding in remarks(found)] == [Severity.REMARK]
    assert defects(found) == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Vestegnes", "Vestegns", True),
        ("ungdomskolens", "Ungdomsskolen", True),
        ("Vejleparken", "Vejleåparken", True),
        ("Ungdom", "Ungdomsskolen", False),
        ("Kultur", "Dagtilbud", False),
        ("børn", "Børns", True),
    ],
)
def test_words_meet_across_endings_and_slips(one, two, same):
    assert same_word(one, two) is same


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("LokalMED", "lokalmed"), ("Center-MED", "centermed"), ("MED-udvalget", "med"),
        ("med", ""), ("Vestegnens", ""),
        ("politiet", "politi"), ("Ungdomsrådet", "råd"), ("Byrådet", ""), ("byråd", ""),
        ("skolebestyrelserne", "bestyrelse"), ("kommunalbestyrelsen", ""),
    ],
)  # fmt: skip
def test_the_kind_of_a_body_is_read_off_its_word(word, kind):
    assert kind_of(word) == kind


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("a@b.dk", True), ("https://x.dk/svar", True), ("Torvet 1, 2635 Ishøj", True),
        ("Digital Post", True), ("XX", False), ("XX@kommune.dk", False), ("", False),
        ("http://x.dk", False), ("Borgmesteren", False),
    ],
)  # fmt: skip
def test_an_address_is_something_one_can_send_to(text, yes):
    assert is_address(text) is yes


# --- properties ---------------------------------------------------------------------------------

lines = st.text(
    st.sampled_from('abæø MEDXx.,:"”[]()_-0123456789\né ') | st.characters(),
    max_size=120,
)


@given(st.lists(lines, max_size=4), lines, lines)
def test_any_letter_can_be_read_and_every_place_lies_in_it(paragraphs, heading, address):
    case = replace(SCHOOLS, paragraphs=paragraphs, heading=heading, reply_to=address)
    for finding in check(case):
        finding.text.say()
        if finding.where is not None:
            number, start, end = finding.where
            text = heading if number == -1 else paragraphs[number]
            assert 0 <= start < end <= len(text)


@given(st.integers(0, 3), st.integers(0, 400), st.sampled_from(["XX", "____", "[..]", "TODO"]))
def test_a_placeholder_between_any_two_words_stops_the_dispatch(number, at, gap):
    paragraph = SCHOOLS.paragraphs[number]
    spaces = [n for n, char in enumerate(paragraph) if char == " "]
    here = spaces[at % len(spaces)]
    planted = f"{paragraph[:here]} {gap}{paragraph[here:]}"
    paragraphs = list(SCHOOLS.paragraphs)
    paragraphs[number] = planted
    assert blockers(check(replace(SCHOOLS, paragraphs=paragraphs)))


@given(st.permutations(SCHOOLS.parties), st.permutations(SCHOOLS.known_bodies))
def test_the_order_of_the_list_does_not_matter(parties, bodies):
    assert check(replace(SCHOOLS, parties=parties, known_bodies=bodies)) == []


@given(lines)
def test_sentences_and_words_lie_where_they_say(text):
    for sentence in sentences(text, 0):
        assert text[sentence.start :].startswith(sentence.text)
        for word in sentence.words:
            assert text[word.start : word.end] == word.text
    assert [text[w.start : w.end] for w in words(text)] == [w.text for w in words(text)]
