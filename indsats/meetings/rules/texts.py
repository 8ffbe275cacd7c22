"""Several people write in the same item: what meets, and what collides (fletning)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Merged:
    """The texts put together, and the names of those both sides changed differently."""

    texts: dict[str, str]
    conflicts: list[str] = field(default_factory=list)


def merge(base: Texts, mine: Texts, theirs: Texts) -> Merged:
    """Put two sets of changes to the same texts together, field by field.

    Where only one side changed a field, its text stands; where both wrote the same, that
    stands; else it is a conflict, and mine stands in ``texts`` so that nothing typed is lost.
    """
    texts, conflicts = dict(theirs), []
    for name, text in mine.items():
        before, other = base.get(name, ""), theirs.get(name, "")
        if text in {before, other}:
            continue
        texts[name] = text
        if other != before:
            conflicts.append(name)
    return Merged(texts, conflicts)
