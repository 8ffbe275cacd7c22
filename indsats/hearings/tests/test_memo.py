"""The memo: made anew without losing a word, complete or not final, public only as covered."""

from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from indsats.audit.models import Act, Entry
from indsats.base.documents import Quote
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions.memo import (
    edit_block,
    mark_final,
    publish_memo,
    regenerate,
    restore_block,
)
from indsats.hearings.actions.segment import (
    Weighing,
    cut_paragraphs,
    make_theme,
    weigh,
)
from indsats.hearings.models import MemoBlock, MemoVersion, Redaction, Reply, Verdict
from indsats.hearings.queries.bench import next_open
from indsats.hearings.queries.memo import Shown, assessment_sheet, internal_document, words
from indsats.hearings.rules.memo_text import Part, bullets, parts, quote
from indsats.hearings.rules.quoting import quoted
from indsats.hearings.rules.redaction import Cover
from indsats.hearings.tests import factories as f
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as org

AFTER = f.danish(2023, 11, 8)
TEXT = "Ring til 12 34 56 78.\n\nVagterne er for lange."


@given(st.text(min_size=1, max_size=30), st.data())
def test_a_quotation_never_holds_what_is_covered(text, data):
    spots = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    covers = [Cover(min(pair), max(pair)) for pair in data.draw(st.lists(spots, max_size=3))]
    start, end = sorted(data.draw(spots))
    open_letters = {
        at for at in range(start, end) if not any(c.start <= at < c.end for c in covers)
    }
    shown = quoted(text, covers, start, end).replace("[…]", "")
    assert len(shown) <= len(open_letters)


def test_a_block_reads_as_paragraphs_lists_and_quotations():
    text = "Indledning\n\n" + bullets(["En", "To"]) + "\n" + quote("Vi er imod\nog bange", "Rådet")
    found = [(part.kind, part.lines, part.by) for part in parts(text)]
    assert found == [
        ("paragraph", ("Indledning",), ""),
        ("list", ("En", "To"), ""),
        ("quote", ("Vi er imod", "og bange"), "Rådet"),
    ]


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def after_the_deadline(settings, tmp_path):
    settings.REQUIRE_MFA = False
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AFTER, tick=False):
        yield


@pytest.fixture
def secretary():
    return f.make_secretary()


@pytest.fixture
def hearing(secretary):
    return f.make_hearing(f.make_proposal(f.make_matter(case_worker=secretary)))


@pytest.fixture
def reply(hearing):
    reply = f.make_reply(f.make_party(hearing, name="LokalMED Nord"), text=TEXT, reviewed_at=AFTER)
    Redaction.objects.create(
        reply=reply, start=9, end=20, reason="Telefonnummer", by=hearing.matter.case_worker
    )
    return reply


def weighed(reply, by, answer="Det tages op.", theme=None):
    made = cut_paragraphs(reply=reply, by=by)
    for row in made:
        weighing = Weighing(
            version=row.version, verdict=Verdict.PARTLY, answer=answer,
            themes=[theme] if theme else [], change_reference="Punkt 1",
        )  # fmt: skip
        weigh(segment=row, by=by, weighing=weighing)
    return made


def url(name, *args):
    return reverse(f"hearings:{name}", args=args)


def text_of(hearing):
    return "\n".join(f"{row.heading}\n{words(row)}" for row in hearing.memo_blocks.all())


def block(hearing, key):
    return hearing.memo_blocks.get(key=key)


def test_the_memo_says_what_was_asked_what_came_and_what_is_answered(secretary, hearing):
    party = f.make_party(hearing, name="LokalMED Nord")
    said = [("Medarbejdersiden", "Vi er uenige.")]
    reply = f.make_reply(party, text=TEXT, reviewed_at=AFTER, minorities=said)
    f.make_party(hearing, name="Ungdomsrådet")
    weighed(reply, secretary, theme=make_theme(hearing=hearing, by=secretary, name="Vagter"))
    regenerate(hearing=hearing, by=secretary)
    told = text_of(hearing)
    for expected in (
        "30. oktober 2023", "- LokalMED Nord", "- Ungdomsrådet", "Der er kommet 1 høringssvar",
        "Vagter", "> Vagterne er for lange.", "> — LokalMED Nord", "Svar: Det tages op.",
        "Delvist fulgt", "Punkt 1: Det tages op.", "Medarbejdersiden i LokalMED Nord",
    ):  # fmt: skip
        assert expected in told, expected


def test_the_memo_holds_nothing_covered_or_not_read(secretary, hearing, reply):
    secret = f.make_reply(hearing=hearing, text="Hemmelig sag om Jens", sender_name="Jens Jensen")
    weighed(reply, secretary)
    weighed(secret, secretary)
    regenerate(hearing=hearing, by=secretary)
    told = text_of(hearing)
    assert "Ring til [" in told
    assert "12 34" not in told
    assert "Hemmelig" not in told
    assert "Jens" not in told


