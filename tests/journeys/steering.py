"""The new steering group at work: its first agenda, minutes and follow-up."""

from datetime import datetime, time, timedelta

from indsats.law.deadlines import COPENHAGEN
from indsats.meetings.models import AgendaItem, FollowUp, Meeting, Minutes
from tests.journeys.foretold import STEERING_GROUP

TOPIC = "Kontaktflader mellem gadeplan og skoler"
TASK = "Beskriv et fast ugentligt møde med skolerne"


def submit(walker):
    """Send the page's form."""
    walker.page.locator("main form.form button[type=submit]").first.click()
    return walker.look()


def call_together(secretary, day):
    """Plan the meeting, write an item and send the agenda."""
    secretary.go("/moeder/nyt/").page.locator("[name=body]").select_option(label=STEERING_GROUP)
    secretary.fill(day=day.isoformat(), starts="13:00", ends="14:30", place="Rådhuset")
    submit(secretary)
    meeting = Meeting.objects.get(day=day)
    secretary.go(f"/moeder/{meeting.pk}/").click("Nyt punkt", "link")
    secretary.fill(title=TOPIC, presentation="Skolerne efterspørger faste kontaktpersoner.")
    submit(secretary)
    secretary.go(f"/moeder/{meeting.pk}/").confirm("Udsend dagsordenen").look()
    return meeting, AgendaItem.objects.get(meeting=meeting)


def decide_and_follow_up(secretary, meeting, item):
    """Open the meeting, decide, give the new unit a task, end the meeting."""
    secretary.go(f"/moeder/{meeting.pk}/").click("Åbn mødet").look()
    secretary.go(f"/moeder/punkt/{item.pk}/beslut/").choose("result", "adopted")
    secretary.page.locator("main form[data-decide] button[data-first]").click()
    secretary.page.wait_for_load_state()
    secretary.go(f"/moeder/punkt/{item.pk}/").reads("Vedtaget").click("Ny opfølgning", "link")
    due = meeting.day + timedelta(days=14)
    secretary.fill(what=TASK, due=due.isoformat())
    offered = secretary.page.locator("[name=responsible]")
    offered.select_option(label="Den operative indsats")
    submit(secretary).reads(TASK)
    secretary.go(f"/moeder/{meeting.pk}/").confirm("Hæv mødet").look()
    secretary.go(f"/moeder/{meeting.pk}/referat/").click("Send til bemærkninger", "link").look()
    submit(secretary)


def comment(member, meeting):
    """Read the minutes, comment and approve, as one who sat there."""
    member.go(f"/moeder/{meeting.pk}/referat/").reads(TOPIC, "Vedtaget")
    member.click("Bemærkning", "link").fill(text="Skriv også, at klubberne spørges.")
    submit(member)
    member.go(f"/moeder/{meeting.pk}/referat/").click("Jeg godkender referatet").look()
    member.reads("Godkendt af dig")


def meets(walker, clock, day):
    """Walk the steering group's first meeting, from calling it together to the task done."""
    meeting, item = call_together(walker("jonas.vangsted"), day)
    member = walker("lise.thorsager").go("/").go("/moeder/").go(f"/moeder/{meeting.pk}/")
    member.go(f"/moeder/punkt/{item.pk}/").reads(TOPIC)
    agenda = member.page.request.get(f"/moeder/{meeting.pk}/dagsorden-aaben.pdf")
    assert agenda.body().startswith(b"%PDF")
    assert walker("sara.baekholm").page.goto(f"/moeder/{meeting.pk}/").status == 404

    clock.move_to(datetime.combine(day, time(13), COPENHAGEN))
    decide_and_follow_up(walker("jonas.vangsted"), meeting, item)
    comment(walker("lise.thorsager"), meeting)
    leader = walker("peter.strandby").go("/").reads(TASK)
    leader.click(TASK, "link").look().click("Udført", "link")
    leader.fill(note="Mødet ligger hver tirsdag.")
    submit(leader).reads("Mødet ligger hver tirsdag.")
    assert FollowUp.objects.get().done_on == day

    clock.move_to(datetime.combine(day + timedelta(days=30), time(9), COPENHAGEN))
    secretary = walker("jonas.vangsted").go(f"/moeder/{meeting.pk}/referat/").click("Svar", "link")
    submit(secretary.fill(answer="Det er skrevet til."))
    secretary.go(f"/moeder/{meeting.pk}/referat/").click("Notér som godkendt").look()
    secretary.confirm("Lås referatet").look()
    assert Minutes.objects.get(meeting=meeting).digest
