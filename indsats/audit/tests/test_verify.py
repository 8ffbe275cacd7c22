from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.audit.queries import trail, verify
from indsats.base.triggers import lifted

pytestmark = pytest.mark.django_db


@deed
def write(number, *, actor="alice"):
    record(by=actor, act=Act.CREATED, subject=f"reply:{number}", reason="æøå")


def tampered(sql):
    """Write past the triggers, as somebody with the keys to the database may."""
    with lifted(), connection.cursor() as cursor:
        cursor.execute(sql)


def check():
    out, err = StringIO(), StringIO()
    call_command("verify_audit", stdout=out, stderr=err)
    return out.getvalue()


def test_a_whole_chain_says_how_many_rows_were_checked():
    for number in range(3):
        write(number)
    assert "3" in check()


def test_an_empty_trail_is_whole():
    assert check()


def test_a_changed_row_is_named_and_the_command_fails():
    for number in range(5):
        write(number)
    tampered("UPDATE audit_entry SET reason = 'rettet' WHERE sequence = 4")
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_audit", stderr=err)
    assert "4" in err.getvalue()
    assert "3" not in err.getvalue()


def test_the_newest_rows_can_be_checked_alone():
    for number in range(6):
        write(number)
    tampered("UPDATE audit_entry SET reason = 'rettet' WHERE sequence = 2")
    assert verify(newest=3) == []
    assert [each.sequence for each in verify(newest=5)] == [2]
    assert [each.sequence for each in verify(newest=50)] == [2]
    tampered("DELETE FROM audit_entry WHERE sequence = 6")
    assert [each.sequence for each in verify(newest=3)] == [6]


def test_the_trail_is_filtered_by_actor_act_and_danish_day():
    with time_machine.travel(datetime(2023, 10, 30, 22, 59, tzinfo=UTC), tick=False):
        write(1)
    with time_machine.travel(datetime(2023, 10, 30, 23, 0, tzinfo=UTC), tick=False):
        write(2, actor="bob")
    monday = date(2023, 10, 30)
    assert [row.subject for row in trail(first=monday, last=monday)] == ["reply:1"]
    assert [row.subject for row in trail(first=date(2023, 10, 31))] == ["reply:2"]
    assert [row.subject for row in trail()] == ["reply:2", "reply:1"]
    assert [row.subject for row in trail(actor="BOB")] == ["reply:2"]
    assert [row.subject for row in trail(subject="reply:1")] == ["reply:1"]
    assert list(trail(act=Act.SENT)) == []
