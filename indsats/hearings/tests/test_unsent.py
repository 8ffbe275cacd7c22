"""A letter that is still being written is not there for its parties, nor for the public."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import now

from indsats.hearings.models import Annex, Hearing
from indsats.hearings.tests import factories as f
from indsats.organisation.models import Function
from tests.matrix.world import OWN, build

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def statuses(client, hearing, party, annex):
    asked = (
        ("hearing", [hearing.pk]),
        ("letter-file", [hearing.pk]),
        ("hearing-annex", [hearing.pk, annex.pk]),
        ("own-reply", [party.pk]),
        ("public", [hearing.public_id]),
        ("public-annex", [hearing.public_id, annex.pk]),
    )
    return {name: client.get(reverse(f"hearings:{name}", args=args)).status_code
            for name, args in asked}  # fmt: skip


@pytest.mark.django_db
def test_an_unsent_hearing_is_not_there_for_its_party_nor_in_public(client):
    world = build(Function.BODY_CHAIR)
    hearing = f.make_hearing(dispatched=False)
    party = f.make_party(hearing, body=world.body(OWN))
    annex = Annex.objects.create(proposal=hearing.proposal, title="Bilag")
    annex.file.save("bilag.txt", ContentFile(b"Hej"), save=True)
    client.force_login(world.user, backend=BACKEND)
    before = statuses(client, hearing, party, annex)
    Hearing.objects.filter(pk=hearing.pk).update(sent_at=now())
    after = statuses(client, hearing, party, annex)
    assert (set(before.values()), set(after.values())) == ({404}, {200}), (before, after)