def test_edits_stay_when_the_memo_is_made_anew(secretary, hearing, reply):
    weighed(reply, secretary)
    regenerate(hearing=hearing, by=secretary)
    row = block(hearing, "counted")
    edit_block(block=row, by=secretary, version=row.version, text="Vores egne ord")
    regenerate(hearing=hearing, by=secretary)
    assert words(block(hearing, "counted")) == "Vores egne ord"
    assert not block(hearing, "counted").conflict
    f.make_reply(f.make_party(hearing, name="Syd"), text="Nyt")
    regenerate(hearing=hearing, by=secretary)
    row = block(hearing, "counted")
    assert (words(row), row.conflict) == ("Vores egne ord", True)
    assert "2 høringssvar" in row.generated
    restore_block(block=row, by=secretary, version=row.version)
    row = block(hearing, "counted")
    assert (words(row), row.conflict) == (row.generated, False)


def test_words_about_a_theme_that_goes_are_kept(secretary, hearing, reply):
    theme = make_theme(hearing=hearing, by=secretary, name="Vagter")
    rows = weighed(reply, secretary, theme=theme)
    regenerate(hearing=hearing, by=secretary)
    row = block(hearing, f"theme-{theme.pk}")
    edit_block(block=row, by=secretary, version=row.version, text="Om vagterne")
    for each in rows:
        each.themes.clear()
    regenerate(hearing=hearing, by=secretary)
    assert "Om vagterne" in text_of(hearing)
    regenerate(hearing=hearing, by=secretary)
    assert "Om vagterne" in text_of(hearing)


def test_the_second_of_two_editors_is_told(secretary, hearing, reply):
    regenerate(hearing=hearing, by=secretary)
    row = block(hearing, "counted")
    edit_block(block=row, by=secretary, version=row.version, text="Først")
    with pytest.raises(ChangedMeanwhileError):
        edit_block(block=row, by=secretary, version=row.version, text="Sidst")
    assert words(block(hearing, "counted")) == "Først"


def test_a_page_of_a_block_names_it_and_shows_both_texts_where_replies_came_after(
    client, secretary, hearing, reply
):
    weighed(reply, secretary)
    regenerate(hearing=hearing, by=secretary)
    row = block(hearing, "counted")
    edit_block(block=row, by=secretary, version=row.version, text="Vores egne ord")
    f.make_reply(f.make_party(hearing, name="Syd"), text="Nyt")
    regenerate(hearing=hearing, by=secretary)
    client.force_login(secretary)
    page = client.get(url("memo-block", hearing.pk, row.pk)).content.decode()
    assert f"<h1>{row.heading}</h1>" in page
    assert "2 høringssvar" in page.split("<h1>")[1].split("<form")[0]
    assert "Brug den dannede tekst" in page


