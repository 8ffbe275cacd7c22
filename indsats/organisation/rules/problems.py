"""What can be wrong with a change-set, said so that any language can say it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from indsats.base.periods import Span
from indsats.organisation.rules.messages import ERROR, MESSAGES
from indsats.organisation.rules.values import Subject


class Label(str):
    """A parameter that is itself a sentence to translate, such as the name of a field."""

    __slots__ = ()


class Problem(NamedTuple):
    """Something a step or the picture after it does wrong, on which days.

    `message` is an English msgid with named placeholders, `params` what fills them (text, days,
    numbers, labels, another problem, or several of them), and `operation` the number of the step
    to blame, where one can be named. A problem about an engagement names an employee: show it
    only to those who may see the confidential preview.
    """

    severity: str
    code: str
    subject: Subject
    span: Span
    message: str
    params: tuple[tuple[str, Any], ...] = ()
    operation: int | None = None

    @property
    def is_error(self) -> bool:
        """Tell whether the change-set must not be decided while this stands."""
        return self.severity == ERROR

    @property
    def waivable(self) -> bool:
        """Tell whether a named person may set it aside with a written reason."""
        return MESSAGES[self.code].waivable

    def text(
        self, translate: Callable[[str], str] = str, present: Callable[[Any], str] = str
    ) -> str:
        """Write the sentence: `translate` gives it a language, `present` writes days."""
        return translate(self.message) % {
            name: _said(value, translate, present) for name, value in self.params
        }


class OperationRefused(ValueError):  # noqa: N818 -- the name the other rooms know it by
    """A step that cannot be carried out at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text())
        self.problem = problem


def _said(value: Any, translate: Callable[[str], str], present: Callable[[Any], str]) -> str:
    if isinstance(value, Problem):
        return value.text(translate, present)
    if isinstance(value, tuple):
        return ", ".join(_said(part, translate, present) for part in value)
    return translate(value) if isinstance(value, Label) else present(value)


def make(
    code: str, subject: Subject, span: Span, *, operation: int | None = None,
    params: Mapping[str, Any] | None = None,
) -> Problem:  # fmt: skip
    """Make a problem from its code; raise KeyError for a code without a message."""
    message = MESSAGES[code]
    named = {"subject": subject.key, **(params or {})}
    ordered = tuple(sorted(named.items()))
    return Problem(message.severity, code, subject, span, message.text, ordered, operation)
