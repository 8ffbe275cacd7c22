"""The work bench: marking, weighing, two people at once, access, and how much it asks for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from indsats.hearings.actions.segment import (
    Weighing,
    cut,
    cut_paragraphs,
    make_theme,
    weigh,
    weigh_many,
)
from indsats.hearings.models import PartyRole, Segment, Verdict
from indsats.hearings.rules.offsets import from_browser, shown, to_browser
from indsats.hearings.tests import factories as f
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as org

TEXT = "Vi bakker op om 👮🏽 forslaget.\n\nMen vagterne på Ærø skal varsles.\r\n\r\nHilsen rådet"

texts = st.text(st.sampled_from("aæø \r\n👮🏽é\u0301\u200d"), max_size=40)


@given(texts)
def test_a_browsers_offsets_are_ours_for_any_text(text):
    browser = shown(text).encode("utf-16-le")
    for offset in range(len(text) + 1):
        units = to_browser(text, offset)
        assert shown(text[:offset]).encode("utf-16-le") == browser[: units * 2] or text[
            :offset
        ].endswith("\r")
        assert shown(text[from_browser(text, units) :]) in shown(text)
    assert from_browser(text, len(browser)) == len(text)


@given(texts, st.data())
def test_what_is_marked_in_the_browser_is_what_we_cut(text, data):
    seen = shown(text)
    start = data.draw(st.integers(0, len(seen)))
    end = data.draw(st.integers(start, len(seen)))
    first, last = (len(seen[:at].encode("utf-16-le")) // 2 for at in (start, end))
    ours = text[from_browser(text, first) : from_browser(text, last)]
    assert shown(ours).strip() == seen[start:end].strip()


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_step(settings, tmp_path):
    settings.REQUIRE_MFA = False
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def secretary():
    return f.make_secretary()


@pytest.fixture
def hearing(secretary):
    return f.make_hearing(f.make_proposal(f.make_matter(case_worker=secretary)))


@pytest.fixture
def reply(hearing):
    return f.make_reply(f.make_party(hearing), text=TEXT)


def url(name, *args):
    return reverse(f"hearings:{name}", args=args)


def at(text, words):
    start = text.index(words)
    return start, start + len(words)


def marked(reply, words, by):
    start, end = at(reply.text, words)
    return cut(reply=reply, by=by, start=start, end=end)


def words(row):
    source = row.minority.text if row.minority else row.reply.text
    return source[row.start : row.end]


def test_text_marked_in_the_browser_becomes_a_segment(client, secretary, hearing, reply):
    client.force_login(secretary)
    start = len(shown(TEXT)[: shown(TEXT).index("vagterne")].encode("utf-16-le")) // 2
    answer = client.post(url("cut", hearing.pk, reply.sequence), {"start": start, "end": start + 8})
    made = Segment.objects.get()
    assert words(made) == "vagterne"
    assert answer.url.endswith(f"uddrag={made.pk}#uddrag")
    page = client.get(answer.url.split("#")[0]).content.decode()
    assert 'data-number="1" aria-current="true">vagterne</a>' in page


def test_text_is_in_one_segment_only(client, secretary, hearing, reply):
    marked(reply, "vagterne", secretary)
    client.force_login(secretary)
    client.post(url("cut", hearing.pk, reply.sequence), {"start": 0, "end": 60})
    assert Segment.objects.count() == 1


def test_paragraphs_are_cut_without_marking_also_of_minorities(client, secretary, hearing):
    reply = f.make_reply(
        f.make_party(hearing), text=TEXT, minorities=[("Medarbejdersiden", "Uenige.")]
    )
    client.force_login(secretary)
    client.post(url("cut-paragraphs", hearing.pk, reply.sequence))
    assert {words(row) for row in Segment.objects.all()} == {
        "Vi bakker op om 👮🏽 forslaget.",
        "Men vagterne på Ærø skal varsles.",
        "Hilsen rådet",
        "Uenige.",
    }


def weighed(client, hearing, row, **data):
    fields = {"version": row.version, "verdict": "followed", "answer": "Ja", **data}
    return client.post(url("weigh", hearing.pk, row.pk), fields)


def test_a_segment_gets_verdict_answer_item_and_a_new_theme(client, secretary, hearing, reply):
    row = marked(reply, "vagterne", secretary)
    item = hearing.proposal.items.first()
    client.force_login(secretary)
    answer = weighed(
        client, hearing, row, item=item.pk, new_theme="Arbejdstid", change_reference="Punkt 1"
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.verdict, row.answer, row.item, row.change_reference, row.version) == (
        "followed", "Ja", item, "Punkt 1", 2,
    )  # fmt: skip
    assert [theme.name for theme in row.themes.all()] == ["Arbejdstid"]


def test_save_and_go_on_leads_to_the_next_unfinished(client, secretary, hearing, reply):
    first, second = marked(reply, "bakker", secretary), marked(reply, "vagterne", secretary)
    other = f.make_reply(hearing=hearing, text="Nej tak")
    client.force_login(secretary)
    assert f"uddrag={second.pk}" in weighed(client, hearing, first, do="next").url
    assert f"svar={other.sequence}" in weighed(client, hearing, second, do="next").url


def test_the_second_of_two_sees_both_and_loses_nothing(client, secretary, hearing, reply):
    row = marked(reply, "vagterne", secretary)
    shown_version = row.version
    other = f.make_secretary()
    theirs = Weighing(version=row.version, verdict=Verdict.NOTED, answer="Deres svar")
    weigh(segment=row, by=other, weighing=theirs)
    client.force_login(secretary)
    answer = client.post(
        url("weigh", hearing.pk, row.pk),
        {"version": shown_version, "verdict": "followed", "answer": "Mit svar"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Deres svar" in page
    assert "Mit svar" in page
    row.refresh_from_db()
    assert row.answer == "Deres svar"
    weighed(client, hearing, row, answer="Begges svar")
    row.refresh_from_db()
    assert row.answer == "Begges svar"
    assert [each.answer for each in row.history.all()] == ["Deres svar"]


def test_an_earlier_answer_is_put_in_but_not_saved(client, secretary, hearing, reply):
    first, second = marked(reply, "bakker", secretary), marked(reply, "vagterne", secretary)
    theme = make_theme(hearing=hearing, by=secretary, name="Vagter")
    done = Weighing(version=1, verdict=Verdict.PARTLY, answer="Fire uger frem", themes=[theme])
    weigh(segment=first, by=secretary, weighing=done)
    second.themes.add(theme)
    client.force_login(secretary)
    page = client.get(url("bench", hearing.pk), {"uddrag": second.pk}).content.decode()
    assert f'name="reuse" value="{first.pk}"' in page
    answer = weighed(client, hearing, second, reuse=first.pk)
    assert answer.context["form"]["answer"].value() == "Fire uger frem"
    second.refresh_from_db()
    assert second.answer == ""


def test_a_weighed_segment_is_not_taken_away_behind_ones_back(client, secretary, hearing, reply):
    row = marked(reply, "vagterne", secretary)
    weigh(segment=row, by=secretary, weighing=Weighing(version=1, answer="Nyt"))
    client.force_login(secretary)
    client.post(url("uncut", hearing.pk, row.pk), {"version": 1})
    assert Segment.objects.count() == 1
    client.post(url("uncut", hearing.pk, row.pk), {"version": 2})
    assert Segment.objects.count() == 0


def test_a_late_reply_is_decided_on_with_a_reason(client, secretary, hearing):
    reply = f.make_reply(f.make_party(hearing), late=True)
    client.force_login(secretary)
    assert client.get(url("bench", hearing.pk)).context["late_form"]
    refused = client.post(url("bench-late", hearing.pk, reply.sequence), {"included": "1"})
    assert refused.status_code == 422
    client.post(
        url("bench-late", hearing.pk, reply.sequence), {"included": "0", "reason": "En uge sent"}
    )
    reply.refresh_from_db()
    assert (reply.late_included, reply.late_reason) == (False, "En uge sent")


def test_the_list_is_narrowed(client, secretary, hearing, reply):
    party = f.make_party(hearing, name="Politiet", role=PartyRole.INFORMED)
    other = f.make_reply(party, text="Tak", late=True)
    row = marked(reply, "vagterne", secretary)
    theme = make_theme(hearing=hearing, by=secretary, name="Vagter")
    row.themes.add(theme)
    client.force_login(secretary)
    client.post(url("segment-give", hearing.pk, row.pk), {"to": secretary.pk, "version": "1"})
    client.post(
        url("reply-give", hearing.pk, other.sequence), {"to": secretary.pk, "version": "1"}
    )  # fmt: skip
    client.post(url("bench-read", hearing.pk, other.sequence))

    def listed(chosen):
        page = client.get(url("bench", hearing.pk), {"vis": chosen})
        return [each.reply for each in page.context["replies"]]

    assert listed("") == [reply, other]
    assert listed("unread") == [reply]
    assert listed("mine") == [reply, other]
    assert listed("nobody") == [reply]
    assert listed("late") == [other]
    assert listed("open") == [reply, other]
    assert listed(f"tema-{theme.pk}") == [reply]


def test_a_thousand_replies_are_paged_without_losing_one(client, secretary, hearing):
    made = [f.make_reply(hearing=hearing, text="Nej").pk for _ in range(60)]
    client.force_login(secretary)
    seen, at_ = [], 1
    while at_:
        page = client.get(url("bench", hearing.pk), {"side": at_, "svar": at_}).context["page"]
        seen += [row.pk for row in page.rows]
        at_ = page.after
    assert seen == made


@pytest.mark.parametrize("name", ["bench", "themes", "memo"])
def test_pages_ask_no_more_for_fifty_than_for_one(client, secretary, hearing, reply, name):
    theme = make_theme(hearing=hearing, by=secretary, name="Vagter")
    for row in cut_paragraphs(reply=reply, by=secretary):
        row.themes.add(theme)
    client.force_login(secretary)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url(name, hearing.pk)).status_code == 200
        return [query["sql"] for query in queries]

    asked()
    few = asked()
    for _ in range(50):
        for row in cut_paragraphs(reply=f.make_reply(hearing=hearing, text=TEXT), by=secretary):
            row.themes.add(theme)
    many = asked()
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 10, "\n".join(many)


def test_only_those_who_weigh_replies_come_in(client, hearing, reply, secretary):
    row = marked(reply, "vagterne", secretary)
    theme = make_theme(hearing=hearing, by=secretary, name="Vagter")
    leader = org.make_worker(org.make_unit("Center"), name="Leder", function=Function.LEADER)
    gets = [("bench", []), ("themes", []), ("theme", [theme.pk])]
    posts = [
        ("cut", [reply.sequence]), ("cut-paragraphs", [reply.sequence]),
        ("bench-read", [reply.sequence]), ("bench-late", [reply.sequence]), ("weigh", [row.pk]),
        ("uncut", [row.pk]), ("segment-give", [row.pk]), ("weigh-many", []),
    ]  # fmt: skip
    client.force_login(leader)
    for name, args in gets:
        assert client.get(url(name, hearing.pk, *args)).status_code == 404, name
    for name, args in posts:
        assert client.post(url(name, hearing.pk, *args)).status_code == 404, name


def test_a_segment_is_only_found_under_its_own_hearing(client, secretary, reply):
    row = marked(reply, "vagterne", secretary)
    other = f.make_hearing(f.make_proposal(f.make_matter(case_worker=secretary)))
    client.force_login(secretary)
    for name in ("weigh", "uncut", "segment-give"):
        assert client.post(url(name, other.pk, row.pk)).status_code == 404


def test_many_are_weighed_at_once_but_not_those_changed_meanwhile(secretary, reply):
    rows = cut_paragraphs(reply=reply, by=secretary)
    versions = {row.pk: row.version for row in rows}
    weigh(segment=rows[0], by=secretary, weighing=Weighing(version=1, answer="Først"))
    done, left = weigh_many(
        versions=versions, by=secretary, verdict=Verdict.NOTED, answer="Taget til efterretning"
    )
    assert (done, set(left)) == (2, {rows[0].pk})
    assert [row.answer for row in Segment.objects.order_by("start")] == [
        "Først", "Taget til efterretning", "Taget til efterretning",
    ]  # fmt: skip


def test_ticked_segments_are_weighed_from_the_page(client, secretary, hearing, reply):
    rows = cut_paragraphs(reply=reply, by=secretary)
    client.force_login(secretary)
    page = client.get(url("themes", hearing.pk)).content.decode()
    assert f'name="shown" value="{rows[0].pk}:1" form="many"' in page
    told = {
        "verdict": "noted", "answer": "Noteret", "row": [rows[0].pk],
        "shown": [f"{row.pk}:1" for row in rows],
    }  # fmt: skip
    assert client.post(url("weigh-many", hearing.pk), told).status_code == 302
    assert [row.verdict for row in Segment.objects.order_by("start")] == ["noted", "", ""]
    refused = client.post(url("weigh-many", hearing.pk), {"verdict": "noted", "answer": "X"})
    assert refused.status_code == 422


def test_all_that_fit_the_search_are_weighed(client, secretary, hearing, reply):
    cut_paragraphs(reply=reply, by=secretary)
    client.force_login(secretary)
    page = client.get(url("themes", hearing.pk))
    told = {
        "verdict": "noted", "answer": "Noteret", "everything": "on",
        "shown_at": page.context["shown_at"],
    }  # fmt: skip
    client.post(url("weigh-many", hearing.pk), told)
    assert [row.verdict for row in Segment.objects.all()] == ["noted"] * 3


def test_themes_are_renamed_and_put_together(client, secretary, hearing, reply):
    row = marked(reply, "vagterne", secretary)
    one = make_theme(hearing=hearing, by=secretary, name="Vagter")
    two = make_theme(hearing=hearing, by=secretary, name="Arbejdstid")
    row.themes.add(one)
    assert make_theme(hearing=hearing, by=secretary, name=" vagter ") == one
    client.force_login(secretary)
    taken = client.post(url("theme", hearing.pk, one.pk), {"name": "arbejdstid"})
    assert taken.status_code == 422
    client.post(url("theme", hearing.pk, one.pk), {"name": "Vagtplaner"})
    client.post(url("theme", hearing.pk, one.pk), {"into": two.pk})
    assert [theme.name for theme in hearing.themes.all()] == ["Arbejdstid"]
    assert list(row.themes.all()) == [two]