def test_two_editors_see_both_texts_on_the_page(client, secretary, hearing, reply):
    regenerate(hearing=hearing, by=secretary)
    row = block(hearing, "counted")
    edit_block(block=row, by=secretary, version=row.version, text="Først")
    client.force_login(secretary)
    told = {"version": row.version, "text": "Sidst"}
    answer = client.post(url("memo-block", hearing.pk, row.pk), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Først" in page
    assert "Sidst" in page


def test_a_memo_lacking_an_answer_is_not_final(client, secretary, hearing, reply):
    row = cut_paragraphs(reply=reply, by=secretary)[0]
    with pytest.raises(ValidationError):
        mark_final(hearing=hearing, by=secretary, at=AFTER)
    assert MemoVersion.objects.count() == 0
    client.force_login(secretary)
    page = client.get(url("memo", hearing.pk)).content.decode()
    assert f"uddrag={row.pk}#uddrag" in page


def test_an_open_hearing_has_no_final_memo(secretary, hearing, reply):
    weighed(reply, secretary)
    f.make_party(hearing, name="Ungdomsrådet")
    with pytest.raises(ValidationError):
        mark_final(hearing=hearing, by=secretary, at=f.danish(2023, 10, 20))
    assert mark_final(hearing=hearing, by=secretary, at=AFTER).is_final


def test_final_and_published_it_is_read_by_everybody(client, secretary, hearing, reply):
    weighed(reply, secretary)
    with pytest.raises(ValidationError):
        publish_memo(hearing=hearing, by=secretary, at=AFTER)
    memo = mark_final(hearing=hearing, by=secretary, at=AFTER)
    hearing.matter.refresh_from_db()
    assert hearing.matter.assessed_at == AFTER
    public = url("public-memo", hearing.public_id, "pdf")
    assert client.get(public).status_code == 404
    assert publish_memo(hearing=hearing, by=secretary, at=AFTER) == memo
    content = client.get(public).content
    assert content.startswith(b"%PDF")
    assert client.get(url("public-memo", hearing.public_id, "docx")).content[:2] == b"PK"
    assert public in client.get(url("public", hearing.public_id)).content.decode()
    assert client.get(url("public-memo", hearing.public_id, "exe")).status_code == 404


def test_a_memo_changed_since_is_not_published(secretary, hearing, reply):
    weighed(reply, secretary)
    mark_final(hearing=hearing, by=secretary, at=AFTER)
    row = block(hearing, "counted")
    edit_block(block=row, by=secretary, version=row.version, text="Nyt")
    with pytest.raises(ValidationError):
        publish_memo(hearing=hearing, by=secretary, at=AFTER)


def test_the_sheet_holds_every_segment_and_never_calculates(client, secretary, hearing):
    reply = f.make_reply(f.make_party(hearing, name="Nord"), text="=1+1")
    weighed(reply, secretary, answer="+cmd")
    client.force_login(secretary)
    content = client.get(url("memo-sheet", hearing.pk)).content
    sheet = load_workbook(BytesIO(content)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in rows[0]][1:4] == ["Nord", None, "=1+1"]
    assert {cell.data_type for cell in rows[0]} <= {"s", "n"}
    assert Entry.objects.filter(act=Act.EXPORTED).count() == 1


def sheet_of(client, hearing):
    content = client.get(url("memo-sheet", hearing.pk)).content
    return list(load_workbook(BytesIO(content)).active.iter_rows(min_row=2, values_only=True))


def test_the_sheet_tells_of_each_segment_in_the_order_it_is_read(
    client, secretary, hearing, django_assert_num_queries
):
    item, theme = hearing.proposal.items.first(), hearing.themes.create(name="Vagter", order=2)
    said = [("Medarbejdersiden", "😀 Nej")]
    party, text = f.make_party(hearing, name="Syd"), "Tak.\n\n👮🏽 Ærø, ja"
    later = f.make_reply(party, text=text, minorities=said)
    gone = f.make_reply(f.make_party(hearing, name="Gammel"), text="Før", superseded_by=later)
    for reply in (later, gone):
        cut_paragraphs(reply=reply, by=secretary)
    cut_paragraphs(reply=later, by=secretary, minority=later.minorities.get())
    _first, second = later.segments.filter(minority=None).order_by("start")
    hearing.themes.create(name="Andet", order=1).segments.add(second)
    theme.segments.add(second)
    later.segments.filter(pk=second.pk).update(
        item=item, verdict="partly", answer="Ja", change_reference="Punkt 1", changed_by="sanne"
    )
    client.force_login(secretary)
    found = {row[2:] for row in sheet_of(client, hearing)}
    assert found == {
        (None, "Tak.", None, None, None, None, None, secretary.username),
        ("Medarbejdersiden", "😀 Nej", None, None, None, None, None, secretary.username),
        (None, "👮🏽 Ærø, ja", "Andet, Vagter", "1 Ny enhed", "Delvist fulgt", "Ja", "Punkt 1",
         "sanne"),
    }  # fmt: skip
    for _number in range(20):
        cut_paragraphs(reply=f.make_reply(hearing=hearing, text="a\n\nb"), by=secretary)
    rows = sheet_of(client, hearing)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    with django_assert_num_queries(2):
        assert len(list(assessment_sheet(hearing).rows)) == 43


def test_only_those_who_may_read_replies_see_the_memo(client, secretary, hearing, reply):
    weighed(reply, secretary)
    mark_final(hearing=hearing, by=secretary, at=AFTER)
    row = block(hearing, "counted")
    leader = org.make_worker(org.make_unit("Center"), name="Leder", function=Function.LEADER)
    director = org.make_worker(org.make_unit("Top"), name="Chef", function=Function.DIRECTOR)
    gets = [
        ("memo", []), ("memo-draft", ["pdf"]), ("memo-internal", ["docx"]), ("memo-sheet", []),
        ("memo-file", [1, "docx"]),
    ]  # fmt: skip
    posts = [("memo-make", []), ("memo-final", []), ("memo-publish", []), ("memo-block", [row.pk])]
    for who, seen in ((leader, 404), (director, 200)):
        client.force_login(who)
        for name, args in gets:
            assert client.get(url(name, hearing.pk, *args)).status_code == seen, name
        for name, args in posts:
            assert client.post(url(name, hearing.pk, *args)).status_code == 404, name


def test_a_replys_own_words_stand_before_those_of_a_minority():
    reply = f.make_reply(text="Først.\n\nSiden.", minorities=[("Medarbejdersiden", "Uenig.")])
    said = reply.minorities.get()
    by = reply.hearing.matter.case_worker
    for minority in (said, None):
        cut_paragraphs(reply=reply, by=by, minority=minority)
    document = internal_document(reply.hearing, made_at=AFTER)
    told = [block.text for block in document.blocks if isinstance(block, Quote)]
    assert told == ["Først.", "Siden.", "Uenig."]
    assert [row[3] for row in assessment_sheet(reply.hearing).rows] == told
    first = next_open(reply.hearing, reply, (), Reply.objects.all())
    assert (first.minority_id, first.start) == (None, 0)


@pytest.mark.parametrize(("count", "at_once"), [(3, 3), (20, 20), (21, 10), (900, 10)])
def test_a_long_block_is_folded_so_that_the_page_can_be_read(count, at_once):
    told = [Part("paragraph", (str(number),)) for number in range(count)]
    shown = Shown(row=MemoBlock(), parts=told)
    assert len(shown.first) == at_once
    assert [*shown.first, *shown.rest] == told
