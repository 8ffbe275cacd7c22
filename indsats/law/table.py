"""Write the register of rules as a table in Markdown, for docs/law.md and for the jurist."""

import importlib
from collections.abc import Iterator

from indsats.law.registry import RULES, cited_by
from indsats.law.rule import Chapter, Rule, Status
from indsats.law.sources import SOURCES

CHECKS = ("calendar", "hearing", "med", "politics", "publishing", "records", "work")
HEADINGS = {
    Chapter.SECRECY: "Tavshedspligt og grænser / Secrecy and borders",
    Chapter.ACCESS: "Adgang / Access",
    Chapter.LOGGING: "Logning / Logging",
    Chapter.RETENTION: "Bevaring og kassation / Retention",
    Chapter.ACCESSIBILITY: "Webtilgængelighed / Web accessibility",
    Chapter.PROCEDURE: "Fire slags høring / Four kinds of being heard",
    Chapter.MED: "MED / Works councils",
    Chapter.HEARING: "Høringsperiode og høringsnotat / Period and memo",
    Chapter.PUBLISHING: "Offentliggørelse af svar / Publishing replies",
    Chapter.POLITICS: "Politisk behandling / The political cycle",
    Chapter.WORKING_ENVIRONMENT: "Arbejdsmiljø / Working environment",
}
HEAD = (
    "| Regel / Rule | Kilde / Source | Mærke / Mark | Virkning / Effect | Bruges i / Used in |\n"
    "|---|---|---|---|---|"
)


def effect(rule: Rule) -> str:
    """Say in Danish what a rule can do: advise, or enforce once the municipality signs it off."""
    if rule.background:
        return "baggrund"
    if rule.status is Status.V1:
        return "vejleder; kan håndhæves efter lokal godkendelse"
    return "vejleder"


def _source(rule: Rule) -> str:
    """Name the law or practice, the paragraph and the keys of the pages that were read."""
    words = " ".join(part for part in (rule.law_da, rule.paragraph) if part)
    keys = ", ".join(f"[{key}]" for key in rule.sources)
    return " ".join(part for part in (words, keys) if part) or "kommunens egen praksis"


def _row(rule: Rule) -> str:
    """Write one rule as one row."""
    values = ", ".join(f"{name}={value}" for name, value in rule.parameters.items())
    note = f"<br>`{values}`" if values else ""
    since = f"<br>fra {rule.valid_from}" if rule.valid_from else ""
    users = [name.removeprefix("indsats.law.") for name in cited_by(rule.id)]
    used = ", ".join(f"`{name}`" for name in users if name.split(".")[0] in CHECKS)
    said = f"`{rule.id}`<br>{rule.title_da}<br>*{rule.title_en}*{note}"
    cells = (said, _source(rule) + since, rule.status, effect(rule), used)
    return f"| {' | '.join(cells)} |"


def _lines() -> Iterator[str]:
    """Go through the chapters, then the sources."""
    for chapter, heading in HEADINGS.items():
        yield f"\n### {heading}\n"
        yield HEAD
        yield from (_row(rule) for rule in RULES.values() if rule.chapter is chapter)
    yield "\n### Kilder / Sources\n"
    for source in SOURCES.values():
        address = f"<{source.link}>" if source.link else f"`{source.address}`"
        yield f"- [{source.key}] {address}: {source.what}. Læst {source.read_on}."


def law_table() -> str:
    """Write every rule and source, with its mark and with what it can do at most."""
    for name in CHECKS:
        importlib.import_module(f"indsats.law.{name}")
    return "\n".join(_lines()) + "\n"
