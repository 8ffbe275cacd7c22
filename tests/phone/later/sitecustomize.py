"""Put the clock of a process ahead: Python reads this file first where it is on its path."""

import os
import sys
from datetime import UTC, datetime, timedelta

sys.modules["pytest"] = None  # which the settings would take for a test run
import time_machine  # noqa: E402

del sys.modules["pytest"]

AHEAD = timedelta(seconds=int(os.environ["INDSATS_TEST_LATER"]))
time_machine.travel(datetime.now(UTC) + AHEAD, tick=True).start()  # noqa: TID251 -- not Django
