"""A change-set entered wholly through its pages: from an empty draft to the day of effect."""

from datetime import UTC, datetime

import pytest

from indsats.organisation.tests import letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/organisation/aendringer/"
DAY = "2027-01-01"


@pytest.fixture
def people(transactional_db, settings, clock):
    """Give everyone of the letter's municipality, with its organisation written."""
    settings.REQUIRE_MFA = False
    everyone = letter.make_people()
    letter.enter_organisation(everyone["sanne"])
    return everyone


def begin(secretary, title):
    """Begin a change-set, first without saying what it is called."""
    secretary.go(LIST).click("Nyt ændringssæt", "link").look()
    secretary.page.locator("main form").evaluate("form => form.noValidate = true")
    secretary.click("Begynd").look().reads("Titel: Dette felt er påkrævet.")
    secretary.fill(title=title).click("Begynd").look().reads("Ingen trin endnu", "Intet ændres")
    return secretary.page.url


def add(secretary, home, what, **fields):
    """Add a step; a step that first asks what and when is asked the rest after that."""
    secretary.page.goto(home)
    secretary.page.locator("#what").select_option(what)
    secretary.click("Næste")
    if "day" in fields:
        first = {name: fields.pop(name) for name in ("subject", "day", "parts") if name in fields}
        enter(secretary, first)
        secretary.click("Næste")
    enter(secretary, fields)
    secretary.click("Gem")
    secretary.page.locator("#trin").wait_for()
    return secretary


def enter(secretary, fields):
    """Fill in, choose from lists by what they say, and tick boxes."""
    for name, said in fields.items():
        found = secretary.page.locator(f"main [name={name}]").first
        if found.evaluate("each => each.tagName") == "SELECT":
            found.select_option(label=said)
        elif isinstance(said, list):
            for each in said:
                secretary.page.get_by_role("checkbox", name=each, exact=True).check(force=True)
        else:
            found.fill(said)


def every_step(secretary, home):
    """Add one step of every kind there is."""
    add(secretary, home, "create:unit", field_name="Natholdet", field_kind="Team",
        field_parent="Center for Kultur og Fritid", valid_from=DAY)  # fmt: skip
    add(secretary, home, "set:unit", subject="Center for Dagtilbud og Uddannelse", day=DAY,
        field_name="Center for Skole og Dagtilbud")  # fmt: skip
    add(secretary, home, "move:unit", subject="Ungdomsskolens opsøgende indsats",
        field_parent="Natholdet", valid_from=DAY)  # fmt: skip
    add(secretary, home, "keep:unit", subject="De kriminalpræventive konsulenter", valid_from=DAY)
    add(secretary, home, "close:anchoring", subject="Trygheds- og kriminalitetsindsatsen",
        valid_from=DAY)  # fmt: skip
    add(secretary, home, "merge:unit", sources=["Ishøj Ungdom", "Ungdomsskolen"],
        into="Ishøj Ungdom", valid_from=DAY)  # fmt: skip
    add(secretary, home, "split:unit", subject="Gadeplan", day=DAY, parts="Gadeplan\nGadeplan Vest",
        rest="Gadeplan", **{"field_post\\:gade-1": "Gadeplan Vest"})  # fmt: skip


def test_a_change_set_goes_from_empty_draft_to_effect_through_its_pages(people, walker, clock):
    secretary = walker("sanne")
    home = begin(secretary, "Ny aftenordning")
    every_step(secretary, home)
    secretary.look().reads(
        "Natholdet oprettes (team) i Center for Kultur og Fritid",
        "Center for Dagtilbud og Uddannelse ændres: navn bliver “Center for Skole og Dagtilbud”",
        "Ungdomsskolens opsøgende indsats flyttes til Natholdet",
        "De kriminalpræventive konsulenter bliver i Center for Børn og Forebyggelse",
        "Ungdomsskolen lægges sammen med Ishøj Ungdom, som fortsætter",
        "1 politisk forankring ophører",
        "Gadeplan deles i Gadeplan og Gadeplan Vest",
        "er ikke længere politisk forankret",
        "Vilkårene for en medarbejder ændres",
    )
    preview = f"{home.removesuffix('/')}/forhaandsvisning/"
    secretary.go(preview).reads("Uden ændringen", "Med ændringen", "Navne vises kun for personale")
    assert "Gitte Grøn" not in secretary.text()
    director = walker("dorte").go(preview).reads("Gitte Grøn", "Gadeplan → Gadeplan Vest")
    decide(secretary, director, home)
    before = secretary.go("/organisation/").text()
    assert "Gadeplan Vest" not in before
    clock.move_to(datetime(2027, 1, 1, 11, tzinfo=UTC))
    later = walker("sanne").go("/organisation/")
    later.reads("Gadeplan Vest", "Natholdet", "Center for Skole og Dagtilbud")
    assert "Ungdomsskolen\n" not in later.text()
    later.go(home).reads("I kraft")
    unit = "/organisation/enheder/gadeplan/?dag=2027-01-01&kendt="
    later.go(f"{unit}2026-12-01").reads("Gadeplan", "som det var kendt den 1. december 2026")
    later.go(f"{unit}2026-11-22").reads("Den var ikke kendt på denne dag")
    later.go("/organisation/stillinger/?kendt=2026-12-01").reads(
        "Siden viser, hvad der er kendt nu"
    )


def decide(secretary, director, home):
    """Freeze it, set aside what stops it, and enter it by the decision, first by a wrong one."""
    secretary.go(home).confirm("Frys til beslutning").look().reads("Frosset til beslutning")
    fingerprint = secretary.page.locator("code.fingerprint").inner_text()
    enter_as_decided(secretary, fingerprint).reads("Registrér, hvornår varslet udløber")
    director.go(home)
    set_aside(director, "Tilsidesæt kontrollen", "Aftalt med Gitte den 20. november")
    while director.page.locator("summary", has_text="Skal ikke høres").count():
        set_aside(director, "Skal ikke høres", "Er orienteret på et fælles møde")
    secretary.go(home)
    enter_as_decided(secretary, "0" * 64).reads("Beslutningen gælder en anden forhåndsvisning")
    secretary.fill(preview_hash=fingerprint).click("Indfør").look()
    secretary.reads("Besluttet, endnu ikke i kraft", "punkt 3")


def enter_as_decided(secretary, fingerprint):
    """Go to the form of the decision, fill it in and send it."""
    secretary.click("Indfør som besluttet", "link").look()
    secretary.fill(reference="Økonomi- og Planudvalget, punkt 3", preview_hash=fingerprint)
    return secretary.click("Indfør").look()


def set_aside(someone, what, why):
    """Open the first of what can be set aside, write why, and do it."""
    someone.page.locator("details.confirm > summary", has_text=what).first.click()
    panel = someone.page.locator(".confirm__panel:visible")
    panel.locator("textarea").fill(why)
    with someone.page.expect_navigation():
        panel.locator("button[type=submit]").click()
