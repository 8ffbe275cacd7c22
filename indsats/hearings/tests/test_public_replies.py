"""What anybody may read of replies: one projection, five outputs, nothing else in any of them."""

import io
import zipfile
from datetime import date
from html import unescape
from itertools import product

import openpyxl
import pikepdf
import pytest
import time_machine
from django.core import signing
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indsats.base.listing.keyset import SALT
from indsats.base.tests.pdf_text import pdf_text
from indsats.hearings.models import (
    PublicationPolicy,
    Redaction,
    Reply,
)
from indsats.hearings.queries.public import public_replies
from indsats.hearings.rules.publication import Dates, Earliest, Policy, earliest_day
from indsats.hearings.tests import factories as f
from indsats.law.deadlines import danish_day

pytestmark = pytest.mark.django_db
REVIEWED = f.danish(2023, 10, 20)
AFTER = f.danish(2023, 11, 15)
HIDDEN = "HEMMELIGHED"


@pytest.fixture
def hearing():
    return f.make_hearing(public_id="aaben-hoering")


@pytest.fixture
def party(hearing):
    return f.make_party(hearing, name="LokalMED Børn")


def published(party, text="Vi støtter forslaget.", **fields):
    return f.make_reply(party, text=text, **{"reviewed_at": REVIEWED, **fields})


def outputs(client, hearing):
    """Give the five public copies as text."""
    page = client.get(reverse("hearings:public", args=[hearing.public_id])).content.decode()
    files = {
        form: client.get(reverse("hearings:public-replies", args=[hearing.public_id, form]))
        for form in ("pdf", "docx", "xlsx")
    }
    assert {answer.status_code for answer in files.values()} == {200}
    pdf = pdf_text(files["pdf"].content)
    with pikepdf.open(io.BytesIO(files["pdf"].content)) as book:
        pdf += str(book.docinfo)
    with zipfile.ZipFile(io.BytesIO(files["docx"].content)) as book:
        docx = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    with zipfile.ZipFile(io.BytesIO(files["xlsx"].content)) as book:
        xlsx = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    json = client.get(reverse("public-hearing-api", args=[hearing.public_id])).content.decode()
    return {"page": page, "pdf": pdf, "docx": docx, "xlsx": xlsx, "json": json}


def test_no_output_holds_more_than_the_projection(client, hearing, party):
    reply = published(
        party, f"Vi støtter. {HIDDEN} til sidst.", submitted_by=f"{HIDDEN} Hansen",
        mandate=f"{HIDDEN} mandat", request_key=f"{HIDDEN}-nøgle",
        minorities=[(f"FOA ved {HIDDEN}", f"Nej, siger {HIDDEN}.")],
        files=[
            {"name": f"{HIDDEN}.pdf", "file": "x", "kind": "pdf", "size": 1, "sha256": "0" * 64},
            {"name": f"{HIDDEN}.pdf", "file": "y", "kind": "pdf", "size": 1, "sha256": "1" * 64,
             "may_publish": True},
        ],
    )  # fmt: skip
    start = reply.text.index(HIDDEN)
    by = hearing.matter.case_worker
    Redaction.objects.create(
        reply=reply, start=start, end=start + len(HIDDEN), reason=f"{HIDDEN} grund", by=by
    )
    said = reply.minorities.get()
    Redaction.objects.create(
        reply=reply, minority=said, start=11, end=11 + len(HIDDEN), reason="navn", by=by
    )
    f.make_reply(f.make_party(hearing, name="Ulæst"), text=f"Ulæst {HIDDEN}")
    with time_machine.travel(AFTER, tick=False):
        found = outputs(client, hearing)
        projected = public_replies(hearing, AFTER)
    for form, text in found.items():
        assert HIDDEN not in text, form
        assert reply.receipt not in text, form
        assert "FOA" not in text, form
        assert reply.sha256 not in text, form
        assert "LokalMED Børn" in unescape(text.replace("\\u00f8", "ø")), form
        assert "til sidst" in text, form
    assert [(each.name, each.text) for each in projected] == [
        ("LokalMED Børn", "Vi støtter. […] til sidst.")
    ]
    assert [each.name for each in projected[0].files] == ["Bilag 1.pdf"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    before=st.text(max_size=30), hidden=st.text("ǼŒßÞ", min_size=4, max_size=8),
    after=st.text(max_size=30),
)  # fmt: skip
def test_what_is_covered_is_in_no_projection_whatever_stands_around_it(
    hearing, party, before, hidden, after
):
    clean = {ord(each): "" for each in "\x00ǼŒßÞ"}
    before, after = before.translate(clean), after.translate(clean)
    reply = published(party, before + hidden + after)
    Redaction.objects.create(
        reply=reply, start=len(before), end=len(before + hidden), reason="x",
        by=hearing.matter.case_worker,
    )  # fmt: skip
    found = [each for each in public_replies(hearing, AFTER) if each.number == reply.public_number]
    assert len(found) == 1
    assert not set(hidden) & set(found[0].text)
    assert "\u202e" not in found[0].text


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, True),
        ({"reviewed_at": None}, False),
        ({"withheld_because": "Navngiver et barn"}, False),
        ({"may_publish": False}, False),
        ({"late": True}, False),
        ({"late": True, "late_included": False}, False),
        ({"late": True, "late_included": True}, True),
    ],
)
def test_only_reviewed_replies_that_count_are_public(hearing, party, change, shown):
    published(party, **{"public_number": "ABC", **change})
    assert [each.number for each in public_replies(hearing, AFTER)] == (["ABC"] if shown else [])


