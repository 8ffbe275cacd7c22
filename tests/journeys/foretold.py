"""What the preview page says of the day of effect, and what people really meet on a day."""

from dataclasses import dataclass

PREVIEW = "/organisation/aendringer/operativ-indsats/forhaandsvisning/"
STEERING_GROUP = "Strategisk styregruppe for tryghed og kriminalitetsforebyggelse"
OTHERS = ("Sara Bækholm", "Hassan Elmdal", "Helle Broager", "Bodil Ravnkilde")  # nothing foretold

MOVES = """() => [...document.querySelectorAll("g.chart__box--moved")].map((box) => {
  const said = (part) => [...box.querySelectorAll(`.chart__${part}`)].map((t) => t.textContent);
  return [said("title").join(" "), said("mark").join(" ")];
})"""
SEATS = """() => [...document.querySelectorAll("#seats + .table-frame tbody tr")].map(
  (row) => [...row.children].map((cell) => cell.innerText.trim()))"""
SHIFTS = """() => [...document.querySelectorAll("section.shift")].map((shift) => {
  const lines = (sign) => [...shift.querySelectorAll("details")].filter(
    (part) => part.textContent.trim().startsWith(sign)
  ).flatMap((part) => [...part.querySelectorAll("li")].map((line) => line.textContent.trim()));
  return [shift.querySelector("h3").textContent, lines("+"), lines("−")];
})"""
VALUES = "(select) => [...select.options].map((option) => [option.text, option.value])"
OPTIONS = "(select) => [...select.options].slice(1).map((option) => option.text)"


@dataclass(frozen=True)
class Foretold:
    """The preview as it is read: moves as (from, to), seats as (role, name), rights by reach."""

    moves: dict
    seats: set
    gained: dict
    lost: dict

    def after(self, who, what, before):
        """Give where someone may do something on the day, from where they may before it."""
        lost, gained = (part.get(who, {}).get(what, set()) for part in (self.lost, self.gained))
        return (before - lost) | gained


def read(walker):
    """Read the preview page on the day it opens at, which is the day of effect."""
    page = walker.go(PREVIEW).page
    shifts = page.evaluate(SHIFTS)
    moves: dict = {}
    for unit, mark in page.evaluate(MOVES):
        side = "to" if "Flyttes til " in mark else "from"
        moves.setdefault(unit, {})[side] = mark.split("Flyttes til ")[-1].split("hertil fra ")[-1]
    return Foretold(
        moves={unit: (sides["from"], sides["to"]) for unit, sides in moves.items()},
        seats={
            (role, sits.rsplit(": ", 1)[1])
            for body, role, _before, sits in page.evaluate(SEATS)
            if body == STEERING_GROUP
        },
        gained={name: _by_permission(gained) for name, gained, _lost in shifts},
        lost={name: _by_permission(lost) for name, _gained, lost in shifts},
    )


def _by_permission(lines):
    """Turn lines of "unit, unit: may this; may that" into where each thing may be done."""
    found: dict = {}
    for line in lines:
        where, words = line.split(": ", 1)
        for word in words.split("; "):
            found.setdefault(word, set()).update(where.split(", "))
    return found


def _offered(walker, path, name):
    """Give what a list in a form offers; nothing where the form cannot be opened."""
    if walker.page.goto(path).status != 200:
        return set()
    return set(walker.page.locator(f"main [name={name}]").evaluate(OPTIONS))


def _lacking(walker):
    """Give the units whose employees' missing competences are shown."""
    walker.page.goto("/organisation/kompetencer/mangler/")
    return set(walker.page.locator("main td[data-label=Enhed]").all_inner_texts())


def _bodies(walker):
    """Give the bodies whose meetings can be searched for."""
    if walker.page.goto("/moeder/").status != 200:
        return set()
    return set(walker.page.locator("[name=body]").evaluate(OPTIONS))


DOORS = {
    "Forberede ændringer af organisationen": lambda walker: _offered(
        walker, "/organisation/aendringer/nyt/", "owner_unit"
    ),
    "Give andre midlertidig adgang": lambda walker: _offered(
        walker, "/organisation/adgang/midlertidig/ny/", "unit"
    ),
    "Se kompetencer og ansættelser": _lacking,
    "Se møder": _bodies,
}


def opened(walker, username):
    """Try every door there is a page for, as someone, and give what opens."""
    person = walker(username)
    return {what: door(person) for what, door in DOORS.items()}


def placed(walker, units):
    """Give what each unit is placed under, as its own page says."""
    found = {}
    for unit in units:
        walker.page.goto("/organisation/enheder/")
        walker.click(unit, "link").page.locator("h1", has_text=unit).wait_for()
        found[unit] = walker.page.locator("main dl.facts dd").first.locator("a").last.inner_text()
    return found


def members(walker):
    """Give the role and name of each who sits in the steering group today; None without one."""
    walker.page.goto("/moeder/")
    bodies = dict(walker.page.locator("[name=body]").evaluate(VALUES))
    if STEERING_GROUP not in bodies:
        return None
    walker.go(f"/moeder/organ/{bodies[STEERING_GROUP]}/")
    lines = walker.page.locator("section", has_text="Medlemmer i dag").locator("li").all()
    return {(line.locator(".quiet").inner_text(), line.locator("strong").inner_text())
            for line in lines}  # fmt: skip
