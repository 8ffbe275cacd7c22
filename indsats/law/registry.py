"""Find rules, remember who cites them, and say whether a rule stops or only advises."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import ParamSpec, TypeVar

from indsats.law.rule import Advice, Fact, Mode, Rule, SignOff, Status
from indsats.law.rules import ALL
from indsats.law.sources import SOURCES

P = ParamSpec("P")
R = TypeVar("R")


def register(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """Index rules by id; raise ValueError for a doubled id or an unknown source."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ValueError(f"Two rules are called {rule.id}")
        for key in rule.sources:
            if key not in SOURCES:
                raise ValueError(f"{rule.id} names the unknown source {key}")
        found[rule.id] = rule
    return MappingProxyType(found)


RULES: Mapping[str, Rule] = register(ALL)
_citing: dict[str, list[str]] = {}


def cites(*keys: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as resting on rules; an unknown key stops the program at import."""
    for key in keys:
        if key not in RULES:
            raise KeyError(f"No rule is called {key}")

    def remember(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"
        for key in keys:
            _citing.setdefault(key, []).append(name)
        return function

    return remember


def cited_by(key: str) -> tuple[str, ...]:
    """List the functions loaded so far that rest on a rule, in alphabetical order."""
    return tuple(sorted(set(_citing.get(key, ()))))


def mode(rule: Rule | str, signoffs: Iterable[SignOff] = (), *, day: date | None = None) -> Mode:
    """Say what a rule may do: enforce only when V1, signed off in this wording, and in force.

    A sign-off counts from its own day; without a day, any sign-off of this wording counts.
    """
    known = RULES[rule] if isinstance(rule, str) else rule
    if known.status is not Status.V1 or (day is not None and not known.in_force(day)):
        return Mode.ADVISE
    approved = any(
        (signoff.rule, signoff.version) == (known.id, known.version)
        and (day is None or signoff.day <= day)
        for signoff in signoffs
    )
    return Mode.ENFORCE if approved else Mode.ADVISE


def advise(key: str, **facts: Fact) -> Advice:
    """Make the advice of a rule from the facts of the case."""
    return Advice(rule=RULES[key], facts=facts)
