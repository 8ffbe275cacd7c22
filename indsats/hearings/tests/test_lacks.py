"""What the memo lacks: the database may leave out only replies the rules find nothing in."""

from itertools import product
from random import Random

import pytest

from indsats.hearings.models import PartyRole, ReplyKind, Segment
from indsats.hearings.queries.lacks import lacks
from indsats.hearings.rules.segments import Segment as Span
from indsats.hearings.rules.segments import paragraphs, unassigned
from indsats.hearings.rules.states import Role
from indsats.hearings.rules.verdicts import Verdict, Weighed, WeighedReply, gaps_of
from indsats.hearings.tests import factories as f

pytestmark = pytest.mark.django_db
TEXTS = (
    "", " \n", "Vi bakker op.\n\nMen 👮🏽 vagterne \t på Ærø.\r\n\r\n–", "Nej",
    "a\u00a0\u2003\n\nb\x85", "……\n\n?!",
)  # fmt: skip
ANSWERS = ("", " ", "\u00a0\u3000\x1f", "Ja", " \u00a0. ")
STATES = (
    {}, {"late": True}, {"late": True, "late_included": True},
    {"late": True, "late_included": False, "late_reason": "Sent"}, {"read_at": f.SENT},
)  # fmt: skip


def put(hearing, parties, random, text, kind, state):
    minorities = [("Ledelsessiden", random.choice(TEXTS[2:]))] if random.random() < 0.2 else ()
    party = random.choice(parties)
    reply = f.make_reply(
        party, hearing=hearing, text=text, kind=kind, minorities=minorities, **state
    )
    for source in (None, *reply.minorities.all()):
        said = source.text if source else text
        for span in paragraphs(said, Span(0, len(said))):
            if random.random() < 0.6:
                start = span.start + (random.random() < 0.2 and span.end - span.start > 1)
                cut(reply, source, random, start=start, end=span.end)


def cut(reply, minority, random, **span):
    finished = random.random() < 0.6
    Segment.objects.create(
        reply=reply,
        minority=minority,
        verdict=Verdict.PARTLY if finished else random.choice(["", *Verdict]),
        answer="Ja" if finished else random.choice(ANSWERS),
        change_reference="Punkt 1" if finished else random.choice(ANSWERS),
        **span,
    )


def judged(reply):
    statements = list(reply.minorities.all())
    cuts = list(reply.segments.order_by("start"))
    free = sum(
        len(unassigned(text, [Span(row.start, row.end) for row in cuts if row.minority_id == key]))
        for key, text in ((None, reply.text), *((row.pk, row.text) for row in statements))
    )
    return WeighedReply(
        key=str(reply.sequence),
        role=Role(reply.party.role) if reply.party else Role.CONSULTED,
        segments=[
            Weighed(
                key=str(row.pk),
                verdict=Verdict(row.verdict) if row.verdict else None,
                answer=row.answer,
                changed_where=row.change_reference,
            )
            for row in cuts
        ],
        unassigned=free,
        no_comments=reply.kind == ReplyKind.NO_COMMENTS and not statements,
        noted=reply.read_at is not None,
        late=reply.late,
        late_included=reply.late_included,
    )


def test_the_database_leaves_nothing_out_that_lacks_something(monkeypatch):
    hearing, random = f.make_hearing(), Random(0)  # noqa: S311 -- the same rows each time
    roles = (PartyRole.CONSULTED, PartyRole.INFORMED)
    parties = [None, *(f.make_party(hearing, name=role, role=role) for role in roles)]
    for _turn, text, kind, state in product(range(2), TEXTS, ReplyKind, STATES):
        put(hearing, parties, random, text, kind, state)
    first, last = hearing.replies.first(), hearing.replies.last()
    hearing.replies.filter(pk=first.pk).update(superseded_by=last)
    counting = hearing.replies.filter(superseded_by=None).order_by("sequence")
    expected = [gap for reply in counting for gap in gaps_of(judged(reply))]
    for few in (0, 500):
        monkeypatch.setattr("indsats.hearings.queries.lacks.FEW", few)
        assert [lack.gap for lack in lacks(hearing)] == expected
    assert len({gap.lacks.msgid for gap in expected}) == 7
    assert len({gap.reply for gap in expected}) < counting.count()


def test_a_finished_hearing_is_told_without_reading_its_replies(django_assert_num_queries):
    hearing = f.make_hearing()
    for number in range(3):
        reply = f.make_reply(hearing=hearing, text=f"Første {number}.\n\nAndet.")
        for span in paragraphs(reply.text, Span(0, len(reply.text))):
            row = {"verdict": "noted", "answer": "Tak"}
            Segment.objects.create(reply=reply, start=span.start, end=span.end, **row)
    with django_assert_num_queries(1):
        assert lacks(hearing) == []
