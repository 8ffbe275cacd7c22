"""A matter as files and back again: nothing is lost, nothing is changed on the way."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import settings as settled
from hypothesis import strategies as st

from indsats.audit.actions import deed
from indsats.audit.queries import verify
from indsats.hearings.actions.annexing import attach
from indsats.hearings.models import Annex, Hearing, Matter
from indsats.home.queries.dumping import hearing_yaml
from indsats.home.rules.files import Known, read_texts, rows
from indsats.home.rules.files.writing import hearing, to_yaml
from indsats.meetings.models import Decision, Meeting, Treatment
from indsats.organisation.actions.slices import Writing, write
from indsats.organisation.models import ChangeSet, ChangeSetStatus
from indsats.organisation.queries.change_sets import engine_steps
from indsats.organisation.queries.picture import read as read_picture
from indsats.organisation.rules import apply
from indsats.organisation.rules.slices import Picture, Slice
from indsats.organisation.tests import factories as org

EXAMPLE = settings.ROOT / "examples" / "ishoj-2023"
NOWHERE = rows.Where("", 0, "")
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
UNREAD = "\u2028\u2029\u0085\ufeff"  # newlines of other systems: forms clean them away
LETTER = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters=UNREAD
)
LINES = st.text(LETTER | st.sampled_from("\n\t#:-'\"æøå »"))
NAMES = LINES.filter(str.strip)
PICTURE = Picture.of(
    [Slice.of("unit", "by", date(1980, 1, 1), None, name="Byen", kind="municipality")]
)
KNOWN = Known(PICTURE, frozenset({"bo"}))


def of(row, /, **fields):
    return st.builds(row, where=st.just(NOWHERE), **fields)


ITEMS = of(rows.ItemRow, number=NAMES, kind=st.just("other"), title=NAMES, text=LINES,
           rationale=LINES, modelled_on=LINES)  # fmt: skip
ANNEXES = of(rows.AnnexRow, title=NAMES, section=LINES, kind=st.sampled_from(("annex", "analysis")),
             file=st.sampled_from(("", "bilag.pdf")), sha256=st.sampled_from(("", "0" * 64)),
             text=LINES, is_open=st.booleans(), closed_reason=LINES)  # fmt: skip
PROPOSALS = of(rows.ProposalRow, number=st.just(1), title=NAMES, basis=LINES, text=LINES,
               items=st.lists(ITEMS, max_size=2, unique_by=lambda row: row.number).map(tuple),
               annexes=st.lists(ANNEXES, max_size=2).map(tuple))  # fmt: skip
LETTERS = of(rows.LetterRow, dated=st.none() | DAYS, heading=LINES, text=LINES, reply_to=LINES,
             contact=LINES, signatory=LINES, effect=LINES)  # fmt: skip
PARTIES = of(rows.PartyRow, body=st.just("by"), role=st.sampled_from(("consulted", "informed")),
             name=LINES, may_comment=st.booleans(), address=LINES,
             channel=st.sampled_from(("email", "outbox")))  # fmt: skip
DEADLINES = of(rows.DeadlineRow, last_day=DAYS, set_on=DAYS, set_by=st.just("bo"), reason=LINES)
ROUNDS = of(rows.RoundRow, iteration=st.just(1), proposal=st.just(1), letter=LETTERS,
            decided_on=st.none() | DAYS, published_until=st.none() | DAYS,
            deadlines=st.lists(DEADLINES, max_size=2).map(tuple),
            parties=st.lists(PARTIES, max_size=1).map(tuple),
            answers=st.dictionaries(NAMES, LINES, max_size=2))  # fmt: skip
TREATMENTS = of(rows.TreatmentRow, body=st.just("by"), day=DAYS, text=LINES,
                role=st.sampled_from(("send_in_hearing", "decision", "recommendation")),
                authoritative=st.booleans(),
                result=st.sampled_from(("", "adopted", "postponed", "referred")))  # fmt: skip
MATTERS = of(rows.MatterRow, key=st.just("sag"), title=NAMES, deciding_body=st.just("by"),
             owner_unit=st.just("by"), case_worker=st.just("bo"), opened_on=DAYS,
             journal_number=LINES, legal_basis=LINES, budget=LINES, competence=LINES,
             evaluation_on=st.none() | DAYS)  # fmt: skip
WHOLE = st.builds(
    rows.HearingRow, where=st.just(NOWHERE), matter=MATTERS, proposals=st.tuples(PROPOSALS),
    treatments=st.lists(TREATMENTS, max_size=2).map(tuple),
    hearings=st.lists(ROUNDS, max_size=1).map(tuple),
)  # fmt: skip


@settled(max_examples=40)
@given(WHOLE)
def test_any_matter_written_and_read_says_the_same(row):
    text = to_yaml(hearing(row))
    (back,) = read_texts({"sag.yaml": text.encode()}, KNOWN).hearings
    assert to_yaml(hearing(back)) == text


@pytest.fixture
def loaded(db, capsys):
    call_command("load", str(EXAMPLE))
    matter = Matter.objects.get()
    proposal, by = matter.proposals.get(), matter.case_worker
    fields = {"kind": "analysis", "by": by, "proposal": proposal}
    files = (("Analyse æøå.txt", b"Den lange analyse"), ("Analyse æøå.txt", b"En note"))
    for number, (name, content) in enumerate(files):
        attach(file=SimpleUploadedFile(name, content), title=f"Analyse {number}", **fields)
    Matter.objects.update(evaluation_on=date(2025, 3, 1))
    Hearing.objects.update(letter_text="Første linje\nAnden linje\n\nTredje")
    return Matter.objects.get()


@pytest.fixture
def folder(tmp_path):
    """Give an empty folder, beside the one of the application's own files."""
    (tmp_path / "ud").mkdir()
    return tmp_path / "ud"


