"""The app can be put on a phone: Chromium itself says so, and it starts without a network."""

import json

import pytest

pytestmark = pytest.mark.browser
LOOK = """async (where) => {
  const image = new Image();
  image.src = where;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"),
    { width: image.naturalWidth, height: image.naturalHeight });
  const drawing = canvas.getContext("2d");
  drawing.drawImage(image, 0, 0);
  const at = (x, y) => [...drawing.getImageData(
    x * (canvas.width - 1), y * (canvas.height - 1), 1, 1).data];
  const ends = [0, 0.5, 1];
  const edge = ends.flatMap(x => ends.map(y => [x, y]))
    .filter(([x, y]) => x !== 0.5 || y !== 0.5).map(([x, y]) => at(x, y));
  return { size: `${canvas.width}x${canvas.height}`, edge };
}"""


@pytest.fixture
def installed(phones, tmp_path):
    """Give a phone with storage of its own; a private window would not offer to install."""
    return phones(folder=tmp_path / "browser").enrol("amina")


def test_the_app_can_be_installed(installed):
    tools = installed.context.new_cdp_session(installed.page)
    told = tools.send("Page.getAppManifest")
    assert told["errors"] == []
    assert tools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = json.loads(told["data"])
    assert (manifest["id"], manifest["scope"], manifest["start_url"]) == ("/felt/",) * 3
    assert (manifest["display"], manifest["lang"]) == ("standalone", "da")
    purposes = [purpose for icon in manifest["icons"] for purpose in icon["purpose"].split()]
    assert {"any", "maskable"} <= set(purposes)
    for icon in manifest["icons"]:
        if icon["sizes"] == "any":
            continue
        seen = installed.page.evaluate(LOOK, icon["src"])
        assert seen["size"] == icon["sizes"]
        if "maskable" in icon["purpose"]:  # cut to any shape, it is filled to the edge
            assert {tuple(each) for each in seen["edge"]} == {tuple(seen["edge"][0])}
            assert seen["edge"][0][3] == 255


def test_the_start_page_opens_without_a_network(installed, network):
    tools = installed.context.new_cdp_session(installed.page)
    start = json.loads(tools.send("Page.getAppManifest")["data"])["start_url"]
    scope = installed.page.evaluate("navigator.serviceWorker.ready.then(each => each.scope)")
    assert scope == f"{network.url}/felt/"
    network.cut()
    installed.page.goto("about:blank")
    installed.page.goto(f"{network.url}{start}")
    installed.unlock().go("stop").says("Hvor mange?")
