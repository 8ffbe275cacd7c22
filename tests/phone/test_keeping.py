"""What ends on the server ends on the phones too."""

import pytest

pytestmark = pytest.mark.browser
HELD = "() => JSON.stringify([...window.indsatsTest.open.store.records.values()])"


def test_behaviour_09_a_code_without_contact_for_three_months_leaves_the_phone_too(
    own_server, make_phones
):
    phone = make_phones(f"http://localhost:{own_server.port}").enrol("amina")
    phone.go("kontakt").says("B7")
    assert '"B7"' in phone.page.evaluate(HELD)
    own_server.write("update field_knownyouth set last_contact_on = '2020-01-01' where code = 'B7'")
    assert "Koder fjernet: 1" in own_server.run("django", "clear_street")
    phone.send().go("").go("kontakt").says("A2")
    assert phone.page.get_by_text("B7", exact=True).count() == 0
    assert '"B7"' not in phone.page.evaluate(HELD)
    phone.open().unlock()  # nor is it on the disk
    assert '"B7"' not in phone.page.evaluate(HELD)
    assert own_server.rows("select count(*) from field_knownyouth where code = 'B7'") == [(0,)]
