"""Orders of a sound file as rows; what cannot be ordered is told with its line."""

from collections.abc import Mapping
from typing import Any

from indsats.hearings.rules.words import message
from indsats.home.rules.files import rows
from indsats.home.rules.files.problem import FileProblem
from indsats.home.rules.files.reading import Reader
from indsats.strategy.rules.order import faults
from indsats.strategy.rules.terms import Terms, from_data
from indsats.strategy.rules.wording import WORDS

SAME = ("title", "from_time", "to_time", "cost_from", "cost_to")


def deployments(reader: Reader) -> tuple[rows.DeploymentRow, ...]:
    """Read the orders."""
    found = []
    for path, entry in reader.each("deployments"):
        where = reader.where(*path)
        terms = _terms(entry)
        for problem in faults(terms):
            field, text = WORDS[problem]
            at = reader.where(*path, field) if field in entry else where
            reader.problems.append(FileProblem(at.file, at.line, at.field, message(text)))
        found.append(
            rows.DeploymentRow(
                where=where, key=entry["key"], unit=entry["unit"], written_by=entry["written_by"],
                decided_in=entry.get("decided_in", ""), terms=terms,
            )
        )  # fmt: skip
    return tuple(found)


def _terms(entry: Mapping[str, Any]) -> Terms:
    """Read what an order says; the numbers of staff are one to two where nothing is said."""
    low = entry.get("staff_min", 1)
    return from_data({
        **{name: entry.get(name) for name in SAME},
        "first": entry["first_day"], "last": entry["last_day"],
        "weekdays": sorted(set(entry.get("weekdays", ()))),
        "staff_min": low, "staff_max": entry.get("staff_max", max(low, 2)),
        "purposes": list(entry.get("purposes", ())),
        "postpones": list(entry.get("postpones", ())),
        **{name: sorted(set(entry.get(name, ()))) for name in ("places", "competences")},
    })  # fmt: skip
