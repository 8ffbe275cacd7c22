"""A night that goes wrong by chance: short programs of what two phones and a server go through."""

import random
import time
from pathlib import Path

from django.db.models import F

from indsats.field.models import Tour
from tests.phone.oracle import TEXTS
from tests.phone.phone import PIN

DRIVE = Path(__file__).with_name("chance.js").read_text()
DAY = 86_400_000
CLOCK = """
(() => {
  const Right = Date;
  try { window.wrongBy = Number(localStorage.getItem("wrongBy")); } catch { window.wrongBy = 0; }
  window.Date = class extends Right {
    constructor(...all) { all.length ? super(...all) : super(Right.now() + window.wrongBy); }
    static now() { return Right.now() + window.wrongBy; }
  };
})();
"""
SET_CLOCK = """by => {
  window.wrongBy = by;
  localStorage.setItem("wrongBy", by);
  document.dispatchEvent(new KeyboardEvent("keydown")); // somebody is there: the lock stays open
}"""
SEND = """async () => {
  const open = window.indsatsTest?.open;
  if (!open) return null;
  await open.sender.run();
  return open.store.waiting.length;
}"""
SEND_ALONG = "() => void window.indsatsTest?.open?.sender.run()"
UNLOCK = """async pin => {
  while (!window.indsatsTest) await new Promise(done => setTimeout(done, 5));
  const core = window.indsatsTest;
  document.body.style.display = "none"; // nobody looks: drawing costs more than all the rest
  return core.open ? "open" : core.unlock(core.entries[0].store, pin);
}"""
SHOW = "() => { document.body.style.display = '' }"
HELD = """async () => {
  const open = window.indsatsTest?.open;
  if (!open) return null;
  const { store, disk } = open;
  return {
    kept: await disk.flush(),
    waiting: store.waiting.map(({ item }) => item.op),
    written: JSON.stringify([store.waiting, [...store.drafts.values()]]),
    seen: Object.fromEntries(["observation", "tour", "follow_up"].flatMap(kind => store.views(kind)
      .map(({ record, fields }) => [record, fields.text ?? fields.summary ?? ""]))),
  };
}"""
BROKEN = (
    b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<h1>Fejl</h1>",
    b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"now": "2026-11-25T20:00:00Z", "res',
    b"HTTP/1.1 302 Found\r\nLocation: /konto/log-ind/\r\nContent-Length: 0\r\n\r\n",
)
EASY = {
    "see": 5, "edit": 8, "begin": 4, "finish": 4, "mark": 3, "meet": 2, "promise": 1, "call": 1,
    "send": 3, "send_along": 3, "cut": 3, "garble": 1, "offline": 2, "online": 2, "clock": 1,
}  # fmt: skip
HARD = {"kill": 25, "restart": 20, "lock": 20, "type": 20, "release": 15}  # one in so many programs

OUT_OF_REACH = 0.7  # how often a phone begins without a network


def program(chance, number):
    """Draw a program: 5 to 12 steps, each with the phone that takes it."""
    names = chance.choices(list(EASY), list(EASY.values()), k=chance.randint(5, 12))
    for name, every in HARD.items():
        if number % every == every - 1:
            names[chance.randrange(len(names))] = name
    return [(name, chance.randrange(2)) for name in names]


