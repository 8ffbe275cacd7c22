"""The organisation's rules: pure, without tables or clock. The change-set engine starts here.

    after = apply(picture, operations)      # or OperationRefused
    found = check(picture, operations, Context(today=day))
    shown = preview(picture, operations)    # .summary .on(day) .public() .confidential()

See `docs/change-sets.md` for the operations and an example.
"""

from indsats.organisation.rules.applying import apply, touched
from indsats.organisation.rules.checks import check, problems
from indsats.organisation.rules.conflict import base_marker, conflicts
from indsats.organisation.rules.inverse import invert, steps_between
from indsats.organisation.rules.operations import (
    Close,
    Create,
    Keep,
    Merge,
    Move,
    Operation,
    Set,
    Split,
    build,
)
from indsats.organisation.rules.previews import Preview, preview
from indsats.organisation.rules.problems import OperationRefused, Problem
from indsats.organisation.rules.reshaping import Succession, successions
from indsats.organisation.rules.slices import Picture, Slice
from indsats.organisation.rules.steps import Context
from indsats.organisation.rules.values import Subject, Values

__all__ = [
    "Close",
    "Context",
    "Create",
    "Keep",
    "Merge",
    "Move",
    "Operation",
    "OperationRefused",
    "Picture",
    "Preview",
    "Problem",
    "Set",
    "Slice",
    "Split",
    "Subject",
    "Succession",
    "Values",
    "apply",
    "base_marker",
    "build",
    "check",
    "conflicts",
    "invert",
    "preview",
    "problems",
    "steps_between",
    "successions",
    "touched",
]
