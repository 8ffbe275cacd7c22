"""The letter's case from draft to effect, each step done by the one whose work it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from indsats.hearings.actions import decision, hearing, matter, proposal
from indsats.hearings.models import Hearing, Matter
from indsats.hearings.queries.letter_case import findings
from indsats.hearings.rules.letter_check import Severity
from indsats.home.actions.demo.answers import assess, replies_during, replies_late
from indsats.home.actions.demo.calendar import Calendar, Moment
from indsats.home.rules.files.rows import LetterRow
from indsats.meetings.actions.agenda import publish_agenda
from indsats.meetings.actions.deciding import Verdict, decide
from indsats.meetings.actions.holding import end_meeting, open_meeting
from indsats.meetings.actions.planning import Slot, plan_meeting
from indsats.meetings.models import Result
from indsats.organisation.actions import change_sets
from indsats.organisation.actions.effects import emit_effects
from indsats.organisation.actions.safeguards import register_notice, waive
from indsats.organisation.models import ChangeSet, Engagement, User
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.queries.consultation import parties
from indsats.organisation.rules.parties import NOT_CONSULTED
from indsats.organisation.rules.people import terms_change

LASTS = timedelta(hours=2)
ANSWER = "Er orienteret på centrenes fælles møde og drøfter sagen, når forslaget er vedtaget."


@dataclass(frozen=True)
class Step:
    """One day of the case: when it is, what it is called, and what is done."""

    at: datetime
    name: str
    act: Callable[[], object]


@dataclass
class Story:
    """The case as it is played: who does the work, and the mended letter that is sent."""

    calendar: Calendar
    key: str
    letter: LetterRow

    @property
    def matter(self) -> Matter:
        """Give the matter as it stands."""
        return Matter.objects.get(key=self.key)

    @property
    def hearing(self) -> Hearing:
        """Give the round of hearing as it stands."""
        return Hearing.objects.select_related("matter", "proposal").get(matter__key=self.key)

    @property
    def by(self) -> User:
        """Give the secretary who has the matter."""
        return self.matter.case_worker

    @property
    def change_set(self) -> ChangeSet:
        """Give the change-set the matter is about."""
        found = self.matter.proposals.get().change_set
        if found is None:
            raise ValueError("The matter of the demonstration has no change-set")
        return found

    def steps(self) -> Iterator[Step]:
        """Give the steps up to the moment the demonstration stands at, in the order of days."""
        at = self.calendar.at
        yield Step(at(9, 1), "forslag", partial(self.make_ready, at(9, 1)))
        yield Step(at(9, 25, 17), "udvalg", partial(self.send_in_hearing, at(9, 25, 17)))
        if self.calendar.reached(Moment.HEARING_OPEN):
            yield Step(at(9, 26), "brev", partial(self.send_letter, at(9, 26)))
            for when, act in replies_during(self.calendar, self.key):
                yield Step(when, "svar", act)
        if self.calendar.reached(Moment.REPLIES_IN):
            for when, act in replies_late(self.calendar, self.key):
                yield Step(when, "svar", act)
        if self.calendar.reached(Moment.DECIDED):
            yield Step(at(11, 8), "behandling", partial(assess, self.key, at(11, 8)))
            yield Step(at(11, 20, 17), "beslutning", partial(self.adopt, at(11, 20, 17)))
            yield Step(at(11, 21), "varsling", partial(self.enter, at(11, 21)))
        if self.calendar.reached(Moment.IN_EFFECT):
            day = self.calendar.effect
            when = at(1, 8, year=2024)
            yield Step(when, "ikrafttræden", partial(emit_effects, max(day, when.date())))

    def make_ready(self, at: datetime) -> None:
        """Freeze the proposal with its preview, and say that it is ready for the committee."""
        self.set_aside(at)
        change_sets.freeze(by=self.by, change_set=self.change_set)
        proposal.freeze(proposal=self.matter.proposals.get(), by=self.by, at=at)
        matter.mark_ready(matter=self.matter, by=self.by, at=at)

    def set_aside(self, at: datetime) -> None:
        """Give a reason for every check that asks for one, and for councils left out."""
        found = prepared(self.change_set, today=at.date(), strict=False)
        for code in dict.fromkeys(problem.code for problem in found.hindrances):
            waive(by=self.by, change_set=self.change_set, code=code, subject="", reason=ANSWER)
        consulted = set(self.hearing.parties.values_list("body__key", flat=True))
        for council in parties(found):
            if council.body not in consulted:
                waive(
                    by=self.by, change_set=self.change_set, code=NOT_CONSULTED,
                    subject=f"unit:{council.body}", reason=ANSWER,
                )  # fmt: skip

    def treat(self, question: str, starts: datetime, verdict: Verdict) -> None:
        """Put the matter before the committee, hold the meeting and write the decision."""
        body = self.matter.deciding_body
        slot = Slot(starts, starts + LASTS, "Byrådssalen", "Ordinært møde")
        meeting = plan_meeting(by=self.by, body=body, slot=slot)
        texts = {"presentation": self.matter.proposals.get().text or self.matter.title}
        placing = decision.Placing(question, meeting, texts)
        early = starts - timedelta(hours=1)
        item = decision.place_before(matter=self.matter, by=self.by, at=early, placing=placing)
        publish_agenda(meeting=meeting, by=self.by, at=early)
        meeting = open_meeting(meeting=meeting, by=self.by, at=starts)
        decide(item=item, by=self.by, verdict=verdict)
        end_meeting(meeting=meeting, by=self.by, at=starts + LASTS)

    def send_in_hearing(self, at: datetime) -> None:
        """Let the committee send the proposal in hearing."""
        text = "Udvalget besluttede at sende forslaget i høring."
        self.treat("hearing", at, Verdict(result=Result.SENT_IN_HEARING, text=text))
        decision.note_sent_in_hearing(hearing=self.hearing, by=self.by)

    def send_letter(self, at: datetime) -> None:
        """Mend what stops the letter, answer the questions, and send it to every party."""
        row, letter = self.hearing, self.letter
        fields = {
            "letter_text": "\n\n".join(letter.paragraphs), "reply_to": letter.reply_to,
            "publication": "after_deadline", "contact": "Jonas Vangsted, Direktionssekretariatet",
        }  # fmt: skip
        hearing.edit_letter(hearing=row, by=self.by, version=row.version, fields=fields)
        for finding in findings(self.hearing):
            if finding.severity is Severity.QUESTION:
                hearing.answer_finding(
                    hearing=self.hearing,
                    by=self.by,
                    key=finding.key,
                    answer=ANSWER,
                )
        hearing.dispatch(hearing=self.hearing, by=self.by, at=at)

    def adopt(self, at: datetime) -> None:
        """Let the committee adopt the proposal."""
        text = "Udvalget godkendte forslaget. Styregruppen følger op efter et halvt år."
        preview = self.change_set.preview_hash
        self.treat("decision", at, Verdict(result=Result.ADOPTED, text=text, preview_hash=preview))

    def enter(self, at: datetime) -> None:
        """Register the notices of those whose terms change, and enter the change-set."""
        found = prepared(self.change_set, today=at.date())
        for key, (first, _aspects) in terms_change(found.preview.people).items():
            register_notice(
                by=self.by, change_set=self.change_set,
                engagement=Engagement.objects.get(key=key),
                given_on=self.calendar.day(EARLY), ends_on=first,
            )  # fmt: skip
        decision.put_into_effect(matter=self.matter, by=self.by, at=at)


EARLY = date(2023, 8, 1)