def dump(matter, folder):
    call_command("dump", "hearing", matter.key, "-o", str(folder / "sag.yaml"))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def take_away(matter):
    """Empty the tables of a matter, as in another municipality."""
    Treatment.objects.all().delete()
    Decision.objects.all().delete()
    for meeting in Meeting.objects.all():
        meeting.items.all().delete()
    Meeting.objects.all().delete()
    matter.hearings.all().delete()
    change_set = matter.proposals.get().change_set
    matter.delete()
    change_set.delete()


def test_a_matter_and_its_files_come_back_as_they_were(loaded, folder):
    (first := folder / "en").mkdir()
    (second := folder / "to").mkdir()
    before = dump(loaded, first)
    assert {name for name in before if name.endswith(".txt")} == {
        "Analyse æøå.txt", "Analyse æøå-2.txt",
    }  # fmt: skip
    assert b"evaluation_on: 2025-03-01" in before["sag.yaml"]
    take_away(loaded)
    call_command("load", str(first))
    assert dump(Matter.objects.get(), second) == before
    assert {row.sha256 for row in Annex.objects.exclude(file="")} != {""}
    assert verify() == []


def test_loading_a_dump_where_it_was_made_changes_nothing(loaded, folder, capsys):
    before = dump(loaded, folder)
    capsys.readouterr()
    call_command("load", str(folder))
    assert "intet blev ændret" in capsys.readouterr().out
    (folder / "Analyse æøå.txt").write_bytes(b"En anden analyse")
    with pytest.raises(CommandError, match="er ikke den"):
        call_command("load", str(folder))
    text = before["sag.yaml"].decode()
    text = "\n".join(line for line in text.splitlines() if "sha256" not in line)
    (folder / "sag.yaml").write_text(text)
    call_command("load", str(folder))
    with Annex.objects.get(title="Analyse 0").file.open("rb") as kept:
        assert kept.read() == b"En anden analyse"


def test_a_matter_treated_twice_is_read_back_with_both_treatments(loaded, folder):
    committee = loaded.deciding_body.key
    council = org.make_unit("Byrådet", kind="committee").key
    dump(loaded, folder)
    text = (folder / "sag.yaml").read_text()
    added = "".join(
        f"- body: {body}\n  day: {day}\n  role: {role}\n{more}"
        f"  result: {result}\n  text: Besluttet\n"
        for body, day, role, more, result in (
            (committee, "2023-11-20", "recommendation", "", "postponed"),
            (council, "2023-12-05", "decision", "  authoritative: true\n", "adopted"),
        )
    )
    text = text.replace("treatments:\n", f"treatments:\n{added}")
    take_away(loaded)
    (folder / "sag.yaml").write_text(text)
    call_command("load", str(folder))
    again = hearing_yaml(Matter.objects.get())
    assert again.count("result:") == 3
    (folder / "sag.yaml").write_text(again)
    take_away(Matter.objects.get())
    call_command("load", str(folder))
    assert hearing_yaml(Matter.objects.get()) == again


def test_an_annex_is_only_looked_for_beside_the_file(loaded, folder):
    dump(loaded, folder)
    text = (folder / "sag.yaml").read_text()
    (folder / "sag.yaml").write_text(text.replace("file: Analyse", "file: ../Analyse"))
    with pytest.raises(CommandError):
        call_command("load", str(folder))


def test_a_dump_on_the_screen_says_which_files_it_leaves_out(loaded, capsys):
    call_command("dump", "hearing", loaded.key)
    assert "Analyse æøå.txt" in capsys.readouterr().err


def test_loading_a_dump_of_a_change_in_effect_where_it_was_made_changes_nothing(
    loaded, folder, capsys
):
    change_set, before = loaded.proposals.get().change_set, read_picture()
    with deed:
        after = apply(before, engine_steps(change_set))
        write(before, after, Writing(by=loaded.case_worker, change_set=change_set))
    ChangeSet.objects.update(status=ChangeSetStatus.SCHEDULED)
    dump(loaded, folder)
    for kind in ("organisation", "bodies"):
        call_command("dump", kind, "-o", str(folder / f"{kind}.yaml"))
    capsys.readouterr()
    call_command("load", str(folder))
    assert "intet blev ændret" in capsys.readouterr().out