def test_a_replaced_reply_is_no_longer_public(hearing, party):
    new = published(party, public_number="NY")
    published(party, public_number="GAMMEL", superseded_by=new)
    assert [each.number for each in public_replies(hearing, AFTER)] == ["NY"]


@pytest.mark.parametrize(
    ("policy", "before", "after"),
    [
        (PublicationPolicy.NEVER, 0, 0),
        ("", 0, 0),
        (PublicationPolicy.AFTER_DEADLINE, 0, 1),
        (PublicationPolicy.WITH_MEMO, 0, 0),
        (PublicationPolicy.ON_REVIEW, 1, 1),
    ],
)
def test_the_policy_says_when(hearing, party, policy, before, after):
    published(party)
    hearing.publication = policy
    last_moment, first = f.danish(2023, 10, 30, 23, 59, 59), f.danish(2023, 10, 31)
    assert len(public_replies(hearing, last_moment)) == before
    assert len(public_replies(hearing, first)) == after


@pytest.mark.parametrize("policy", PublicationPolicy.values)
def test_the_database_keeps_exactly_what_the_rule_lets_out(hearing, party, policy):
    hearing.publication, hearing.memo_published_at = policy, f.danish(2023, 11, 2, 0, 30)
    edges = [
        f.danish(2023, *day, hour, minute, second)
        for day in ((10, 28), (10, 29), (10, 30), (11, 2))
        for hour, minute, second in ((0, 0, 0), (23, 59, 59))
    ]
    for came, reviewed in product(edges, edges):
        published(party, at=came, reviewed_at=reviewed)
    rows = list(hearing.replies.all())
    for at in edges:
        expected = {row.public_number for row in rows if first_day(row, policy) <= danish_day(at)}
        assert {each.number for each in public_replies(hearing, at)} == expected


def first_day(reply, policy):
    dates = Dates(
        received_on=danish_day(reply.submitted_at), reviewed_on=danish_day(reply.reviewed_at),
        deadline=f.DEADLINE, memo_on=date(2023, 11, 2),
    )  # fmt: skip
    return earliest_day(Policy(earliest=Earliest(policy)), dates) or date.max


def walked(client, hearing, between=lambda: None):
    """Give the numbers on each page of replies, following the links onwards."""
    address, pages = reverse("hearings:public", args=[hearing.public_id]), []
    query = ""
    while query is not None:
        context = client.get(f"{address}{query}").context
        pages.append([each.number for each in context["replies"]])
        following = context["page"].following
        query = f"?side={following}" if following else None
        between()
    return pages


def test_many_replies_are_paged_bodies_first_and_none_is_lost(client, hearing, party):
    second = f.make_party(hearing, name="Rådet", order=party.order + 1)
    citizens = [
        published(None, hearing=hearing, public_number=f"C{number:03}") for number in range(108)
    ]
    published(second, public_number="A2")
    published(party, public_number="Z1")
    expected = ["Z1", "A2", *(row.public_number for row in citizens)]

    def withhold_what_was_shown_last():
        Reply.objects.filter(public_number__in=["C047", "C097"]).update(withheld_because="x")

    with time_machine.travel(AFTER, tick=False):
        pages = walked(client, hearing, between=withhold_what_was_shown_last)
        assert client.get(reverse("hearings:public", args=[hearing.public_id]) + "?side=x")
    assert [len(page) for page in pages] == [50, 50, 9]
    assert [number for page in pages for number in page] == [n for n in expected if n != "C097"]


def test_the_address_of_a_page_tells_nothing_the_page_does_not(client, hearing, party):
    for _number in range(51):
        published(party)
    with time_machine.travel(AFTER, tick=False):
        token = client.get(reverse("hearings:public", args=[hearing.public_id])).context["page"]
    told = signing.loads(token.following, salt=SALT)
    assert told == [["party__order", "public_number"], [party.order, "s0050"], 50, False]


@pytest.mark.parametrize("count", [1, 60])
def test_the_page_asks_no_more_for_many(
    client, hearing, party, count, django_assert_max_num_queries
):
    for _number in range(count):
        published(party, minorities=[("Ledelsessiden", "Nej")])
    address = reverse("hearings:public", args=[hearing.public_id])
    with time_machine.travel(AFTER, tick=False):
        client.get(address)
        with django_assert_max_num_queries(6):
            assert len(client.get(address).context["replies"]) == min(count, 50)


def test_the_public_copy_goes_and_the_record_stays(client, hearing, party):
    published(party)
    hearing.published_until = date(2024, 1, 1)
    hearing.save()
    with time_machine.travel(f.danish(2023, 12, 31), tick=False):
        assert "støtter" in outputs(client, hearing)["pdf"]
    with time_machine.travel(f.danish(2024, 1, 1), tick=False):
        assert not [form for form, text in outputs(client, hearing).items() if "støtter" in text]
    assert Reply.objects.count() == 1


def test_a_script_and_a_formula_are_only_text(client, hearing, party):
    published(party, '=HYPERLINK("http://ond.dk")\n<script>alert(1)</script>')
    with time_machine.travel(AFTER, tick=False):
        page = client.get(reverse("hearings:public", args=[hearing.public_id])).content.decode()
        answer = client.get(reverse("hearings:public-replies", args=[hearing.public_id, "xlsx"]))
    assert "<script>alert" not in page
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active for c in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []


def test_a_hearing_not_sent_has_no_public_replies(client):
    hidden = f.make_hearing(dispatched=False, public_id="skjult")
    for address in (
        reverse("public-hearing-api", args=["skjult"]),
        reverse("hearings:public-replies", args=["skjult", "pdf"]),
        reverse("hearings:public-file", args=["skjult", "AAA", 1]),
    ):
        assert client.get(address).status_code == 404
    assert public_replies(hidden, AFTER) == []
