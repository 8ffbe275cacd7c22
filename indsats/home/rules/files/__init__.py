"""Municipality files: YAML read with line numbers, held against schemas, handed on as rows."""

from indsats.home.rules.files.bundle import Bundle, Known, read, read_texts
from indsats.home.rules.files.problem import FileProblem, FilesError
from indsats.home.rules.files.schemas import KINDS, schema

__all__ = [
    "KINDS",
    "Bundle",
    "FileProblem",
    "FilesError",
    "Known",
    "read",
    "read_texts",
    "schema",
]
