"""Each one sees what is theirs of a decided change."""

import pytest

from indsats.home.actions.demo.calendar import Moment
from tests.journeys.foretold import PREVIEW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHANGE = "/organisation/aendringer/operativ-indsats/"


def test_each_one_sees_what_is_theirs_of_the_decided_change(demo, walker):
    demo(Moment.DECIDED)
    walker("tine.abildgren").go("/").go(CHANGE).go(PREVIEW).reads("Sara Bækholm", "Jonas Pilemark")
    consultant = walker("helle.broager").go("/")
    consultant.go("/organisation/enheder/kriminalpraeventive-konsulenter/")
    assert consultant.page.goto(PREVIEW).status == 404
    walker("bent.lyngoe").go("/").go("/spor/").reads("Jonas Vangsted")
    walker("ditte.rosenkaer").go("/").go("/organisation/brugere/").reads("Sara Bækholm")
    politician = walker("bodil.ravnkilde").go("/").go("/moeder/")
    assert politician.page.goto("/hoeringer/1/arbejdsbord/").status == 404