class Night:
    """Two phones of a pair, each on a network of its own, and a server that may be killed."""

    def __init__(self, seed, server, phones, networks, oracle):
        self.chance = random.Random(seed)  # noqa: S311 -- what goes wrong, not a secret
        self.server, self.phones, self.networks, self.oracle = server, phones, networks, oracle
        self.crew = ["amina", "bo"]
        self.tour = None
        self.records = []
        self.number = 0
        self.now = []  # what was saved in the program under way
        self.seen = {}  # how often what was done

    def run(self, number):
        """Go through one program, then let everything come together, and look."""
        self.number, self.now, self.typed = number, [], []
        steps = program(self.chance, number)
        try:
            if self.tour is None or number % 6 == 0:
                self.records = self.records[-2:]
                self.tour = self.drive(self.phones[0], "tour")
            for phone in self.phones:
                if self.chance.random() < OUT_OF_REACH:
                    phone.context.set_offline(True)
            for name, which in steps:
                self.seen[name] = self.seen.get(name, 0) + 1
                getattr(self, f"do_{name}")(self.phones[which], self.networks[which])
            self.come_together()
            self.look()
        except BaseException as error:
            error.add_note(f"in program {number}: {steps}")
            raise

    # what the pair does

    def word(self):
        word = f"ord{self.number}x{len(self.oracle.words)}"
        self.oracle.words[word] = f"program {self.number}"
        return word

    def drive(self, phone, deed, record=None, by=None):
        """Do a deed on a phone; note what it saved, once the phone says that it is kept."""
        word, by = f"ord{self.number}x{len(self.oracle.words)}", by or self.crew
        done = None
        while done is None:
            done = self.evaluate(phone, DRIVE, [deed, record, word, by])
        assert done["kept"], "the phone did not keep what was written"
        for op, kind in done["items"]:
            if op not in self.oracle.saved:
                self.oracle.saved[op] = kind
                self.now.append(op)
        if done["made"] and deed in {"tour", "see", "meet", "promise", "edit", "begin"}:
            self.oracle.words[word] = f"{deed} {done['made']} by {done['who']}"
            self.typed.append(word)
        return done["made"]

    def evaluate(self, phone, what, argument=None):
        """Ask the page; where the lock has fallen meanwhile, open it first."""
        told = phone.page.evaluate(what, argument)
        if told is None:
            assert phone.page.evaluate(UNLOCK, PIN) == "open"
        return told

    def some_record(self):
        return self.chance.choice([*self.records[-4:], self.tour])

    def do_see(self, phone, network):
        self.records.append(self.drive(phone, "see", self.tour))

    def do_promise(self, phone, network):
        self.records.append(self.drive(phone, "promise", self.tour))

    def do_meet(self, phone, network):
        self.drive(phone, "meet", self.tour)

    def do_call(self, phone, network):
        self.drive(phone, "call", self.tour)

    def do_edit(self, phone, network):
        self.drive(phone, "edit", self.some_record())

    def do_mark(self, phone, network):
        code = self.chance.choice(["music", "litter", "alcohol"])
        self.drive(phone, "mark", self.some_record(), code)

    def do_begin(self, phone, network):
        self.drive(phone, "begin", self.some_record())

    def do_finish(self, phone, network):
        self.drive(phone, "finish", self.some_record())

    def do_type(self, phone, network):
        """Write a stop by thumb, letter by letter; save it, or leave it begun."""
        self.drive(phone, "nothing")
        phone.page.evaluate(SHOW)
        phone.go("stop").page.locator(".top h1").wait_for()
        isnt_begun = phone.page.evaluate("!window.indsatsTest.open.store.drafts.has('observation')")
        if isnt_begun:
            phone.tap("Ishøj Station").tap("5–9").tap("Rolig")
        word = f"ord{self.number}x{len(self.oracle.words)}"
        phone.write("Med en sætning", f" {word} ")
        assert self.evaluate(phone, HELD)["kept"]
        self.oracle.words[word] = "typed by thumb"
        self.typed.append(word)
        if self.chance.random() < 0.6:
            phone.tap("Gem stop")
        self.drive(phone, "nothing")
        assert phone.page.evaluate(UNLOCK, PIN) == "open"

    # what goes wrong

    def do_send(self, phone, network):
        self.evaluate(phone, SEND)

    def do_send_along(self, phone, network):
        self.evaluate(phone, SEND_ALONG)

    def do_offline(self, phone, network):
        phone.context.set_offline(True)

    def do_online(self, phone, network):
        phone.context.set_offline(False)
        network.mend()

    def do_cut(self, phone, network):
        """Let some bytes through, there or back, and nothing more."""
        network.mend()
        way = self.chance.choice(["up", "down"])
        setattr(network, way, self.chance.choice([0, 60, 300, 900, 1500, 2500, 5000]))
        self.evaluate(phone, SEND)
        network.cut()

    def do_garble(self, phone, network):
        network.mend()
        network.instead = self.chance.choice(BROKEN)
        self.evaluate(phone, SEND)
        network.mend()

    def do_clock(self, phone, network):
        phone.page.evaluate(SET_CLOCK, self.chance.choice([-DAY, 0, DAY]))

    def do_kill(self, phone, network):
        """Take the server away while both phones send; what it said stands on its disk."""
        for each, way in zip(self.phones, self.networks, strict=True):
            self.do_online(each, way)
        for _item in range(4):
            self.do_see(phone, network)
        for each in self.phones:
            each.page.evaluate(SEND_ALONG)
        time.sleep(self.chance.uniform(0, 0.12))
        self.server.kill()
        self.hold_to_its_word()
        self.server.launch()

    def do_restart(self, phone, network):
        """Close the app as the phone does when it needs room: nothing of it stays in memory."""
        phone.open()
        assert phone.page.evaluate(UNLOCK, PIN) == "open"

    def do_lock(self, phone, network):
        phone.page.evaluate("() => void window.indsatsTest.lock()")
        assert phone.page.evaluate(UNLOCK, PIN) == "open"

    def do_release(self, phone, network):
        """The coordinator releases the tour: what comes for it from now on is set aside."""
        rows = self.oracle.database.of(Tour).filter(pk=self.tour)
        rows.update(released_at=F("started_at"), released_by=F("author"))

    # what must be true

    def hold_to_its_word(self):
        waiting = [op for phone in self.phones for op in self.evaluate(phone, HELD)["waiting"]]
        assert self.oracle.acknowledged(waiting) == set()

    def come_together(self):
        """Give everything back, and send until nothing waits."""
        self.server.wait()
        for phone, network in zip(self.phones, self.networks, strict=True):
            self.do_online(phone, network)
        self.last = self.chance.randrange(2)
        for phone in (self.phones[1 - self.last], self.phones[self.last]):
            tries = iter(range(20))
            while self.evaluate(phone, SEND) != 0:
                assert next(tries, None) is not None, "a phone did not come to an end"

    def look(self):
        """Look for every word, every item, and whether both phones show what stands."""
        oracle = self.oracle
        oracle.read_trail()
        held = [self.evaluate(phone, HELD) for phone in self.phones]
        assert [each["waiting"] for each in held] == [[], []]
        assert oracle.exactly_once(self.now) == {}
        assert oracle.missing(self.typed, " ".join(each["written"] for each in held)) == {}
        stands = {}
        for kind in TEXTS:
            stands |= oracle.texts(kind, pk__in={*self.records, self.tour})
        seen = held[self.last]["seen"]  # who sent last has heard of all
        shown = {record: seen.get(record, stands[record]) for record in stands}
        assert shown == stands, f"shown {shown}, stands {stands}"
