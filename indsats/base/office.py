"""Look into zip-based office files without unpacking them: what they are, and whether they run."""

import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

MOST_PARTS = 5_000
LARGEST_LIST = 1024 * 1024
LARGEST_WHOLE = 1024 * 1024 * 1024
TYPES = "[Content_Types].xml"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    "docx": f"{_OPEN_XML}wordprocessingml.document.main+xml",
    "xlsx": f"{_OPEN_XML}spreadsheetml.sheet.main+xml",
}
_ODT = b"application/vnd.oasis.opendocument.text"
_ENCRYPTED = 1
# Words in the type or the name of a part that runs, or that carries a program inside.
_RUNS = ("macro", "vbaproject", "activex", "oleobject", "ms-package", "vbadata")
_RUNS_ODT = ("basic/", "scripts/", "dialogs/")
# Parts that a word processor fetches by itself when the file is opened.
_FETCHED = ("attachedtemplate", "oleobject", "frame", "subdocument")


class _OddError(Exception):
    """The file is not built as an honest office file is."""


# Everything the library can raise on a file that somebody has twisted.
_BROKEN = (
    *(BadZipFile, _OddError, ET.ParseError, zlib.error),
    *(KeyError, NotImplementedError, OSError, RuntimeError, ValueError, EOFError),
)


def _read(archive: ZipFile, name: str) -> bytes:
    """Read one small part; refuse one that is larger than such lists ever are."""
    with archive.open(name) as part:
        content = part.read(LARGEST_LIST + 1)
    if len(content) > LARGEST_LIST:
        raise _OddError
    return content


def _elements(archive: ZipFile, name: str) -> Iterator[dict[str, str]]:
    """Go through a list of parts; refuse declarations and comments, where tricks are hidden."""
    content = _read(archive, name)
    if b"<!" in content or not content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        raise _OddError
    for element in ET.fromstring(content):  # noqa: S314 -- declarations were refused above
        yield {key.lower(): value.lower() for key, value in element.attrib.items()}


def _is_open_xml(archive: ZipFile, kind: str) -> bool:
    """Tell whether the main part is of this kind, and nothing in the file runs."""
    types = [element.get("contenttype", "") for element in _elements(archive, TYPES)]
    names = [name.lower() for name in archive.namelist()]
    runs = any(word in text for word in _RUNS for text in (*types, *names))
    return _MAIN[kind] in types and not runs and not _fetches(archive)


def _fetches(archive: ZipFile) -> bool:
    """Tell whether opening the file would fetch something from elsewhere."""
    for name in archive.namelist():
        if name.lower().endswith(".rels"):
            for element in _elements(archive, name):
                kind = element.get("type", "").rpartition("/")[2]
                away = element.get("target", "").startswith(("http", "ftp", "\\\\", "//"))
                if kind in _FETCHED and away:
                    return True
    return False


def _is_odt(archive: ZipFile) -> bool:
    """Tell whether the file says at its very beginning that it is a text, and nothing runs."""
    names = archive.namelist()
    first = bool(names) and names[0] == "mimetype" and _read(archive, "mimetype").strip() == _ODT
    return first and not any(name.lower().startswith(_RUNS_ODT) for name in names)


def _is_sound(archive: ZipFile) -> bool:
    """Tell whether the archive is of a sane size and not locked."""
    parts = archive.infolist()
    whole = sum(part.file_size for part in parts)
    locked = any(part.flag_bits & _ENCRYPTED for part in parts)
    return len(parts) <= MOST_PARTS and whole <= LARGEST_WHOLE and not locked


def is_office(file: IO[Any], kind: str) -> bool:
    """Tell whether a file is an honest docx, xlsx or odt without macros, programs or bait."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        return False
    try:
        with ZipFile(file) as archive:
            if not _is_sound(archive):
                return False
            return _is_odt(archive) if kind == "odt" else _is_open_xml(archive, kind)
    except _BROKEN:
        return False
