"""The list of observations: words in every inflection, and no way round the access."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.field.queries.observations import near_and_recent, visible, with_code, with_words
from indsats.field.tests import factories as f
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


def test_no_search_filter_count_page_or_sheet_tells_of_another_team(client, team):
    other = f.make_team("Nabo")
    hidden = f.make_observation(
        other, text="Kasematten lugter", behaviours=["hash"], mood="conflict"
    )
    shown = f.make_observation(team, text="Legepladsen er rolig", behaviours=["music"])
    client.force_login(team.worker, backend=BACKEND)
    for asked in ("", "?ord=kasematter", "?kode=hash", "?mood=conflict", "?order=mood",
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
