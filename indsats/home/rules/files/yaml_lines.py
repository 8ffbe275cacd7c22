"""YAML as plain data with the line of every value; strict where YAML is treacherous.

Days stay text, ``no`` and ``on`` are words, a key stands once, and aliases and tags are refused:
a file of ten lines must not be able to fill the memory.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _

Path = tuple[str | int, ...]
LARGEST = 5 * 1024 * 1024
DEEPEST = 40
PREFIX = "tag:yaml.org,2002:"


class YamlError(ValueError):
    """A text that cannot be read; ``line`` counts from 1."""

    def __init__(self, line: int, reason: Message) -> None:
        super().__init__(str(reason))
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Document:
    """The data of one file and the line each value begins on."""

    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Give the line of a value, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _Loader(yaml.SafeLoader):
    """The safe loader with fewer surprises: only true and false are booleans, no days."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag in {f"{PREFIX}null", f"{PREFIX}int"}]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PLAIN = {"true": True, "false": False}


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1


def _fault(error: yaml.YAMLError) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = _line(mark)
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "")
    if "tab" in problem or "\\t" in problem:
        return YamlError(line, message(_("There is a tab here. Indent with spaces.")))
    text = _("The file cannot be read from here on. Check indentation, colons and quotes.")
    return YamlError(line, message(text))


def _text_of(raw: bytes) -> str:
    if len(raw) > LARGEST:
        raise YamlError(1, message(_("The file is larger than 5 MB. Divide it into several.")))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        text = _("The file is not saved as UTF-8. Save it as UTF-8 and try again.")
        raise YamlError(line, message(text)) from error


def _refuse_tricks(text: str) -> None:
    """Look through the file before anything is built of it: no aliases, no endless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            reason = message(_("References (* and &) are not allowed. Write the value again."))
            raise YamlError(_line(event.start_mark), reason)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlError(_line(event.start_mark), message(_("The file is nested too deeply.")))


def parse(raw: bytes) -> Document:
    """Read a file; raise YamlError with the line of the first fault."""
    text = _text_of(raw)
    try:
        _refuse_tricks(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _fault(error) from error
    if root is None:
        raise YamlError(1, message(_("The file is empty.")))
    lines: dict[Path, int] = {}
    return Document(_plain(root, (), lines), lines)


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines[path] = _line(node.start_mark)
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, path, lines))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, (*path, number), lines) for number, each in enumerate(node.value)]
    return _scalar(node)


def _pairs(
    node: yaml.MappingNode,
    path: Path,
    lines: dict[Path, int],
) -> Iterator[tuple[str, Any]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        line = _line(key.start_mark)
        if not isinstance(key, yaml.ScalarNode) or key.tag == f"{PREFIX}merge":
            raise YamlError(line, message(_("A field name must be a plain word.")))
        if key.value in seen:
            text = _("The field “%(field)s” stands here and on line %(first)s. Keep one of them.")
            raise YamlError(line, message(text, field=key.value, first=str(seen[key.value])))
        seen[key.value] = line
        inner = _plain(value, (*path, key.value), lines)
        lines[*path, key.value] = line
        yield key.value, inner


def _scalar(node: yaml.Node) -> Any:
    tag = node.tag.removeprefix(PREFIX)
    if tag == "str":
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return _PLAIN.get(node.value, node.value) if plain else node.value
    if tag == "null":
        return None
    if tag == "int":
        return _number(node.value)
    raise YamlError(
        _line(node.start_mark), message(_("The tag “%(tag)s” is not allowed."), tag=node.tag)
    )


def _number(text: str) -> int | str:
    """Read a whole number as people write it; 010 and 1:30 and 0x1f stay text."""
    bare = text.lstrip("-")
    return int(text) if bare.isdecimal() and (bare == "0" or bare[0] != "0") else text
