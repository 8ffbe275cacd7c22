"""Measure on throw-away databases: SQLite always, and PostgreSQL where one answers."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--sizes", default="100,1000,10000", help="how many replies; the first is the measure"
    )
    parser.add_argument(
        "--observations", default="10000,100000", help="how many observations on the street"
    )
    parser.add_argument("--times", type=int, default=5, help="how often each page is asked for")
    parser.add_argument("--units", type=int, default=1000, help="units with ten states each")
    parser.add_argument("--database", default="", help="measure on this database only")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def _each() -> int:
    """Start one process per database: settings are read once in a process."""
    finding = [str(ROOT / "scripts" / "find-postgresql")]
    found = subprocess.run(finding, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    databases = ["sqlite:///", found.stdout.strip()]
    python = [sys.executable, "-W", "ignore", "-m", "bench"]
    worst = 0
    for database in filter(None, dict.fromkeys(databases)):
        with tempfile.TemporaryDirectory() as var:
            told = {**os.environ, "INDSATS_DATABASE": database, "INDSATS_VAR": var}
            command = [*python, *sys.argv[1:], "--database", database]
            done = subprocess.run(command, env=told, check=False)  # noqa: S603 -- this very program
            worst = max(worst, done.returncode)
    return worst


def main() -> int:
    """Measure on one database, or start a process for each."""
    arguments = _arguments()
    if not arguments.database:
        return _each()
    os.environ.setdefault("INDSATS_DATABASE", arguments.database)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "indsats.config.settings")
    import django  # noqa: PLC0415 -- settings are read from the environment set above

    django.setup()
    from bench.run import run  # noqa: PLC0415 -- needs the settings

    run(
        sizes=_numbers(arguments.sizes), times=arguments.times, units=arguments.units,
        observations=_numbers(arguments.observations),
    )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
