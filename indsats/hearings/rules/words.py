"""Texts a rule hands upward: the English msgid and its facts; the web layer says it in Danish."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def gettext_noop(msgid: str) -> str:
    """Mark a text for translation and give it back unchanged."""
    return msgid


@dataclass(frozen=True)
class Message:
    """A sentence for people: a msgid with named gaps, and what goes into them."""

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def say(
        self,
        translate: Callable[[str], str] = str,
        show: Callable[[object], str] = str,
    ) -> str:
        """Write the sentence out: translate the msgid, show each fact, join lists by commas."""
        gaps = {key: self._shown(value, translate, show) for key, value in self.params.items()}
        return translate(self.msgid) % gaps if gaps else translate(self.msgid)

    def __str__(self) -> str:
        return self.say()

    @classmethod
    def _shown(
        cls,
        value: object,
        translate: Callable[[str], str],
        show: Callable[[object], str],
    ) -> str:
        if isinstance(value, Message):
            return value.say(translate, show)
        if isinstance(value, tuple):
            return ", ".join(cls._shown(each, translate, show) for each in value)
        return show(value)


def message(msgid: str, **params: object) -> Message:
    """Make a message of a marked text and its facts."""
    return Message(msgid, params)
