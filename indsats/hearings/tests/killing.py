"""A real server that is killed at random, whole or in part, and clients that never give up."""

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
from http import HTTPStatus
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener, urlopen

import psycopg

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
import django, hashlib, json; django.setup()
from indsats.audit.queries import verify
from indsats.hearings.queries.originals import original_hash
from indsats.hearings.models import Reply
def files(reply):
    return [[f.name, hashlib.sha256(f.file.read()).hexdigest() == f.sha256]
            for f in reply.files.all()]
rows = [[r.request_key, r.text, r.sequence, r.sha256 == original_hash(r), files(r)]
        for r in Reply.objects.order_by("sequence")]
print(json.dumps({"rows": rows, "breaks": len(verify())}))
"""
PATIENCE = 120  # seconds to wait for a server that starts
WORKERS = 2  # processes, where several may serve
EDGE = "----et-svar-med-bilag"


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args, **_more):
        return None


class Server:
    """The server as an administrator starts it; `kill` is kill -9 on it and all it started."""

    def __init__(self, folder, database):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.database = database
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("INDSATS_", "PYTEST_"))},
            "DJANGO_SETTINGS_MODULE": "indsats.config.settings",
            "INDSATS_DATABASE": database, "INDSATS_VAR": str(folder),
            "INDSATS_DEBUG": "1", "INDSATS_BASE_URL": self.base,
        }  # fmt: skip
        self.process = None

    @property
    def shared(self):
        """Say whether several processes serve: a server on PostgreSQL has them."""
        return self.database.startswith("postgresql")

    def run(self, code):
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, env=self.env, check=True, capture_output=True, text=True
        ).stdout

    def command(self, *words):
        code = f"import sys; sys.argv = {['indsats', *words]!r}\n"
        return code + "from indsats.config.command import main; main()"

    def start(self):
        workers = ("--workers", str(WORKERS)) if self.shared else ()
        words = self.command(
            "serve", "--port", str(self.port), "--no-collect", "--no-clock", *workers
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", words], env=self.env, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until(self.answers)

    def answers(self):
        """Tell whether somebody answers."""
        try:
            with urlopen(f"{self.base}/sundhed/", timeout=20):  # noqa: S310 -- our own server
                return True
        except (OSError, HTTPException):
            return False

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self, chance):
        """Kill all of it, and start it again."""
        self.kill()
        self.start()

    def workers(self):
        """Give the processes that answer."""
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], check=True, capture_output=True, text=True
        ).stdout
        rows = [line.split() for line in listed.splitlines()]
        return [int(pid) for pid, parent in rows if int(parent) == self.process.pid]

    def lose_worker(self, chance):
        """Kill one of its processes; the others go on, and it starts a new one by itself."""
        lost = chance.choice(self.workers())
        os.kill(lost, signal.SIGKILL)
        until(lambda: lost not in self.workers() and len(self.workers()) == WORKERS)

    def lose_database(self, chance):
        """Cut every connection to the database, as when it moves to another machine."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )

    def report(self):
        return json.loads(self.run(REPORT).splitlines()[-1])


class Client(threading.Thread):
    """Sends replies by one link, each until it is acknowledged, and writes down which were.

    It goes on until told that it is enough; `lost` counts the times nobody answered.
    """

    def __init__(self, link):
        super().__init__(daemon=True)
        self.link, self.done, self.odd, self.lost = link, {}, [], 0
        self.enough = threading.Event()
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stay())

    def ask(self, data=None):
        """Ask until somebody answers; give status and text."""
        body = form(data) if data else None
        kind = {"Content-Type": f"multipart/form-data; boundary={EDGE}"} if data else {}
        while True:
            try:
                asked = Request(f"{self.link}?nyt=1", body, kind)  # noqa: S310 -- our own server
                with self.opener.open(asked, timeout=20) as answer:
                    return answer.status, answer.read().decode()
            except HTTPError as error:
                if error.code < 500 and error.code != HTTPStatus.TOO_MANY_REQUESTS:
                    return error.code, error.headers.get("Location", "")
            except (OSError, HTTPException):
                pass
            self.lost += 1
            time.sleep(0.05)

    def run(self):
        for number in count():
            if self.enough.is_set():
                return
            _status, page = self.ask()
            found = dict(re.findall(r'name="(csrfmiddlewaretoken|version)" value="([^"]*)"', page))
            key, text = secrets.token_urlsafe(24), f"Svar {number} fra {self.link[-7:-1]}"
            data = {**found, "do": "send", "kind": "remarks", "text": text, "name": "Ib",
                    "request_key": key}  # fmt: skip
            status, where = self.ask(data)
            if status == 302 and "kvittering" in where:
                self.done[key] = text
            else:
                self.odd.append((status, where))


def form(data):
    """Write a form as a browser sends it, with a file that is named after the reply's text."""
    parts = [(f'name="{name}"', value) for name, value in data.items()]
    parts.append((f'name="file"; filename="{data["text"]}.txt"', f"Bilag til {data['text']}"))
    lines = [f"--{EDGE}\r\nContent-Disposition: form-data; {a}\r\n\r\n{b}\r\n" for a, b in parts]
    return "".join([*lines, f"--{EDGE}--\r\n"]).encode()


def until(true):
    """Wait for something to come true."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def trouble(server, clients, *, times, seed):
    """Do the server harm some times, of a kind and at a moment that chance decides."""
    chance = random.Random(seed)  # noqa: S311 -- when to kill, not a secret
    kinds = [server.restart]
    if server.shared:
        kinds += [server.lose_worker, server.lose_database]
    for client in clients:
        client.start()
    for number in range(times):
        enough = sum(len(client.done) for client in clients) + chance.randint(4, 16)
        until(lambda: sum(len(client.done) for client in clients) >= enough)  # noqa: B023
        time.sleep(chance.uniform(0, 0.2))
        kinds[number % len(kinds)](chance)
    for client in clients:
        client.enough.set()
    for client in clients:
        client.join(timeout=240)
