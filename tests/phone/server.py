"""Indsats in a process of its own, which can be killed without warning and started again."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "indsats/field/static/felt"
LATER = Path(__file__).parent / "later"  # holds the clock that is ahead
PATIENCE = 60


class Server:
    """Indsats as it is served, on SQLite in a folder or on another database named."""

    def __init__(self, folder, database=None):
        self.folder, self.database = folder, database
        self.later = 0  # seconds its clock is ahead
        with closing(socket.socket()) as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.process = None

    def start(self):
        self.launch()
        self.wait()
        return self

    def launch(self):
        """Start it without waiting until it answers."""
        command = str(Path(sys.executable).parent / "indsats")
        self.process = subprocess.Popen(
            [command, "serve", "--port", str(self.port), "--no-collect", "--no-clock"],
            env=self.environment(), cwd=ROOT, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def wait(self):
        """Wait until it answers."""
        for _try in range(PATIENCE * 20):
            try:
                with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as asked:
                    asked.request("GET", "/felt/hvem/")
                    asked.getresponse().read()
                    return
            except OSError:
                time.sleep(0.05)
        pytest.fail("the server did not start")

    def kill(self):
        """Take it away as a power cut does: it and all its processes, at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def rows(self, question, *values):
        """Read the database itself."""
        with closing(sqlite3.connect(self.folder / "indsats.sqlite3", timeout=20)) as database:
            return database.execute(question, values).fetchall()

    def write(self, sentence, *values):
        """Write in the database itself."""
        with closing(sqlite3.connect(self.folder / "indsats.sqlite3", timeout=20)) as database:
            database.execute(sentence, values)
            database.commit()

    def where(self):
        """Say where its database is, as Django's settings do."""
        if self.database is None:
            file = self.folder / "indsats.sqlite3"
            engine = "django.db.backends.sqlite3"
            return {"ENGINE": engine, "NAME": file, "OPTIONS": {"timeout": 20}}
        parts = urlsplit(self.database)
        return {
            "ENGINE": "django.db.backends.postgresql", "NAME": parts.path[1:],
            "USER": parts.username or "", "PASSWORD": parts.password or "",
            "HOST": parts.hostname or "", "PORT": str(parts.port or ""),
        }  # fmt: skip

    def environment(self):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        paths = [str(ROOT)] if self.later == 0 else [str(LATER), str(ROOT)]
        return {
            **kept, "DJANGO_SETTINGS_MODULE": "indsats.config.settings",
            "INDSATS_VAR": str(self.folder), "INDSATS_PHONE_APP": str(self.folder / "app"),
            "INDSATS_DEMO": "1", "INDSATS_DEBUG": "1", "PYTHONPATH": os.pathsep.join(paths),
            "INDSATS_PHONE_CALLS": "100000",  # chance calls more often than thumbs do
            "INDSATS_TEST_LATER": str(self.later),
            **({"INDSATS_DATABASE": self.database} if self.database else {}),
        }  # fmt: skip

    def run(self, *words):
        """Run a module with the server's settings; give what it says."""
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True,
            env=self.environment(), check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


def lay(folder, database=None):
    """Lay the street in a migrated database."""
    Server(folder, database).run("tests.phone.street")
