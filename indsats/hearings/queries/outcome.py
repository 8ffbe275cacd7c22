"""What became of a matter, as its parties are told: the decision, the memo, who got it when."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.hearings.models import Dispatch, Hearing, HearingParty, MemoVersion, Occasion
from indsats.hearings.queries.matter_state import DECISION, Treated, day_decided, decision_on
from indsats.hearings.queries.units import names
from indsats.hearings.rules.publication import Policy, delete_day
from indsats.meetings.models import Decision, Result
from indsats.organisation.models import ChangeSetStatus

FINAL = frozenset({Result.ADOPTED, Result.AMENDED, Result.REJECTED, Result.NOTED})


@dataclass(frozen=True)
class Outcome:
    """A decision that ends a matter, and the memo it rests on; None is not yet."""

    hearing: Hearing
    memo: MemoVersion | None
    treated: Treated | None
    decision: Decision | None

    @property
    def reasons(self) -> list[str]:
        """Say what is missing before the parties can be told."""
        reasons = []
        if self.hearing.sent_at is None:
            reasons.append(_("The letter has not been sent, so there is nobody to answer."))
        if self.hearing.withdrawn_at:
            reasons.append(_("The hearing has been withdrawn. The parties have been told why."))
        if self.memo is None:
            reasons.append(_("Mark the memo as final first."))
        if self.decision is None:
            reasons.append(_("The matter has not been decided yet."))
        return reasons

    @property
    def milestone(self) -> str:
        """Name this telling: a new decision, or a newer memo, may be sent again."""
        if self.memo is None or self.decision is None:
            return ""
        return f"memo:{self.decision.pk}:{self.memo.number}"

    @property
    def subject(self) -> str:
        """Write the heading of the mail, in Danish."""
        with override(settings.LANGUAGE_CODE):
            return _("Outcome of the hearing: %(title)s") % {"title": self.hearing.letter_heading}

    @property
    def words(self) -> str:
        """Write what every party is told, in Danish; the words of a closed item stay closed."""
        if self.treated is None or self.decision is None:
            return ""
        body, day = self.treated.turn.body, self.decision.decided_on
        with override(settings.LANGUAGE_CODE):
            told = {
                "body": names([body.pk], day).get(body.pk, body.key),
                "day": date_format(day, "DATE_FORMAT"),
                "result": self.decision.get_result_display(),
            }
            public = settings.BASE_URL + reverse("hearings:public", args=[self.hearing.public_id])
            parts = [
                _("%(body)s treated the matter on %(day)s. Result: %(result)s.") % told,
                self.decision.text.strip() if self.treated.item.is_open else "",
                _effect(self.hearing, self.decision),
                _("The hearing memo is enclosed. It says what was said, and what is answered."),
                _("About the hearing: %(link)s") % {"link": public},
            ]
        return "\n\n".join(part for part in parts if part)


def outcome_of(hearing: Hearing) -> Outcome:
    """Gather the final decision and the newest final memo: three queries."""
    found = decision_on(hearing.matter, DECISION)
    ended = found is not None and found.decision is not None and found.decision.result in FINAL
    memo = hearing.memos.filter(is_final=True).order_by("-number").first()
    return Outcome(hearing, memo, found, found.decision if found and ended else None)


def deleted_on(hearing: Hearing) -> date | None:
    """Find the first day the public copy is gone.

    The day the letter promised, or else counted from the day of the final decision.
    """
    if hearing.published_until is not None:
        return hearing.published_until
    day = day_decided(hearing.matter, DECISION, FINAL)
    return delete_day(Policy(), day) if day else None


def _effect(hearing: Hearing, decision: Decision) -> str:
    """Say from when the change holds, once it has been entered."""
    change_set = hearing.proposal.change_set
    entered = change_set is not None and change_set.status == ChangeSetStatus.SCHEDULED
    if change_set is None or not entered or decision.result == Result.REJECTED:
        return ""
    days = sorted({row.valid_from for row in change_set.operations.all()})
    said = ", ".join(date_format(day, "DATE_FORMAT") for day in days)
    return _("The change takes effect on: %(days)s.") % {"days": said} if days else ""


class Told(NamedTuple):
    """A party with what it got of the outcome last; None is nothing yet."""

    party: HearingParty
    sending: Dispatch | None


def _told(hearing: Hearing) -> list[Told]:
    sendings = Dispatch.objects.filter(occasion=Occasion.MEMO).order_by("-created_at", "-pk")
    rows = hearing.parties.prefetch_related(Prefetch("dispatches", sendings, to_attr="outcomes"))
    return [Told(row, next(iter(getattr(row, "outcomes", ())), None)) for row in rows]


def outcome_page(hearing: Hearing) -> dict[str, Any]:
    """Give the page: what is missing, what will be sent, and who got it when."""
    found, rows = outcome_of(hearing), _told(hearing)
    lacking = [row for row in rows if not row.sending or row.sending.milestone != found.milestone]
    return {
        "hearing": hearing,
        "matter": hearing.matter,
        "outcome": found,
        "rows": rows,
        "waits": [] if found.reasons else lacking,
        "failed": any(row.sending and row.sending.failure for row in rows),
    }


def untold(hearings: QuerySet[Hearing]) -> QuerySet[Hearing]:
    """Keep the hearings whose matter is decided and whose parties have not been told."""
    decided = Decision.objects.filter(
        authoritative=True, result__in=FINAL, item__treatments__authoritative=True,
        item__treatments__question=DECISION,
    )  # fmt: skip
    ready = hearings.filter(
        withdrawn_at__isnull=True,
        memos__is_final=True,
        matter__key__in=decided.values("item__treatments__matter_key"),
    )
    sent = Dispatch.objects.filter(occasion=Occasion.MEMO).values("party__hearing")
    return ready.exclude(pk__in=sent).distinct()
