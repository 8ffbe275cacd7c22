"""The list of observations: words in every inflection, and no way round the access."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.field.queries.long_lists import by_unit
from indsats.field.queries.observations import (
    near_and_recent,
    visible,
    with_code,
    with_words,
)
from indsats.field.tests import factories as f
from indsats.organisation.access import Permission
from tests.test_access_matrix import BACKEND

pytestmark = pytest.mark.django_db
LIST = "/observationer/"


@pytest.fixture
def team():
    return f.make_team()


def texts(rows):
    return {row.text for row in rows}


def searched(team, words):
    return texts(with_words(visible(team.worker, localdate()), words))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lygte", {"Lygterne ved stien er slukkede.", "En lygte blinker."}),
        ("LYGTERNES", {"Lygterne ved stien er slukkede.", "En lygte blinker."}),
        ("lygter stierne", {"Lygterne ved stien er slukkede."}),
        ("åben hal", {"Åbne haller på fredag."}),
        ("aaben", {"Åbne haller på fredag."}),
        ("ødelagt", {"Læskuret er ødelagt."}),
        ("læsk", {"Læskuret er ødelagt."}),
        ("den er", {"Lygterne ved stien er slukkede.", "En lygte blinker.", "Læskuret er ødelagt.",
                    "Åbne haller på fredag."}),
        ("lygte hal", set()),
        ("100%", set()),
        ("'; DROP TABLE", set()),
    ],
)  # fmt: skip
def test_words_are_found_in_every_inflection(team, words, found):
    for text in ("Lygterne ved stien er slukkede.", "En lygte blinker.", "Læskuret er ødelagt.",
                 "Åbne haller på fredag."):  # fmt: skip
        f.make_observation(team, text=text)
    assert searched(team, words) == found


def test_a_common_word_is_found_as_a_rare_one_is(team, monkeypatch):
    monkeypatch.setattr("indsats.field.queries.observations.RARE", 1)
    for number in range(3):
        f.make_observation(team, text=f"Lygte nummer {number}")
    assert len(searched(team, "lygterne")) == 3


def test_a_beginning_is_told_from_its_letters_alone(team):
    for text in ("Lygten blinker", "Lygtepæl væltet", "Lyset er ude", "Ølygte", "Åbenlyst"):
        f.make_observation(team, text=text)
    assert searched(team, "lygt") == {"Lygten blinker", "Lygtepæl væltet"}
    assert searched(team, "åbenl") == {"Åbenlyst"}
    assert searched(team, "ly_") == set()


def test_a_leader_of_several_teams_pages_through_all_in_order_and_back(client, team):
    same = now() - timedelta(hours=1)
    teams = [SimpleNamespace(unit=f.org.make_unit(f"Hold {n}", parent=team.centre),
                             worker=team.worker) for n in range(3)]  # fmt: skip
    for number in range(130):
        at = same if number % 3 else same - timedelta(minutes=number)
        f.make_observation(teams[number % 2 + (number > 120)], at=at)
    assert len(by_unit(team.leader, Permission.OBSERVATION_SEE, localdate())) == 5
    client.force_login(team.leader, backend=BACKEND)
    pages, query = [], ""
    for _each in range(3):
        listing = client.get(LIST + query).context["listing"]
        pages.append([row.pk for row in listing.page.rows])
        query = listing.next_link
    expected = list(visible(team.leader, localdate()).order_by("-seen_at", "-pk"))
    assert [pk for page in pages for pk in page] == [row.pk for row in expected]
    back = client.get(LIST + listing.previous_link).context["listing"]
    assert [row.pk for row in back.page.rows] == pages[1]


def test_a_list_says_that_there_are_many_without_counting_them_all(client, team, monkeypatch):
    monkeypatch.setattr("indsats.field.queries.long_lists.COUNTED", 55)
    for _each in range(60):
        f.make_observation(team)
    client.force_login(team.worker, backend=BACKEND)
    assert "1–50 af mere end 55" in client.get(LIST).content.decode()


def test_no_search_filter_count_page_or_sheet_tells_of_another_team(client, team):
    other = f.make_team("Nabo")
    hidden = f.make_observation(
        other, text="Kasematten lugter", behaviours=["hash"], mood="conflict"
    )
    shown = f.make_observation(team, text="Legepladsen er rolig", behaviours=["music"])
    client.force_login(team.worker, backend=BACKEND)
    for asked in ("", "?ord=kasematter", "?kode=hash", "?mood=conflict", "?order=-seen_at",
                  "?format=xlsx", f"?area={hidden.area_id or 0}"):  # fmt: skip
        assert "Kasematten" not in client.get(LIST + asked).content.decode(errors="ignore"), asked
    assert "Legepladsen er rolig" in client.get(LIST).content.decode()
    assert "1 observation" not in client.get(f"{LIST}?ord=kasematten").content.decode()
    assert client.get(reverse("observations:observation", args=[hidden.pk])).status_code == 404
    assert client.get(reverse("observations:observation", args=[shown.pk])).status_code == 200
    assert texts(with_code(visible(team.worker, localdate()), "hash")) == set()


def test_near_and_recent_is_fifty_metres_and_twelve_weeks_and_only_what_one_may_see(team):
    here = f.make_place("Stationen", at=(55.6131, 12.3581))
    close = f.make_place("Kiosken", at=(55.6134, 12.3581))
    far = f.make_place("Stranden", at=(55.6231, 12.3581))
    at = now()
    row = f.make_observation(team, place=here, at=at, text="nu")
    f.make_observation(team, place=close, at=at - timedelta(weeks=11), text="nær")
    f.make_observation(team, place=far, at=at - timedelta(days=1), text="langt væk")
    f.make_observation(team, place=here, at=at - timedelta(weeks=13), text="længe siden")
    f.make_observation(f.make_team("Nabo"), place=here, at=at - timedelta(days=1), text="skjult")
    assert texts(near_and_recent(row, team.worker, localdate())) == {"nær"}


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_asks_ten_times_at_most_whatever_its_length(
    client, team, django_assert_max_num_queries, rows
):
    area = f.make_area()
    for number in range(rows):
        f.make_observation(
            team, place=f.make_place(f"Sted {number}", area=area), area=area, text="Lygten er ude"
        )
    client.force_login(team.worker, backend=BACKEND)
    for asked in ("", "?ord=lygte", "?kode=music"):
        with django_assert_max_num_queries(10):
            client.get(LIST + asked)
