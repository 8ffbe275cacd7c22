"""The secretary: from the example's letter with its faults to five letters sent."""

from datetime import timedelta

import pytest

from indsats.hearings.models import Hearing
from indsats.home.actions.demo.calendar import Moment
from indsats.home.actions.demo.play import bundle_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CASE = "/hoeringer/sag/operativ-indsats-2023/"


def stopping(walker):
    """Give the numbers of what stops the letter."""
    return set(walker.page.locator("#check .finding--error p:first-child .quiet").all_inner_texts())


def answer_questions(walker):
    """Answer each question of the letter check in turn."""
    forms = walker.page.locator("#check form")
    for number in range(forms.count()):
        form = forms.nth(number)
        form.locator("textarea").fill("Er orienteret på centrenes fælles møde.")
        form.get_by_role("button").click()
        walker.page.wait_for_load_state()


def test_the_secretary_mends_the_letter_and_sends_it(demo, walker):
    calendar = demo(Moment.BEFORE_DISPATCH)
    letter = bundle_for(calendar)[1].letter
    secretary = walker("jonas.vangsted").go("/").go("/hoeringer/").go(CASE)
    secretary.click("Gå til høringen", "link").look()
    secretary.reads("Brevet kan ikke sendes endnu")
    assert {"S8", "S26"} <= stopping(secretary)
    assert secretary.page.locator("details.confirm", has_text="Send til alle").count() == 0

    secretary.click("Skriv brevet", "link").look()
    secretary.page.locator("[name=publication]").select_option("after_deadline")
    secretary.fill(letter_text="\n\n".join(letter.paragraphs), reply_to=letter.reply_to)
    secretary.click("Gem og tjek")
    assert stopping(secretary) == set()
    answer_questions(secretary)
    secretary.look().click("Til høringen", "link").confirm("Send til alle parter").look()
    secretary.reads(
        "LokalMED i Center for Børn og Forebyggelse", "LokalMED i Ishøj Ungdom",
        "Ungdomsskolens bestyrelse", "Københavns Vestegns Politi",
        "Den Boligsociale Helhedsplan i Vejleåparken",
    )  # fmt: skip
    hearing = Hearing.objects.get()
    assert [hearing.parties.count(), hearing.sent_at is not None] == [5, True]

    later = hearing.deadlines.get().last_day + timedelta(days=7)
    secretary.click("Forlæng fristen", "link").look()
    secretary.fill(reason="Efterårsferien ligger i perioden.")
    secretary.page.locator("[name=last_day]").fill(later.isoformat())
    secretary.page.locator("main form button[type=submit]").first.click()
    secretary.look().reads(f"{later.day}. ", "Efterårsferien ligger i perioden.")
    assert [row.last_day for row in hearing.deadlines.order_by("pk")][1:] == [later]
