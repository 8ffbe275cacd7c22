from unittest.mock import Mock

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from indsats.audit.actions import deed, record
from indsats.audit.models import Act, Entry
from indsats.audit.queries import verify
from indsats.base.triggers import lifted

pytestmark = pytest.mark.django_db


@deed
def act(text, *, fail=False):
    record(by="alice", act=Act.CREATED, subject="reply:1", reason=text, day="2024-01-01")
    if fail:
        raise ValueError(text)


def tampered(sql):
    """Write past the triggers, as somebody with the keys to the database may."""
    with lifted(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        record(by="alice", act=Act.SEEN, subject="x")


def test_a_failed_act_leaves_no_line():
    act("første")
    with pytest.raises(ValueError, match="anden"), transaction.atomic():
        act("anden", fail=True)
    assert [entry.reason for entry in Entry.objects.all()] == ["første"]
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_a_deed_reads_the_head_once_and_chains_every_line():
    act("første")
    with CaptureQueriesContext(connection) as asked, deed:
        for text in ("anden", "tredje"):
            act(text)
    heads = [each["sql"] for each in asked if "audit_chainhead" in each["sql"]]
    assert sum(sql.startswith("SELECT") for sql in heads) == 1
    assert [entry.sequence for entry in Entry.objects.all()] == [1, 2, 3]
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_cannot_begin_leaves_no_transaction_open(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("indsats.audit.actions._lock_chain", Mock(side_effect=OperationalError))
        with pytest.raises(OperationalError):
            act("Aldrig begyndt")
    assert not connection.in_atomic_block
    act("Den næste")
    assert [entry.reason for entry in Entry.objects.all()] == ["Den næste"]


@pytest.mark.django_db(transaction=True)
def test_a_part_of_a_deed_that_is_undone_leaves_the_chain_whole():
    with deed:
        act("første")
        with pytest.raises(ValueError, match="anden"), transaction.atomic():
            act("anden", fail=True)
        act("tredje")
    act("fjerde")
    assert [entry.reason for entry in Entry.objects.all()] == ["første", "tredje", "fjerde"]
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_is_undone_is_forgotten_by_the_next():
    act("første")
    with pytest.raises(ValueError, match="anden"):
        act("anden", fail=True)
    act("tredje")
    assert [entry.reason for entry in Entry.objects.all()] == ["første", "tredje"]
    assert verify() == []


def test_a_line_can_be_neither_changed_nor_removed_through_the_model():
    act("æøå")
    entry = Entry.objects.get()
    for change in (entry.save, entry.delete, Entry.objects.all().delete):
        with pytest.raises(TypeError):
            change()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET reason = 'rettet'",
        "UPDATE audit_entry SET reason = reason",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_itself_refuses_to_change_or_shorten_the_trail(sql):
    act("æøå")
    with (
        pytest.raises(IntegrityError, match="audit_entry_sealed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert verify() == []


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        ("UPDATE audit_entry SET actor = 'bob' WHERE sequence = 2", [2]),
        ("UPDATE audit_entry SET facts = '{}' WHERE sequence = 3", [3]),
        ("DELETE FROM audit_entry WHERE sequence = 2", [2]),
        ("DELETE FROM audit_entry WHERE sequence = 4", [4]),
    ],
)
def test_tampering_is_found_and_named(tamper, found):
    for number in range(4):
        act(f"nummer {number}")
    assert verify() == []
    tampered(tamper)
    assert [each.sequence for each in verify()] == found


def test_reordered_lines_are_found():
    for number in range(4):
        act(f"nummer {number}")
    tampered("UPDATE audit_entry SET sequence = 99 WHERE sequence = 2")
    tampered("UPDATE audit_entry SET sequence = 2 WHERE sequence = 3")
    tampered("UPDATE audit_entry SET sequence = 3 WHERE sequence = 99")
    assert [each.sequence for each in verify()][:1] == [2]
