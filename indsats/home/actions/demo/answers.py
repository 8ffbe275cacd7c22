"""What the parties reply in the demonstration, and how the secretary weighs it; all made up."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from indsats.hearings.actions.memo import mark_final, publish_memo
from indsats.hearings.actions.publication import decide_late, read_reply, review
from indsats.hearings.actions.reply import Minority, Sender, Submission, new_request_key, submit
from indsats.hearings.actions.segment import (
    Weighing,
    cut_paragraphs,
    make_theme,
    weigh,
)
from indsats.hearings.models import (
    Hearing,
    HearingParty,
    Received,
    Reply,
    ReplyKind,
    Verdict,
)
from indsats.home.actions.demo.calendar import Calendar

Deed = tuple[datetime, Callable[[], object]]

COUNCIL = """LokalMED har drøftet forslaget på et ekstraordinært møde.

Vi kan se det gode i, at det opsøgende arbejde samles i én enhed, og at de kriminalpræventive \
konsulenter bliver i centeret. Samarbejdet med myndighedsrådgiverne må ikke blive længere.

Vi er bekymrede for de ændrede arbejdstider. Aften- og weekendvagter skal varsles i god tid, og \
der skal altid være to af sted.

Vi foreslår, at kompetencekravene følges af en plan for efteruddannelse, så ingen af de \
nuværende medarbejdere falder for dem."""
YOUTH = """LokalMED i Ishøj Ungdom tager godt imod de nye kolleger.

Vi savner en beskrivelse af, hvem der er daglig leder, og hvor holdet skal have base.

Målgruppen over 18 år er ny for os. Vi beder om, at overgangen fra 17 til 18 år bliver beskrevet."""
SIDE = (
    """Medarbejdersiden er uenig i, at ændringen kan træde i kraft, før vilkårene er forhandlet."""
)
POLICE = """Tak for orienteringen. Vi ser frem til én indgang til det opsøgende arbejde.

Vi foreslår et fast ugentligt møde mellem politiet og den nye enhed."""
HOUSING = (
    """Beboerne kender gadeplanet. Vi håber, at de samme mennesker fortsat kommer i området."""
)

THANKS = "Tak for bemærkningen."
# How each paragraph is weighed, found by its first words: theme, verdict, answer, what changed.
WEIGHED = {
    "Tak for orienteringen": ("Samarbejde", Verdict.NOTED, "Én indgang er formålet.", ""),
    "Vi foreslår et fast": ("Samarbejde", Verdict.PARTLY,
        "Der aftales et møde hver anden uge, og behovet følges.", "Punkt 2d"),
    "LokalMED har drøftet": ("Samarbejde", Verdict.NOTED, THANKS, ""),
    "Vi kan se det gode": ("Samarbejde", Verdict.NOTED,
        "Samarbejdet med myndigheden beskrives i en arbejdsgang.", ""),
    "Vi er bekymrede": ("Arbejdstid", Verdict.PARTLY,
        "Vagter planlægges for fire uger ad gangen, altid i par.", "Punkt 1c"),
    "Vi foreslår, at kompetencekravene": ("Kompetencer", Verdict.FOLLOWED,
        "Der lægges en plan for efteruddannelse.", "Punkt 1b"),
    "Medarbejdersiden er uenig": ("Arbejdstid", Verdict.NOT_FOLLOWED,
        "Vilkårene varsles for den enkelte. Organiseringen venter ikke på det.", ""),
    "LokalMED i Ishøj Ungdom tager": ("Samarbejde", Verdict.NOTED, THANKS, ""),
    "Vi savner en beskrivelse": ("Ledelse", Verdict.NOT_FOLLOWED,
        "Base og daglig ledelse besluttes af Ishøj Ungdom.", ""),
    "Målgruppen over 18": ("Målgruppe", Verdict.FOLLOWED,
        "Overgangen fra 17 til 18 år beskrives i forslaget.", "Punkt 3"),
    "Beboerne kender": ("Samarbejde", Verdict.NOTED,
        "De samme medarbejdere fortsætter i området.", ""),
}  # fmt: skip


def _party(key: str, body: str) -> HearingParty:
    return HearingParty.objects.select_related("hearing").get(
        hearing__matter__key=key,
        body__key=body,
    )


def _send(key: str, body: str, at: datetime, sender: Sender, submission: Submission) -> Reply:
    party = _party(key, body)
    named = Sender(
        name=party.name, submitted_by=sender.submitted_by, mandate=sender.mandate,
        actor=sender.actor,
    )  # fmt: skip
    return submit(
        hearing=party.hearing, party=party, sender=named, submission=submission,
        request_key=new_request_key(), at=at,
    )  # fmt: skip


def _by(name: str, mandate: str) -> Sender:
    return Sender(name="", submitted_by=name, mandate=mandate)


def replies_during(calendar: Calendar, key: str) -> Iterator[Deed]:
    """Give the replies that come in early."""
    at = calendar.at(10, 10)
    yield at, partial(
        _send, key, "koebenhavns-vestegns-politi", at, _by("Rasmus Tornbæk", "kontaktperson"),
        Submission(text=POLICE, received=Received.LINK),
    )  # fmt: skip


def replies_late(calendar: Calendar, key: str) -> Iterator[Deed]:
    """Give the replies that come in towards the deadline, on paper, and after it."""
    at = calendar.at(10, 25, 14)
    yield at, partial(
        _send, key, "lokalmed-boern-forebyggelse", at, _by("Lise Thorsager", "formand"),
        Submission(text=COUNCIL, minorities=[Minority("Medarbejdersiden", SIDE)]),
    )  # fmt: skip
    at = calendar.at(10, 27, 11)
    yield at, partial(
        _send, key, "ungdomsskolens-bestyrelse", at, _by("Lone Fjeldsted", "formand"),
        Submission(kind=ReplyKind.NO_COMMENTS),
    )  # fmt: skip
    at = calendar.at(10, 30, 23)
    yield at, partial(
        _send, key, "lokalmed-ishoej-ungdom", at, _by("Peter Strandby", "formand"),
        Submission(text=YOUTH, received=Received.PAPER),
    )  # fmt: skip
    at = calendar.at(10, 31, 8)
    yield at, partial(
        _send, key, "boligsocial-helhedsplan", at, _by("Leyla Kildevang", "kontaktperson"),
        Submission(text=HOUSING, received=Received.MAIL),
    )  # fmt: skip


def assess(key: str, at: datetime) -> None:
    """Cut every reply into its paragraphs and weigh each for what it says."""
    hearing = Hearing.objects.select_related("matter").get(matter__key=key)
    by = hearing.matter.case_worker
    for reply in hearing.replies.order_by("sequence"):
        read_reply(reply=reply, by=by, at=at)
        if reply.late:
            decide_late(reply=reply, by=by, included=True, reason="Kom dagen efter og er nået med.")
        review(reply=reply, by=by, at=at)
        for minority in (None, *reply.minorities.all()):
            for segment in cut_paragraphs(reply=reply, by=by, minority=minority):
                words = (minority or reply).text[segment.start : segment.end]
                name, verdict, answer, changed = next(
                    held for beginning, held in WEIGHED.items() if words.startswith(beginning)
                )
                theme = make_theme(hearing=hearing, by=by, name=name)
                weighing = Weighing(
                    version=segment.version, verdict=verdict, answer=answer, themes=[theme],
                    change_reference=changed,
                )  # fmt: skip
                weigh(segment=segment, by=by, weighing=weighing)
    mark_final(hearing=hearing, by=by, at=at)
    publish_memo(hearing=hearing, by=by, at=at)
