"""What must hold before a matter may go on: named guards, each giving its reasons why not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _


class Guard(StrEnum):
    """A condition of a transition, by name."""

    LEGAL_BASIS = "legal_basis"
    ITEMS_CLASSIFIED = "items_classified"
    PREVIEW_SOUND = "preview_sound"
    ANNEXES_PRESENT = "annexes_present"
    CONSULTATION_PLANNED = "consultation_planned"
    COVERAGE_ANSWERED = "coverage_answered"
    ITEM_OPENNESS = "item_openness"
    QUORUM = "quorum"
    PARTIES_RESOLVED = "parties_resolved"
    LETTER_SOUND = "letter_sound"
    DEADLINE_AHEAD = "deadline_ahead"
    REASON_GIVEN = "reason_given"
    SEGMENTS_WEIGHED = "segments_weighed"
    PUBLIC_POLICY = "public_policy"
    ONE_AUTHORITATIVE = "one_authoritative"
    DECISION_NAMES_PREVIEW = "decision_names_preview"
    EFFECT_DATES = "effect_dates"
    NOTICES_END = "notices_end"
    PREFLIGHT = "preflight"
    CHANGE_DONE = "change_done"
    EVALUATED = "evaluated"
    FOLLOW_UPS_ANSWERED = "follow_ups_answered"
    PARTIES_TOLD = "parties_told"


@dataclass(frozen=True, kw_only=True)
class GuardFacts:
    """What an action has gathered for the guards; the defaults are those of an empty matter."""

    legal_basis: str = ""
    items: int = 0
    unclassified_items: Sequence[str] = ()
    preview_errors: Sequence[str] = ()
    preview_hash: str = ""
    annexes_missing: Sequence[str] = ()
    parties: int = 0
    parties_without_members: Sequence[str] = ()
    coverage_unanswered: Sequence[str] = ()
    item_open: bool | None = None
    closed_reason: str = ""
    quorate: bool | None = None
    letter_blockers: Sequence[Message] = ()
    deadline: date | None = None
    today: date | None = None
    reason: str = ""
    memo_gaps: Sequence[Message] = ()
    publication_policy: str = ""
    authoritative_treatments: int = 0
    hash_in_minutes: str = ""
    operations_without_date: Sequence[str] = ()
    notices_after_effect: Sequence[str] = ()
    preflight_errors: Sequence[str] = ()
    follow_ups_open: int = 0
    evaluation_on: date | None = None
    evaluation: str = ""
    change_waits: bool = False
    parties_untold: Sequence[str] = ()


def _needed(text: str, msgid: str) -> list[Message]:
    return [] if text.strip() else [message(msgid)]


def _none_left(names: Sequence[str], msgid: str) -> list[Message]:
    return [message(msgid, names=tuple(names))] if names else []


def _legal_basis(facts: GuardFacts) -> list[Message]:
    return _needed(facts.legal_basis, _("State on what legal basis the body decides."))


def _items_classified(facts: GuardFacts) -> list[Message]:
    if not facts.items:
        return [message(_("Write at least one item in the proposal."))]
    text = _("Say what kind of change each item is. Missing: %(names)s.")
    return _none_left(facts.unclassified_items, text)


def _preview_sound(facts: GuardFacts) -> list[Message]:
    text = _("The preview of the change shows errors: %(names)s.")
    return _none_left(facts.preview_errors, text)


def _annexes_present(facts: GuardFacts) -> list[Message]:
    return _none_left(facts.annexes_missing, _("Attach the annexes that are missing: %(names)s."))


def _consultation_planned(facts: GuardFacts) -> list[Message]:
    return [] if facts.parties else [message(_("Choose who is to be heard and informed."))]


def _coverage_answered(facts: GuardFacts) -> list[Message]:
    text = _("Include these bodies, or write why they are left out: %(names)s.")
    return _none_left(facts.coverage_unanswered, text)


def _item_openness(facts: GuardFacts) -> list[Message]:
    if facts.item_open is None:
        return [message(_("Say whether the item is open or closed."))]
    if facts.item_open:
        return []
    return _needed(facts.closed_reason, _("Write why the item is closed."))


def _quorum(facts: GuardFacts) -> list[Message]:
    return [] if facts.quorate else [message(_("Note that the body could make decisions."))]


def _parties_resolved(facts: GuardFacts) -> list[Message]:
    text = _("These parties have nobody to write to: %(names)s.")
    missing = _none_left(facts.parties_without_members, text)
    return _consultation_planned(facts) + missing


def _letter_sound(facts: GuardFacts) -> list[Message]:
    return list(facts.letter_blockers)


def _deadline_ahead(facts: GuardFacts) -> list[Message]:
    if facts.deadline is None:
        return [message(_("Set a deadline for the replies."))]
    if facts.today is not None and facts.deadline <= facts.today:
        text = _("The deadline %(day)s leaves no time to reply. Choose a later day.")
        return [message(text, day=facts.deadline)]
    return []


def _reason_given(facts: GuardFacts) -> list[Message]:
    return _needed(facts.reason, _("Write why. All parties can read the reason."))


def _segments_weighed(facts: GuardFacts) -> list[Message]:
    return list(dict.fromkeys(facts.memo_gaps))


def _public_policy(facts: GuardFacts) -> list[Message]:
    return _needed(facts.publication_policy, _("Decide how the replies are published."))


def _one_authoritative(facts: GuardFacts) -> list[Message]:
    if facts.authoritative_treatments == 1:
        return []
    text = _("Exactly one body must decide the item. There are %(count)s.")
    return [message(text, count=facts.authoritative_treatments)]


def _decision_names_preview(facts: GuardFacts) -> list[Message]:
    if facts.preview_hash and facts.hash_in_minutes == facts.preview_hash:
        return []
    return [message(_("The decision is about another version than the preview. Preview again."))]


def _effect_dates(facts: GuardFacts) -> list[Message]:
    text = _("Give each change a date of effect. Missing: %(names)s.")
    return _none_left(facts.operations_without_date, text)


def _notices_end(facts: GuardFacts) -> list[Message]:
    text = _("Changed terms begin before the notice ends: %(names)s.")
    return _none_left(facts.notices_after_effect, text)


def _preflight(facts: GuardFacts) -> list[Message]:
    return _none_left(facts.preflight_errors, _("Mend this before the day of effect: %(names)s."))


def _change_done(facts: GuardFacts) -> list[Message]:
    return [message(_("The change has not taken effect yet."))] if facts.change_waits else []


def _evaluated(facts: GuardFacts) -> list[Message]:
    if facts.evaluation_on is None:
        return [message(_("Set the day on which the matter is evaluated."))]
    if facts.today and facts.today < facts.evaluation_on:
        text = _("The matter is evaluated on %(day)s and cannot be closed before.")
        return [message(text, day=facts.evaluation_on)]
    return _needed(facts.evaluation, _("Write what the follow-up showed."))


def _follow_ups_answered(facts: GuardFacts) -> list[Message]:
    if not facts.follow_ups_open:
        return []
    text = _("Follow-up points without an answer: %(count)s.")
    return [message(text, count=facts.follow_ups_open)]


def _parties_told(facts: GuardFacts) -> list[Message]:
    text = _("These parties have not been told the outcome: %(names)s.")
    return _none_left(facts.parties_untold, text)


GUARDS: Mapping[Guard, Callable[[GuardFacts], list[Message]]] = MappingProxyType(
    {
        Guard.LEGAL_BASIS: _legal_basis,
        Guard.ITEMS_CLASSIFIED: _items_classified,
        Guard.PREVIEW_SOUND: _preview_sound,
        Guard.ANNEXES_PRESENT: _annexes_present,
        Guard.CONSULTATION_PLANNED: _consultation_planned,
        Guard.COVERAGE_ANSWERED: _coverage_answered,
        Guard.ITEM_OPENNESS: _item_openness,
        Guard.QUORUM: _quorum,
        Guard.PARTIES_RESOLVED: _parties_resolved,
        Guard.LETTER_SOUND: _letter_sound,
        Guard.DEADLINE_AHEAD: _deadline_ahead,
        Guard.REASON_GIVEN: _reason_given,
        Guard.SEGMENTS_WEIGHED: _segments_weighed,
        Guard.PUBLIC_POLICY: _public_policy,
        Guard.ONE_AUTHORITATIVE: _one_authoritative,
        Guard.DECISION_NAMES_PREVIEW: _decision_names_preview,
        Guard.EFFECT_DATES: _effect_dates,
        Guard.NOTICES_END: _notices_end,
        Guard.PREFLIGHT: _preflight,
        Guard.CHANGE_DONE: _change_done,
        Guard.EVALUATED: _evaluated,
        Guard.FOLLOW_UPS_ANSWERED: _follow_ups_answered,
        Guard.PARTIES_TOLD: _parties_told,
    },
)


def reasons(guard: Guard, facts: GuardFacts) -> list[Message]:
    """Give a guard's reasons against, in words for the user; none means it lets through."""
    return GUARDS[guard](facts)
