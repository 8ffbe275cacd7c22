"""What the pages of change-sets offer to choose, refuse, and no longer offer."""

import pytest
from django.urls import reverse

from indsats.base.periods import Span
from indsats.organisation.actions.change_sets import draft, freeze, withdraw
from indsats.organisation.actions.enter import change_now
from indsats.organisation.actions.operations import add_operation
from indsats.organisation.rules import Close, Create
from indsats.organisation.tests import letter

pytestmark = pytest.mark.django_db
DAY = letter.EFFECT


def at(name, *args):
    return reverse(f"organisation:{name}", args=args)


def test_posts_of_one_name_are_told_apart_by_who_is_in_them(as_, change_set):
    client = as_("dorte")
    page = client.get(at("step-new", change_set.key, "close", "post")).content.decode()
    assert "Gadeplansmedarbejder, Gadeplan (Gitte Grøn)" in page
    assert "Gadeplansmedarbejder, Gadeplan (Gorm Gade)" in page
    asked = {"subject": "gadeplan", "day": "2024-01-01", "parts": "Gadeplan\nNatholdet"}
    page = client.get(at("step-new", change_set.key, "split", "unit"), asked).content.decode()
    assert "Gadeplansmedarbejder, Gadeplan (Gorm Gade)" in page


def test_choices_follow_the_danish_alphabet_and_count_what_has_one_name(as_, people, change_set):
    names = ("Århus", "Ærø", "Øst", "Ærø")
    for number, name in enumerate(names):
        change_now(
            by=people["sanne"],
            reason="Ny enhed",
            operations=Create(
                number=1, kind="unit", subject=f"ny-{number}", span=Span(letter.TODAY),
                patch={"name": name, "kind": "team", "parent": "cbf"},
            ),
        )  # fmt: skip
    page = as_("sanne").get(at("step-new", change_set.key, "close", "unit")).content.decode()
    shown = [page.index(f">{name}<") for name in ("Ærø (nr. 1)", "Ærø (nr. 2)", "Øst", "Århus")]
    assert shown == sorted(shown)
    page = as_("sanne").get(at("change-set-new")).content.decode()
    shown = [page.index(f">{name}<") for name in ("Ærø", "Øst", "Århus")]
    assert shown == sorted(shown)


def test_a_day_that_is_over_is_refused_with_the_way_to_mend_the_past(as_):
    answer = as_("sanne").post(
        at("unit-rename", "gadeplan"),
        {"name": "Gaden", "day": "2023-11-19", "reason": "Stod forkert"},
    )
    assert answer.status_code == 422
    assert "rettes med et ændringssæt" in answer.content.decode()


def test_what_is_refused_is_shown_with_the_button_and_the_fingerprint_it_had(as_, people):
    client = as_("sanne")
    empty = draft(by=people["sanne"], title="Tom")
    page = client.post(at("change-set-freeze", empty.key), {"version": 1}).content.decode()
    assert "ingen trin" in page
    assert ">Frys til beslutning</button>" in page
    made = letter.make_change_set(people["sanne"])
    frozen = freeze(by=people["sanne"], change_set=made)
    asked = {"decided_on": "2023-11-20", "reference": "Punkt 1", "preview_hash": "0" * 64}
    page = client.post(at("change-set-enter", made.key), asked).content.decode()
    assert "en anden forhåndsvisning" in page
    assert ">Indfør</button>" in page
    assert frozen.preview_hash in page


def test_one_that_is_given_up_offers_nothing_and_stops_nothing(as_, people):
    made = draft(by=people["sanne"], title="Opgivet")
    step = Close(number=1, kind="engagement", subject="gitte-gade-1", span=Span(DAY))
    add_operation(by=people["sanne"], change_set=made, step=step)
    client = as_("dorte")
    pages = [at("change-set", made.key), at("preview", made.key)]
    assert all("står i vejen" in client.get(page).content.decode() for page in pages)
    withdraw(by=people["sanne"], change_set=made, reason="Det blev til noget andet")
    for page in pages:
        shown = client.get(page).content.decode()
        assert "står i vejen" not in shown
        assert "Tilsidesæt kontrollen" not in shown
