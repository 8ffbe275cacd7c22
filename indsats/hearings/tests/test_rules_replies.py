from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.hearings.rules import duplicates, redaction, reminders
from indsats.hearings.rules.deadline import Deadline
from indsats.hearings.rules.mandate import (
    SeatHeld,
    may_draft,
    may_release,
    may_submit,
    roles_on,
)
from indsats.hearings.rules.merging import Block, Mark, merge
from indsats.hearings.rules.publication import (
    Dates,
    Earliest,
    Policy,
    delete_day,
    may_publish,
    public_span,
    unhidden_details,
)
from indsats.hearings.rules.redaction import Cover
from indsats.hearings.rules.segments import (
    Segment,
    SegmentError,
    covered_percent,
    cut,
    join,
    split,
    unassigned,
)
from indsats.hearings.rules.states import Role
from indsats.hearings.rules.verdicts import (
    Verdict,
    Weighed,
    WeighedReply,
    is_complete,
    memo_gaps,
    tally,
)

# --- redaction ---------------------------------------------------------------------------------

UNIQUE = "".join(chr(0x100 + n) for n in range(80))
covers = st.lists(
    st.builds(
        Cover, st.integers(-5, 90), st.integers(-5, 90), st.sampled_from(["", "navn", "cpr"])
    ),
    max_size=6,
)


@given(covers)
def test_the_public_text_holds_every_open_character_and_no_hidden_one(spans):
    public = redaction.apply(UNIQUE, spans)
    secret = {n for span in spans for n in range(max(0, span.start), min(len(UNIQUE), span.end))}
    assert not secret & {UNIQUE.find(char) for char in public if char in UNIQUE}
    assert [c for c in public if c in UNIQUE] == [
        c for n, c in enumerate(UNIQUE) if n not in secret
    ]


@given(st.text(max_size=60), covers)
def test_merged_covers_are_ordered_apart_inside_and_hide_the_same(text, spans):
    merged = redaction.merge(text, spans)
    assert all(0 <= one.start < one.end <= len(text) for one in merged)
    assert all(one.end < two.start for one, two in pairwise(merged))
    assert redaction.merge(text, merged) == merged
    assert redaction.apply(text, merged) == redaction.apply(text, spans)
    assert len(redaction.hidden(text, spans)) == len(merged)


def test_a_gap_does_not_tell_how_long_it_is_and_keeps_its_reasons():
    text = "Ring til Bo Ek på 12345678 i dag"
    short, long = [Cover(9, 11, "navn")], [Cover(9, 26, "navn")]
    assert redaction.apply(text, short) == "Ring til […] Ek på 12345678 i dag"
    assert redaction.apply(text, long) == "Ring til […] i dag"
    both = redaction.merge(text, [Cover(9, 14, "navn"), Cover(12, 26, "telefon; navn")])
    assert both == (Cover(9, 26, "navn; telefon"),)
    named = redaction.apply(text, both, marker=lambda cover: f"[fjernet: {cover.reason}]")
    assert named == "Ring til [fjernet: navn; telefon] i dag"


def test_an_accent_is_not_left_behind_by_its_letter():
    text = "Re\u0301ne bor her"
    assert redaction.apply(text, [Cover(0, 2)]) == "[…]ne bor her"
    assert redaction.apply(text, [Cover(2, 3)]) == "R[…]ne bor her"


def test_browser_offsets_count_a_pair_as_two():
    text = "a😀b"
    assert [redaction.code_point(text, n) for n in (0, 1, 2, 3, 4, 9)] == [0, 1, 1, 2, 3, 3]


# --- segments ----------------------------------------------------------------------------------

TEXT = "Vi støtter forslaget. Men vagterne er for sene!  Tak."


def test_segments_may_touch_but_not_overlap():
    one = cut(TEXT, [], Segment(0, 22))
    assert one == (Segment(0, 21),)
    two = cut(TEXT, one, Segment(21, 48))
    assert two == (Segment(0, 21), Segment(22, 47))
    with pytest.raises(SegmentError, match="already belongs"):
        cut(TEXT, two, Segment(10, 30))
    with pytest.raises(SegmentError, match="Mark some text"):
        cut(TEXT, two, Segment(47, 49))
    assert unassigned(TEXT, two) == (Segment(49, 53),)
    assert covered_percent(TEXT, []) == 0
    assert 0 < covered_percent(TEXT, two) < 100
    assert covered_percent(TEXT, cut(TEXT, two, Segment(48, 99))) == 100
    assert covered_percent("...", []) == 100


