"""From the replies to the decision: the work bench, the memo, the meeting, the change entered."""

from datetime import UTC, datetime, time, timedelta

import pytest

from indsats.hearings.models import Hearing, Segment
from indsats.home.actions.demo.answers import assess
from indsats.home.actions.demo.calendar import Moment
from indsats.home.actions.demo.story import EARLY
from indsats.meetings.models import AgendaItem, Meeting
from indsats.organisation.actions.safeguards import register_notice
from indsats.organisation.models import ChangeSet, ChangeSetStatus, Engagement, User
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.rules.people import terms_change
from tests.browser import settled
from tests.journeys.conftest import NOON, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CASE = "/hoeringer/sag/operativ-indsats-2023/"
ANSWER = "Der holdes et fast møde hver uge."
PLANNED = TODAY + timedelta(days=7)


def weigh_the_first_reply(secretary, hearing):
    """Read a reply on the work bench, cut it, and weigh all it says."""
    secretary.go(f"/hoeringer/{hearing}/svar/").go(f"/hoeringer/{hearing}/svar/1/")
    where = f"/hoeringer/{hearing}/arbejdsbord/"
    bench = secretary.go(f"{where}?svar=1").page
    bench.locator("form[action*='/afsnit/'] button").click()
    bench.wait_for_selector("[data-segment-form]")
    secretary.look()
    for segment in Segment.objects.filter(reply__sequence=1):
        bench.goto(f"{where}?uddrag={segment.pk}")
        secretary.choose("verdict", "noted").fill(answer=ANSWER)
        bench.locator("button[name=do][value=stay]").click()
        settled(bench)
    secretary.look().reads("Taget til efterretning")


def hold_the_meeting(secretary, clock):
    """Plan a meeting, put the decision on its agenda, send it, meet and decide."""
    page = secretary.go("/moeder/nyt/").page
    page.locator("[name=body]").select_option(label="Økonomi- og Planudvalget")
    secretary.fill(day=PLANNED.isoformat(), starts="17:00", ends="19:00", place="Byrådssalen")
    page.locator("main form.form button[type=submit]").first.click()
    meeting = Meeting.objects.get(day=PLANNED)
    secretary.go(f"{CASE}dagsorden/decision/")
    page.locator("[name=meeting]").select_option(str(meeting.pk))
    page.locator("main form.form button[type=submit]").first.click()
    secretary.look()
    item = AgendaItem.objects.get(meeting=meeting)
    secretary.go(f"/moeder/{meeting.pk}/").confirm("Udsend dagsordenen").look()
    return meeting, item


def give_notice(calendar):
    """Register the notices of those whose terms change, as personnel did on paper."""
    change_set = ChangeSet.objects.get()
    people = prepared(change_set, today=PLANNED).preview.people
    for key, (first, _aspects) in terms_change(people).items():
        register_notice(
            by=User.objects.get(username="jonas.vangsted"), change_set=change_set,
            engagement=Engagement.objects.get(key=key),
            given_on=calendar.day(EARLY), ends_on=first,
        )  # fmt: skip


def test_the_replies_are_weighed_and_the_committee_decides(demo, walker, clock):
    calendar = demo(Moment.REPLIES_IN)
    hearing = Hearing.objects.get()
    secretary = walker("jonas.vangsted").go("/").go(CASE)
    weigh_the_first_reply(secretary, hearing.pk)
    weighed = Segment.objects.values_list("verdict", "answer")
    assert set(weighed) == {("noted", ANSWER)}
    assess(hearing.matter.key, NOON)
    memo = secretary.go(f"/hoeringer/{hearing.pk}/notat/").page
    memo.locator("form[action$='/notat/dan/'] button").click()
    memo.wait_for_selector(".memo-block")
    secretary.look()
    meeting, item = hold_the_meeting(secretary, clock)

    politician = walker("umut.elkaer").go("/").go(f"/moeder/{meeting.pk}/")
    politician.go(f"/moeder/punkt/{item.pk}/").reads("Ændret organisering", "Høringsnotat")
    memo = politician.page.get_by_role("link", name="Høringsnotat").get_attribute("href")
    assert politician.page.request.get(memo).body().startswith(b"%PDF")
    for hidden in (f"/hoeringer/{hearing.pk}/arbejdsbord/", f"/hoeringer/{hearing.pk}/notat/"):
        assert politician.page.goto(hidden).status == 404

    clock.move_to(datetime.combine(PLANNED, time(17), UTC))
    secretary = walker("jonas.vangsted").go(f"/moeder/{meeting.pk}/").click("Åbn mødet")
    page = secretary.go(f"/moeder/punkt/{item.pk}/beslut/").page
    secretary.choose("result", "adopted")
    secretary.fill(text="Udvalget godkendte forslaget.")
    page.locator("main form[data-decide] button[data-first]").click()
    secretary.go(f"/moeder/punkt/{item.pk}/").reads("Udvalget godkendte forslaget.")

    give_notice(calendar)
    secretary.go(CASE).confirm("Sæt ændringen i kraft").look()
    assert ChangeSet.objects.get().status == ChangeSetStatus.SCHEDULED
