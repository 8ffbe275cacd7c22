from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from indsats.audit.queries import verify
from indsats.hearings.models import Matter, Reply
from indsats.hearings.queries.matter_state import state_of
from indsats.hearings.rules.states import MatterState
from indsats.hearings.tests.factories import danish
from indsats.home.actions.demo.calendar import EFFECT, STANDS_ON, Calendar, Moment
from indsats.home.actions.demo.play import play
from indsats.home.rules.shifting import retold
from indsats.organisation.models import UnitState

DAYS = st.dates(date(2024, 1, 1), date(2035, 1, 1))


@given(DAYS, st.sampled_from(Moment))
def test_the_case_moves_by_whole_weeks_to_just_before_today(today, moment):
    calendar = Calendar(moment, today)
    assert calendar.shift.days % 7 == 0
    assert timedelta(1) <= today - calendar.day(STANDS_ON[moment]) <= timedelta(7)


@given(DAYS, st.sampled_from(Moment))
def test_effect_is_the_first_of_a_month_and_past_only_when_in_effect(today, moment):
    calendar = Calendar(moment, today)
    assert calendar.effect == calendar.day(EFFECT)
    assert calendar.effect.day == 1
    assert (calendar.effect <= today) == (moment is Moment.IN_EFFECT)


def test_days_written_in_a_text_move_too():
    week = timedelta(7)
    text = "senest den 30. oktober 2023, men 30 dage senere"
    assert retold(text, lambda day: day + week) == "senest den 6. november 2023, men 30 dage senere"


@pytest.mark.heavy
@pytest.mark.django_db(transaction=True)
def test_the_case_is_played_to_effect_by_the_real_deeds(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    today = date(2026, 11, 23)
    assert list(play(Calendar(Moment.IN_EFFECT, today)))[-1] == "ikrafttræden"
    matter = Matter.objects.get()
    assert state_of(matter, danish(2026, 11, 23)) is MatterState.IN_EFFECT
    assert Reply.objects.count() == 5
    assert list(Reply.objects.filter(late=True).values_list("party__body__key", flat=True)) == [
        "boligsocial-helhedsplan",
    ]
    team = UnitState.objects.on(today).get(unit__key="gadeplan")
    assert team.parent.key == "den-operative-indsats"
    assert verify() == []


def test_there_is_no_demonstration_outside_demo_mode(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="INDSATS_DEMO"):
        call_command("demo")
