"""From the replies to the day of effect: weighed, decided, entered; then all is as previewed."""

from datetime import UTC, datetime, time, timedelta

import pytest

from indsats.hearings.models import Hearing, Segment
from indsats.home.actions.demo.answers import assess
from indsats.home.actions.demo.calendar import Moment
from indsats.home.actions.demo.story import EARLY
from indsats.law.deadlines import COPENHAGEN
from indsats.meetings.models import AgendaItem, Meeting
from indsats.organisation.actions.safeguards import register_notice
from indsats.organisation.models import ChangeSet, ChangeSetStatus, Engagement, User
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.rules.people import terms_change
from tests.browser import mark, settled
from tests.journeys import foretold, steering
from tests.journeys.conftest import NOON, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CASE = "/hoeringer/sag/operativ-indsats-2023/"
MARKED = "et fast ugentligt møde"
ANSWER = "Der holdes et fast møde hver uge."
PLANNED = TODAY + timedelta(days=7)


def weigh_the_first_reply(secretary, hearing):
    """Read a reply on the work bench, cut it, and weigh all it says."""
    secretary.go(f"/hoeringer/{hearing}/svar/").go(f"/hoeringer/{hearing}/svar/1/")
    where = f"/hoeringer/{hearing}/arbejdsbord/"
    bench = secretary.go(f"{where}?svar=1").page
    mark(bench, MARKED)
    secretary.click("Gør det markerede til et uddrag")
    bench.wait_for_selector("[data-segment-form]")
    segment = Segment.objects.select_related("reply").get()
    assert segment.reply.text[segment.start : segment.end] == MARKED
    bench.locator("form[action*='/afsnit/'] button").click()
    settled(bench)
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


def see_as_a_politician(politician, hearing, meeting, item):
    """Read the agenda with the memo, and meet a closed door at the administration's own work."""
    politician.go("/").go(f"/moeder/{meeting.pk}/")
    politician.go(f"/moeder/punkt/{item.pk}/").reads("Ændret organisering", "Høringsnotat")
    memo = politician.page.get_by_role("link", name="Høringsnotat").get_attribute("href")
    assert politician.page.request.get(memo).body().startswith(b"%PDF")
    for hidden in (f"/hoeringer/{hearing.pk}/arbejdsbord/", f"/hoeringer/{hearing.pk}/notat/"):
        assert politician.page.goto(hidden).status == 404


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


def who_can(walker, names):
    """Try every door as each of those named."""
    usernames = dict(User.objects.values_list("name", "username"))
    return {name: foretold.opened(walker, usernames[name]) for name in names}


def as_foretold(told, before, after):
    """Check each door of each person against what the preview said of it.

    Someone who reaches everything also reaches what is new, which is no news of the preview;
    and a door shows only units that have something to show.
    """
    for what in foretold.DOORS:
        earlier, now = (set().union(*(doors[what] for doors in day.values()))
                        for day in (before, after))  # fmt: skip
        for name in after:
            foreseen = earlier | told.gained.get(name, {}).get(what, set())
            expected = told.after(name, what, before[name][what]) & (earlier | now)
            assert after[name][what] & foreseen == expected, (name, what)


def treat(walker, clock, calendar):
    """Weigh the replies, write the memo, let the committee decide, and enter the change."""
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
    see_as_a_politician(walker("umut.elkaer"), hearing, meeting, item)

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


def test_from_the_replies_to_the_day_of_effect(demo, walker, clock):
    calendar = demo(Moment.REPLIES_IN)
    told = foretold.read(walker("tine.abildgren"))
    assert set(told.moves) == {"Gadeplan", "Ungdomsskolens opsøgende indsats"}
    names = {*told.gained, *foretold.OTHERS}
    before = who_can(walker, names)
    treat(walker, clock, calendar)

    eve = calendar.effect - timedelta(days=1)
    clock.move_to(datetime.combine(eve, time(23, 55), COPENHAGEN))
    assert who_can(walker, names) == before
    secretary = walker("jonas.vangsted")
    there = {unit: old for unit, (old, _new) in told.moves.items()}
    assert foretold.placed(secretary, told.moves) == there
    assert foretold.members(secretary) is None

    clock.move_to(datetime.combine(calendar.effect, time(0, 5), COPENHAGEN))
    as_foretold(told, before, who_can(walker, names))
    secretary = walker("jonas.vangsted").go("/").go("/organisation/")
    here = {unit: new for unit, (_old, new) in told.moves.items()}
    assert foretold.placed(secretary, told.moves) == here
    assert foretold.members(secretary) == told.seats
    steering.meets(walker, clock, calendar.effect + timedelta(days=15))
