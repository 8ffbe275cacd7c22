"""Sending a large file to a real server, made as it is sent, and watching the server's memory."""

import re
import subprocess
from contextlib import closing, suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

MEGABYTE = 1024 * 1024
PIECE = b"\0" * 65536
EDGE = "et-stort-bilag"
FIELD = '--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
FILE = FIELD.format(edge=EDGE, name='file"; filename="stor.pdf', value="%PDF-1.7").rstrip()


class Large:
    """One large file on its way; ``sent`` is how much was, ``grown`` what the server grew by."""

    def __init__(self, server, link, size):
        self.server, self.path, self.size = server, urlsplit(link).path, size
        self.sent = self.grown = 0

    def memory(self):
        """Give what the processes that answer hold in memory."""
        workers = ",".join(str(pid) for pid in self.server.workers())
        listed = subprocess.run(
            ["ps", "-o", "rss=", "-p", workers], check=True, capture_output=True, text=True
        ).stdout
        return sum(int(line) for line in listed.split()) * 1024

    def send(self, **fields):
        """Save a draft with the file; give the status and the page that answers."""
        with closing(HTTPConnection("127.0.0.1", self.server.port, timeout=120)) as line:
            return self.over(line, fields)

    def over(self, line, fields):
        """Fetch the form and send it filled in over one connection."""
        line.request("GET", f"{self.path}?nyt=1")
        asked = line.getresponse()
        cookie = asked.headers["Set-Cookie"].split(";")[0]
        hidden = re.findall(
            r'name="(csrfmiddlewaretoken|version)" value="([^"]*)"', asked.read().decode()
        )
        fields = {**dict(hidden), "do": "save", "kind": "remarks", **fields}
        parts = "".join(FIELD.format(edge=EDGE, name=n, value=v) for n, v in fields.items())
        before, after = f"{parts}{FILE}".encode(), f"\r\n--{EDGE}--\r\n".encode()
        kind = {
            "Content-Type": f"multipart/form-data; boundary={EDGE}", "Cookie": cookie,
            "Content-Length": str(len(before) + self.size + len(after)),
        }  # fmt: skip
        held = self.memory()
        with suppress(ConnectionError):  # the server may say no before all is sent
            line.request("POST", self.path, self.pieces(before, after, held), kind)
        answer = line.getresponse()
        return answer.status, answer.read().decode()

    def pieces(self, before, after, held):
        """Make the file piece by piece, looking at the server's memory every few megabytes."""
        yield before
        for number in range(self.size // len(PIECE)):
            yield PIECE
            self.sent += len(PIECE)
            if number % 64 == 0:
                self.grown = max(self.grown, self.memory() - held)
        yield after
        self.grown = max(self.grown, self.memory() - held)