def test_segments_are_divided_and_joined():
    whole = (Segment(0, 47),)
    parts = split(TEXT, whole, 21)
    assert parts == (Segment(0, 21), Segment(22, 47))
    assert join(TEXT, parts, *parts) == whole
    with pytest.raises(SegmentError):
        split(TEXT, parts, 50)
    three = cut(TEXT, parts, Segment(48, 53))
    with pytest.raises(SegmentError, match="lies between"):
        join(TEXT, three, three[0], three[2])


@given(st.text("ab .\n", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45))))
def test_every_letter_is_in_one_segment_or_unassigned(text, marks):
    segments: tuple[Segment, ...] = ()
    for start, end in marks:
        try:
            segments = cut(text, segments, Segment(start, end))
        except SegmentError:
            continue
    pieces = [*segments, *unassigned(text, segments)]
    holders = [sum(p.start <= n < p.end for p in pieces) for n in range(len(text))]
    assert all(holders[n] == 1 for n, char in enumerate(text) if char.isalnum())
    assert max(holders, default=0) <= 1


# --- verdicts ----------------------------------------------------------------------------------


def weighed(key="s1", verdict=Verdict.NOTED, answer="Tak.", where=""):
    return Weighed(key=key, verdict=verdict, answer=answer, changed_where=where)


def test_a_memo_is_complete_when_every_consulted_part_is_weighed_and_the_informed_read():
    heard = WeighedReply(key="a", segments=[weighed()])
    told = WeighedReply(key="b", role=Role.INFORMED, noted=True)
    silent = WeighedReply(key="c", no_comments=True)
    left_out = WeighedReply(key="d", late=True, late_included=False)
    assert is_complete([heard, told, silent, left_out])


@pytest.mark.parametrize(
    ("reply", "lacks"),
    [
        (WeighedReply(key="a"), "The reply has not been cut into segments."),
        (
            WeighedReply(key="a", segments=[weighed()], unassigned=2),
            "Parts of the reply are in no segment: 2.",
        ),
        (WeighedReply(key="a", segments=[weighed(verdict=None)]), "A segment has no verdict."),
        (WeighedReply(key="a", segments=[weighed(answer=" ")]), "A segment has no answer."),
        (WeighedReply(key="a", role=Role.INFORMED), "The remarks have not been read and noted."),
        (
            WeighedReply(key="a", late=True, segments=[weighed()]),
            "Decide whether the late reply is included.",
        ),
        (
            WeighedReply(key="a", late=True, late_included=True),
            "The reply has not been cut into segments.",
        ),
        (
            WeighedReply(key="a", role=Role.INFORMED, segments=[weighed(verdict=None)]),
            "A segment has no verdict.",
        ),
    ],
)
def test_what_a_memo_lacks_is_named(reply, lacks):
    assert [str(gap.lacks) for gap in memo_gaps([reply])] == [lacks]
    assert not is_complete([reply])


def test_a_followed_remark_should_say_where_but_does_not_stop_the_memo():
    reply = WeighedReply(key="a", segments=[weighed(verdict=Verdict.PARTLY)])
    assert [gap.blocking for gap in memo_gaps([reply])] == [False]
    assert is_complete([reply])
    assert tally([reply])[Verdict.PARTLY] == 1
    assert list(tally([])) == list(Verdict)


# --- mandate -----------------------------------------------------------------------------------

YEAR = Span(date(2023, 1, 1), date(2024, 1, 1))


def seat(role, person, key="", **more):
    return SeatHeld(seat=key or role, body="b", role=role, span=YEAR, person=person, **more)


