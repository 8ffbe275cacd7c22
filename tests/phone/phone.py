"""A phone in a worker's hand: what is tapped is counted."""

import shutil

from django.utils.timezone import now

from tests.browser import ARGUMENTS

SIZE = {"width": 360, "height": 740}
PIN = "271828"
TAP, LETTER = 2, 1 / 3  # seconds a cold thumb takes, to reckon with
PASSWORD = "hemmelig-kode"  # noqa: S105 -- of the made-up people
EXPECTED = (
    "Failed to load resource",  # the network is cut on purpose
    "A bad HTTP response code",
    "An unknown error occurred when fetching the script",
    "Failed to update a ServiceWorker",
)


class Phone:
    """One browser with its own storage, 360 wide, at an address that may lose its network."""

    def __init__(self, chromium, url, folder=None, **options):
        options = {
            "base_url": url, "viewport": SIZE, "has_touch": True, "locale": "da-DK",
            "timezone_id": "Europe/Copenhagen", **options,
        }  # fmt: skip
        self.context = (
            chromium.new_context(**options)
            if folder is None
            else chromium.browser_type.launch_persistent_context(
                folder, executable_path=shutil.which("chromium"), args=ARGUMENTS, **options
            )
        )
        self.faults = []
        self.taps = self.letters = 0
        self.page = None
        self.open()

    def open(self):
        """Start the app, as after a kill: nothing of it is left in memory."""
        if self.page is not None:
            self.page.close()
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("pageerror", lambda error: self._fault(str(error)))
        self.page.on("console", self._note)
        self.page.goto("/felt/")
        return self

    def _note(self, message):
        if message.type == "error":
            self._fault(message.text)

    def _fault(self, told):
        if not told.startswith(EXPECTED):
            self.faults.append(told)

    def enrol(self, username, pin=PIN):
        """Log in, choose a PIN, and wait for the first fetch and for the worker."""
        self.login(username)
        for said in ("Vælg en kode", "én gang til"):
            self.page.get_by_text(said).wait_for()
            self.type_pin(pin)
        self.page.get_by_text("Opfølgning").first.wait_for()
        return self.until("navigator.serviceWorker.controller !== null")

    def login(self, username):
        """Log in with the ordinary login, as the page asks."""
        self.page.get_by_role("link", name="Log ind").click()
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")

    def type_pin(self, pin=PIN):
        self.page.keyboard.type(pin)

    def unlock(self, pin=PIN):
        self.page.get_by_text("Tast din kode").wait_for()
        self.type_pin(pin)
        self.page.locator(".tabs, .dock").first.wait_for()
        return self

    def tap(self, name, role="button"):
        """Tap what says so, and count it."""
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.taps += 1
        return self

    def write(self, label, text):
        """Write in a field, letter by letter."""
        self.page.get_by_label(label).press_sequentially(text)
        self.letters += len(text)
        return self

    def counted(self, since=(0, 0)):
        """Give taps and letters since an earlier count, and the seconds a cold thumb takes."""
        taps, letters = self.taps - since[0], self.letters - since[1]
        return taps, letters, round(taps * TAP + letters * LETTER)

    def go(self, where):
        """Go to a screen by its address."""
        self.page.evaluate("where => { location.hash = '#/' + where }", where)
        return self

    def says(self, text):
        """Wait until the screen says something."""
        self.page.get_by_text(text).first.wait_for()
        return self

    def add(self, kind, **fields):
        """Write a record by the core itself, without the screens; give its id."""
        return self.page.evaluate(
            """([kind, fields]) => { const { store } = window.indsatsTest.open;
            return store.add(kind, { unit: store.meta.base.units[0].key, ...fields }) }""",
            [kind, fields],
        )

    def set_out(self, members=None):
        """Go on a tour nobody planned, alone unless others are named."""
        username, day = self.page.evaluate(
            """() => { const { store } = window.indsatsTest.open;
            return [store.meta.phone.username, store.today()] }"""
        )
        at = now().isoformat()
        return self.add("tour", day=day, members=members or [username], started_at=at)

    def stop(self, text="", crowd="5–9", mood="Rolig", place="Ishøj Station"):
        """Write down a stop."""
        self.go("stop").tap(place).tap(crowd).tap(mood)
        if text:
            self.write("Med en sætning", text)
        return self.tap("Gem stop")

    def waiting(self):
        """Say how many items wait, by the app itself."""
        return self.page.evaluate("window.indsatsTest.open?.store.waiting.length ?? null")

    def send(self):
        """Send now, and wait for the attempt to end."""
        self.page.evaluate("window.indsatsTest.open.sender.run()")
        return self

    def sent(self):
        """Wait until nothing waits any more."""
        return self.until("window.indsatsTest.open?.store.waiting.length === 0")

    def until(self, what):
        """Wait until something is true in the page; its policy forbids Playwright's own way."""
        for _look in range(400):
            if self.page.evaluate(what):
                return self
            self.page.wait_for_timeout(50)
        raise AssertionError(what)
