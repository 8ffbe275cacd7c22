"""The trail is searched by the names people see, though it keeps usernames and labels."""

import pytest
from django.urls import reverse

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import Function, Unit
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    """Log in the one who reads the trail, in which three others have left lines."""
    street, office = f.make_unit("Gadeplan Ø"), f.make_unit("Kontoret")
    people = {name: f.make_user(name, username=name[:2].lower()) for name in ("Åse Lund", "Bo Ås")}
    with deed:
        record(by=people["Åse Lund"], act=Act.SEEN, subject=people["Bo Ås"], reason="Linje 1")
        record(by=people["Bo Ås"], act=Act.CHANGED, subject=street, reason="Linje 2")
        record(by="system", act=Act.CREATED, subject=office, reason="Linje 3")
        record(by="system", act=Act.CREATED, subject="files", reason="Linje 4")
    assert Unit.objects.count() == 2
    client.force_login(f.make_worker(office, name="Dpo", function=Function.AUDITOR))
    return client


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("åse lund", "1"),
        ("BO ÅS", "12"),
        ("gadeplan", "2"),
        ("kontoret", "3"),
        ("Åse Ås", "1"),
        ("system", "34"),
        ("linje", "1234"),
        ("ingen", ""),
    ],
)
def test_the_trail_is_found_by_the_names_of_people_and_units(reader, asked, found):
    page = reader.get(reverse("audit:trail"), {"q": asked}).content.decode()
    assert "".join(n for n in "1234" if f"Linje {n}" in page) == found
    sheet = reader.get(reverse("audit:trail"), {"q": asked, "format": "xlsx"})
    assert sheet.status_code == 200