def test_mandate_follows_the_seat_and_the_day():
    seats = [
        seat("chair", "ann"), seat("secretary", "bo"), seat("member", "cy"),
        seat("vice_chair", "di"),
        SeatHeld(seat="x", body="other", role="chair", span=YEAR, person="eve"),
    ]  # fmt: skip
    day, after = date(2023, 12, 31), date(2024, 1, 1)
    submit = {p: not may_submit(p, seats, "b", day) for p in ("ann", "bo", "cy", "di", "eve")}
    release = {p: not may_release(p, seats, "b", day) for p in ("ann", "bo", "cy", "di", "eve")}
    draft = {p: not may_draft(p, seats, "b", day) for p in ("ann", "bo", "cy", "di", "eve")}
    assert submit == {"ann": True, "bo": True, "cy": False, "di": False, "eve": False}
    assert release == {"ann": True, "bo": True, "cy": False, "di": True, "eve": False}
    assert draft == {"ann": True, "bo": True, "cy": True, "di": True, "eve": False}
    assert may_submit("ann", seats, "b", after) != []


def test_the_vice_chair_and_a_substitute_act_only_while_the_seat_is_empty():
    chair = seat("chair", "ann", key="s1")
    stand_in = seat("member", "fie", key="s2", substitute_for="s1")
    vice = seat("vice_chair", "di")
    day = date(2023, 5, 5)
    assert roles_on("fie", [chair, stand_in, vice], "b", day) == set()
    away = seat("chair", "ann", key="s1", absent=True)
    assert roles_on("fie", [away, stand_in, vice], "b", day) == {"chair"}
    assert roles_on("ann", [away, stand_in, vice], "b", day) == set()
    vacant = seat("chair", None, key="s1")
    assert may_submit("di", [vacant, vice], "b", day) == []


# --- reminders ---------------------------------------------------------------------------------

DUE = Deadline(1, date(2023, 10, 30), datetime(2023, 9, 26, tzinfo=UTC))


def run(parties, days, deadline=DUE):
    sent: set[tuple[str, str]] = set()
    log = []
    for day in days:
        for each in reminders.to_send(reminders.wanted(parties, deadline), day, sent):
            names = [m.split(":")[1] for m in (*each.covers, each.milestone)]
            log.append((day.day, each.party, names))
            sent |= {(each.party, m) for m in (*each.covers, each.milestone)}
    return log


