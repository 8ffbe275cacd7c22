"""Those who are asked: a works council drafts, releases and sends; an outsider uses its link."""

import re

import pytest
from django.core import mail

from indsats.hearings.models import HearingParty, Reply, ReplyDraft
from indsats.home.actions.demo.calendar import Moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNCIL, HOUSING = "lokalmed-ishoej-ungdom", "boligsocial-helhedsplan"
REFUSED = "»stor.pdf« fylder mere end 25 MB. Gør den mindre, eller del den op, og prøv igen."
LINK = re.compile(r"/hoeringer/svar/[^\s/]+/")


def in_the_mail(address):
    """Give the reply link of the letter that was mailed to an address."""
    letter, *_receipts = [one for one in mail.outbox if address in one.to]
    return LINK.search(letter.body)[0]


def until(page, true):
    """Wait for what the browser does by itself, after the page it was done on is gone."""
    for _each in range(150):
        if true():
            return
        page.wait_for_timeout(100)
    raise TimeoutError


def test_a_council_and_an_outsider_reply(demo, walker, browser_page, clock, tmp_path):
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

    outsider = reply_by_link(walker, browser_page, outside, tmp_path)
    meet_stopped_and_expired_links(walker, outsider, outside, clock)


def reply_by_link(walker, browser_page, party, tmp_path):
    """Write as an outside party: leave the page, come back, choose far too large a file, send."""
    link = in_the_mail(party.address)
    outsider = walker().go(link)
    outsider.reads("Den Boligsociale Helhedsplan").fill(text="Beboerne kender gadeplanet.")
    outsider.page.goto("/konto/log-ind/")
    until(outsider.page, lambda: ReplyDraft.objects.filter(party=party).exists())
    outsider.go(f"{link}?nyt=1")
    assert outsider.page.locator("[name=text]").input_value() == "Beboerne kender gadeplanet."

    large = tmp_path / "stor.pdf"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    outsider.page.set_input_files("[name=file]", large)
    outsider.look().reads(REFUSED)
    assert outsider.page.locator("[name=file]").input_value() == ""
    plain = browser_page("phone", scripts=False)
    plain.goto(f"{link}?nyt=1")
    plain.locator("[name=text]").fill("Skrevet uden scripts")
    plain.set_input_files("[name=file]", large)
    plain.get_by_role("button", name="Gem kladde").click()
    assert REFUSED in plain.locator("main").inner_text()
    assert plain.locator("[name=text]").input_value() == "Skrevet uden scripts"

    outsider.fill(name="Leyla Kildevang, kontaktperson").click("Indsend svaret").look()
    sent = Reply.objects.get(party=party)
    outsider.reads("Svaret er modtaget", sent.receipt)
    assert (sent.text, sent.files.count()) == ("Beboerne kender gadeplanet.", 0)
    return outsider


def meet_stopped_and_expired_links(walker, outsider, party, clock):
    """Get a new link, find the old one stopped and the new one run out, and keep one's words."""
    page, old = outsider.page, in_the_mail(party.address)
    log = f"/hoeringer/{party.hearing_id}/part/{party.pk}/afsendt/"
    secretary = walker("jonas.vangsted").go(log).confirm("Lav et nyt link").look()
    fresh = LINK.search(secretary.text())[0]
    assert page.goto(old).status == 410
    outsider.look().reads("Svarlinket er erstattet eller spærret", "Brug linket i det nyeste")
    outsider.go(f"{fresh}?nyt=1").fill(text="Endnu en bemærkning.", name="Leyla Kildevang")
    clock.move_to(party.links.get(revoked_at=None).expires_at)
    outsider.click("Indsend svaret").look()
    outsider.reads("Svarlinket er udløbet", "Endnu en bemærkning.", "Læs om høringen")
    assert page.goto(fresh).status == 410
    walker("jonas.vangsted").go(log).reads("Udløbet")
    assert Reply.objects.filter(party=party).count() == 1
