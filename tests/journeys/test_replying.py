"""Those who are asked: a works council drafts, releases and sends; an outsider uses its link."""

import re

import pytest
from django.core import mail

from indsats.hearings.actions.dispatch import revoke_links
from indsats.hearings.models import HearingParty, Reply
from indsats.home.actions.demo.calendar import Moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNCIL, HOUSING = "lokalmed-ishoej-ungdom", "boligsocial-helhedsplan"
LINK = re.compile(r"/hoeringer/svar/[^\s/]+/")


def in_the_mail(address):
    """Give the reply link of the letter that was mailed to an address."""
    (letter,) = [one for one in mail.outbox if address in one.to]
    return LINK.search(letter.body)[0]


def test_a_council_and_an_outsider_reply(demo, walker):
    demo(Moment.HEARING_OPEN)
    party = HearingParty.objects.get(body__key=COUNCIL)
    outside = HearingParty.objects.get(body__key=HOUSING)

    member = walker("maja.hjorteby").go("/").go("/hoeringer/mine-svar/")
    member.go(f"/hoeringer/mine-svar/{party.pk}/")
    member.fill(text="Vi tager godt imod de nye kolleger.").click("Gem kladde").look()
    assert member.page.get_by_role("button", name="Frigiv udkastet").count() == 0

    chair = walker("peter.strandby").go("/").go(f"/hoeringer/mine-svar/{party.pk}/")
    chair.reads("LokalMED i Ishøj Ungdom")
    chair.click("Frigiv udkastet").look().confirm("Indsend svaret").look()
    sent = Reply.objects.get(party=party)
    chair.reads("Svaret er modtaget", sent.receipt, "Vi tager godt imod de nye kolleger.")

    link = in_the_mail(outside.address)
    outsider = walker().go(link)
    outsider.reads("Den Boligsociale Helhedsplan")
    outsider.fill(text="Beboerne kender gadeplanet.", name="Leyla Kildevang, kontaktperson")
    outsider.click("Indsend svaret").look()
    outsider.reads("Svaret er modtaget", Reply.objects.get(party=outside).receipt)

    revoke_links(party=outside, by=outside.hearing.matter.case_worker)
    assert outsider.page.goto(link).status == 410
    outsider.look().reads("Svarlinket er erstattet eller spærret")