def test_each_reminder_goes_once_however_often_the_runner_runs():
    days = [date(2023, 10, 20) + timedelta(days=n // 2) for n in range(60)]
    assert run(["a"], days) == [
        (23, "a", ["week_before"]), (29, "a", ["day_before"]), (31, "a", ["no_answer"]),
    ]  # fmt: skip


def test_a_runner_that_slept_sends_one_reminder_for_all_it_missed_and_none_that_is_stale():
    assert run(["a", "b"], [date(2023, 10, 29)]) == [
        (29, "a", ["week_before", "day_before"]), (29, "b", ["week_before", "day_before"]),
    ]  # fmt: skip
    assert run(["a"], [date(2023, 11, 5)]) == [(5, "a", ["no_answer"])]
    assert run(["a"], [date(2023, 12, 24)]) == []


@given(st.sets(st.dates(date(2023, 10, 20), date(2023, 11, 20))))
def test_no_party_is_ever_reminded_twice_of_the_same(days):
    log = run(["a"], sorted(days))
    names = [name for *_, each in log for name in each]
    assert len(names) == len(set(names))


def test_an_extension_earns_its_own_reminders():
    later = Deadline(2, date(2023, 11, 6), datetime(2023, 10, 28, tzinfo=UTC))
    keys = {w.milestone for w in reminders.wanted(["a"], later)}
    assert not keys & {w.milestone for w in reminders.wanted(["a"], DUE)}


# --- duplicates --------------------------------------------------------------------------------

LETTER = (
    "Vi er bekymrede for de nye arbejdstider og beder om at beholde de nuværende vagter i huset"
)


def test_form_letters_are_found_and_others_left_alone():
    replies = {
        "a": LETTER,
        "x": "Vi har ingen bemærkninger til forslaget fra kommunen",
        "b": LETTER.upper() + " !!",
        "c": LETTER + " tak",
        "d": "",
        "e": "",
    }
    assert duplicates.groups(replies) == [("a", "b", "c")]
    assert duplicates.similarity(LETTER, LETTER.upper()) == 1.0
    assert duplicates.similarity(LETTER, "") == 0.0
    assert duplicates.similarity("ja tak", "Ja, tak!") == 1.0


# --- publication -------------------------------------------------------------------------------


def test_the_policy_says_from_when_until_when():
    received, decided = date(2023, 10, 10), date(2023, 12, 1)
    dates = Dates(
        received_on=received,
        reviewed_on=date(2023, 10, 11),
        deadline=date(2023, 10, 30),
        memo_on=date(2023, 11, 20),
    )
    assert public_span(Policy(earliest=Earliest.NEVER), dates) is None
    after = Policy(earliest=Earliest.AFTER_DEADLINE)
    assert public_span(after, dates) == Span(date(2023, 10, 31))
    assert public_span(Policy(), dates) == Span(date(2023, 11, 20))
    held = Policy(earliest=Earliest.ON_REVIEW, hold_days=3, keep_months=6)
    ended = replace(dates, decided_on=decided)
    assert public_span(held, ended) == Span(date(2023, 10, 13), date(2024, 6, 1))
    assert delete_day(Policy(), decided) == date(2024, 12, 1)
    assert public_span(Policy(), Dates(received_on=received)) is None
    assert public_span(Policy(), replace(dates, reviewed_on=None)) is None
    late_read = replace(dates, reviewed_on=date(2023, 11, 30))
    assert public_span(after, late_read) == Span(date(2023, 11, 30))


def test_open_details_and_an_unread_reply_are_not_published():
    text = "Kontakt mig på bo@example.dk eller 43 57 71 22"
    at = text.index("bo@")
    assert len(may_publish(text, [], reviewer="")) == 3
    covered = [Cover(at, len(text))]
    assert may_publish(text, covered, reviewer="Kim") == []
    assert unhidden_details(text, covered) == []
    half = [Cover(at, at + 3)]
    assert [found.kind for found in unhidden_details(text, half)] == ["email", "phone"]


# --- merging -----------------------------------------------------------------------------------


def blocks(**texts):
    return [Block(key, text) for key, text in texts.items()]


def test_untouched_blocks_follow_and_edited_ones_stay():
    base = blocks(a="1", b="2", c="3", gone="4", keep="5")
    edited = blocks(a="1", mine="own", b="2!", c="3!", gone="4", keep="5!")
    made = blocks(a="1+", b="2", c="3+", new="6")
    merged = {m.key: (m.text, m.mark, m.offered) for m in merge(base, edited, made)}
    assert merged == {
        "a": ("1+", Mark.AS_GENERATED, ""),
        "mine": ("own", Mark.OWN, ""),
        "b": ("2!", Mark.EDITED, "2"),
        "c": ("3!", Mark.CONFLICT, "3+"),
        "keep": ("5!", Mark.ORPHAN, ""),
        "new": ("6", Mark.AS_GENERATED, ""),
    }
    assert list(merged) == ["a", "mine", "b", "c", "keep", "new"]


def test_a_block_struck_out_stays_out_until_it_says_something_new():
    assert merge(blocks(a="1"), [], blocks(a="1")) == []
    assert [m.mark for m in merge(blocks(a="1"), [], blocks(a="2"))] == [Mark.CONFLICT]
    with pytest.raises(ValueError, match="Two blocks"):
        merge([], [Block("a", ""), Block("a", "")], [])


texts = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["x", "y", "z"]), max_size=6)


@given(texts, texts, texts)
def test_no_word_anyone_wrote_is_lost(base, edited, made):
    merged = merge(blocks(**base), blocks(**edited), blocks(**made))
    kept = {(m.key, m.text) for m in merged}
    written = {pair for pair in edited.items() if base.get(pair[0]) != pair[1]}
    assert written <= kept
    assert len(kept) == len({m.key for m in merged})
    assert {m.key for m in merged} >= set(made) - set(base)


@given(texts, texts)
def test_making_it_anew_unedited_gives_what_is_made(base, made):
    merged = merge(blocks(**base), blocks(**base), blocks(**made))
    assert [(m.key, m.text) for m in merged] == list(made.items())
