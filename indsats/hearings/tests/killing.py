"""A real server on a SQLite file that is killed at random, and clients that never give up."""

import json
import os
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

PREPARE = """
import django, json; django.setup()
from datetime import timedelta
from django.utils.timezone import localdate, now
from indsats.hearings.actions.dispatch import make_link
from indsats.hearings.tests import factories as f
hearing = f.make_hearing(deadline=localdate() + timedelta(days=9), sent_at=now())
parties = [f.make_party(hearing, name=f"Part {n}", channel="outbox") for n in range(4)]
print(json.dumps([make_link(party, at=now()) for party in parties]))
"""
REPORT = """
import django, json; django.setup()
from indsats.audit.queries import verify
from indsats.hearings.queries.originals import original_hash
from indsats.hearings.models import Reply
rows = [[r.request_key, r.text, r.sequence, r.sha256 == original_hash(r)]
        for r in Reply.objects.order_by("sequence")]
print(json.dumps({"rows": rows, "breaks": len(verify())}))
"""
PATIENCE = 60  # seconds to wait for a server that starts


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args, **_more):
        return None


class Server:
    """The server as an administrator starts it; `kill` is kill -9 on it and all it started."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("INDSATS_", "PYTEST_"))},
            "DJANGO_SETTINGS_MODULE": "indsats.config.settings",
            "INDSATS_DATABASE": f"sqlite:///{folder}/db.sqlite3",
            "INDSATS_VAR": str(folder), "INDSATS_DEBUG": "1", "INDSATS_BASE_URL": self.base,
        }  # fmt: skip
        self.process = None

    def run(self, code):
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, env=self.env, check=True, capture_output=True, text=True
        ).stdout

    def command(self, *words):
        code = f"import sys; sys.argv = {['indsats', *words]!r}\n"
        return code + "from indsats.config.command import main; main()"

    def start(self):
        words = self.command("serve", "--port", str(self.port), "--no-collect")
        self.process = subprocess.Popen(
            [sys.executable, "-c", words], env=self.env, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the server did not start")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def report(self):
        return json.loads(self.run(REPORT).splitlines()[-1])


class Client(threading.Thread):
    """Sends replies by one link, each until it is acknowledged, and writes down which were."""

    def __init__(self, link, count):
        super().__init__(daemon=True)
        self.link, self.count, self.done, self.odd = link, count, {}, []
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stay())

    def ask(self, data=None):
        """Ask until somebody answers; give status and text."""
        body = urlencode(data).encode() if data else None
        while True:
            try:
                with self.opener.open(f"{self.link}?nyt=1", body, timeout=20) as answer:
                    return answer.status, answer.read().decode()
            except HTTPError as error:
                if error.code < 500:
                    return error.code, error.headers.get("Location", "")
            except (OSError, HTTPException):
                pass
            time.sleep(0.05)

    def run(self):
        for number in range(self.count):
            _status, page = self.ask()
            found = dict(re.findall(r'name="(csrfmiddlewaretoken|version)" value="([^"]*)"', page))
            key, text = secrets.token_urlsafe(24), f"Svar {number} fra {self.link[-6:]}"
            data = {**found, "do": "send", "kind": "remarks", "text": text, "name": "Ib",
                    "request_key": key}  # fmt: skip
            status, where = self.ask(data)
            if status == 302 and "kvittering" in where:
                self.done[key] = text
            else:
                self.odd.append((status, where))


def trouble(server, clients, *, times, seed):
    """Kill the server some times at random moments while the clients send."""
    chance = random.Random(seed)  # noqa: S311 -- when to kill, not a secret
    for client in clients:
        client.start()
    for _each in range(times):
        time.sleep(chance.uniform(0.2, 2.0))
        server.kill()
        server.start()
    for client in clients:
        client.join(timeout=240)
