"""The acceptance of the whole: the letter's files loaded, checked, mended and dispatched."""

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import TestCase
from django.utils.timezone import localdate

from indsats.hearings.actions.hearing import dispatch
from indsats.hearings.models import Dispatch, Hearing, PartyRole
from indsats.hearings.queries.letter_case import findings
from indsats.hearings.rules.letter_check import defects
from indsats.hearings.tests.factories import danish
from indsats.organisation.queries.change_sets import prepared

pytestmark = pytest.mark.django_db
EXAMPLE = settings.ROOT / "examples" / "ishoj-2023"
DEFECTS = {"S3", "S8", "S18", "S26", "S29", "S30", "S31"}
AT = danish(2023, 9, 26)


@pytest.fixture(autouse=True)
def _then(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(AT, tick=False):
        yield


def loaded(*names):
    call_command("load", *(str(EXAMPLE / name) for name in ("", *names)), verbosity=0)
    return Hearing.objects.select_related("matter", "proposal").get()


def test_the_tables_say_of_the_letter_what_the_files_do():
    found = findings(loaded())
    assert {finding.id for finding in defects(found)} == DEFECTS


def test_the_letter_as_it_came_is_not_sent():
    hearing = loaded()
    with pytest.raises(ValidationError) as refused:
        dispatch(hearing=hearing, by=hearing.matter.case_worker, at=AT)
    said = " ".join(refused.value.messages)
    assert "XX" in said
    assert "Forslag til ændret organisering" in said
    assert not Dispatch.objects.exists()


def test_mended_in_two_places_it_goes_to_five_and_three_are_to_reply():
    hearing = loaded("mended")
    assert {f.id for f in defects(findings(hearing))} == DEFECTS - {"S8", "S26"}
    with TestCase.captureOnCommitCallbacks(execute=True):
        dispatch(hearing=hearing, by=hearing.matter.case_worker, at=AT)
    assert Dispatch.objects.filter(sent_at__isnull=False).count() == 5
    assert len(mail.outbox) == 5
    assert hearing.parties.filter(role=PartyRole.CONSULTED).count() == 3


def test_the_preview_counts_what_the_letter_proposes():
    change_set = loaded().proposal.change_set
    found = prepared(change_set, today=localdate(), strict=False)
    assert dict(found.preview.summary.structure) == {
        "units_created": 1,
        "units_moved": 2,
        "kept": 1,
        "bodies_created": 1,
        "seats_created": 4,
        "responsibilities": 1,
        "anchorings": 1,
    }
