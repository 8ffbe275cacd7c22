"""What is wrong, as an English msgid and its facts; the layers above say it in Danish."""


def gettext_noop(msgid: str) -> str:
    """Mark a text for translation and give it back unchanged."""
    return msgid


class Refused(ValueError):  # noqa: N818 -- it is what happened, not an error of the program
    """Something that cannot be done; ``field`` names the input it is about, if one."""

    def __init__(self, msgid: str, *, field: str = "", **facts: object) -> None:
        super().__init__(msgid % facts if facts else msgid)
        self.msgid = msgid
        self.facts = facts
        self.field = field
