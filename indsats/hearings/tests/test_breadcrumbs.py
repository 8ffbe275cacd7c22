"""The secretary's form pages say where they are, and lists leave out what cannot be used."""

import re

import pytest
from django.urls import reverse

from indsats.hearings.models import Segment
from indsats.hearings.tests import factories as f

pytestmark = pytest.mark.django_db
DRAFT = ("agenda", "matter-edit", "party-new", "deadline", "proposal-edit", "item-new", "annex-new")
SENT = ("supplement", "withdraw", "deadline", "reply-register")


def crumbs(client, name, *args):
    page = client.get(reverse(f"hearings:{name}", args=args)).content.decode()
    steps = page.split('class="breadcrumbs', 1)[1].split("</nav>")[0]
    return re.sub(r"<[^>]+>", " ", steps)


def login(client, hearing):
    user = hearing.matter.case_worker
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.mark.parametrize("name", DRAFT)
def test_a_form_page_of_a_draft_names_its_matter(client, name):
    hearing = f.make_hearing(dispatched=False)
    login(client, hearing)
    key = hearing.matter.key
    args = {
        "agenda": (key, "hearing"), "matter-edit": (key,), "party-new": (hearing.pk,),
        "deadline": (hearing.pk,),
    }.get(name, (key, hearing.proposal.number))  # fmt: skip
    assert hearing.matter.title in crumbs(client, name, *args)


@pytest.mark.parametrize("name", SENT)
def test_a_form_page_of_a_hearing_names_its_matter(client, name):
    hearing = f.make_hearing()
    login(client, hearing)
    assert hearing.matter.title in crumbs(client, name, hearing.pk)


def test_nothing_to_weigh_together_where_there_is_no_segment(client):
    hearing = f.make_hearing()
    login(client, hearing)
    where = reverse("hearings:themes", args=[hearing.pk])
    assert 'id="many"' not in client.get(where).content.decode()
    Segment.objects.create(reply=f.make_reply(hearing=hearing), start=0, end=2)
    assert 'id="many"' in client.get(where).content.decode()
