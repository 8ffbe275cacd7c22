"""Write the published schemas: ``python -m indsats.home.rules.files docs/formats``."""

import sys
from pathlib import Path

from indsats.home.rules.files.schemas import KINDS, written

if __name__ == "__main__":
    for kind in KINDS:
        path = Path(sys.argv[1]) / f"{kind}.schema.json"
        path.write_text(written(kind), encoding="utf-8")
