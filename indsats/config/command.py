"""The console script ``indsats``: Django's management commands under one name."""

import os
import sys


def main() -> None:
    """Run the command named on the command line; ``verify-audit`` is the file ``verify_audit``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "indsats.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings first

    program, *words = sys.argv
    if words and not words[0].startswith("-"):
        words[0] = words[0].replace("-", "_")
    execute_from_command_line([program, *words])
