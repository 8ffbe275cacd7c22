"""What can be wrong with a file: where it stands, and what to do about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _


@dataclass(frozen=True)
class FileProblem:
    """One fault: the file, its line counted from 1, the field as a path, and what to do."""

    file: str
    line: int
    field: str
    text: Message

    def say(
        self,
        translate: Callable[[str], str] = str,
        show: Callable[[object], str] = str,
    ) -> str:
        """Write the fault on one line, with file, line and field first."""
        where = _("%(file)s, line %(line)s, %(field)s: %(text)s")
        if not self.field:
            where = _("%(file)s, line %(line)s: %(text)s")
        facts = {
            "file": self.file,
            "line": str(self.line),
            "field": self.field,
            "text": self.text.say(translate, show),
        }
        return message(where, **facts).say(translate)

    def __str__(self) -> str:
        return self.say()


class FilesError(ValueError):
    """Files that cannot be loaded; ``problems`` are all that was found, in the files' order."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
