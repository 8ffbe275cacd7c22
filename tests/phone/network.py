"""A network between phone and server that can be cut at any byte, on the way there or back."""

import socket
import threading
from contextlib import suppress


class Network:
    """Forward TCP; ``up`` and ``down`` say how many more bytes get through, None for all."""

    def __init__(self, port):
        self.port = port
        self.up = self.down = None
        self.is_there = True
        self._open = set()
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"

    def __enter__(self):
        threading.Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(self, *_raised):
        self._door.close()
        self.cut()

    def cut(self):
        """Take the network away, what is under way with it."""
        self.is_there = False
        with self._lock:
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def mend(self):
        """Give the network back, whole."""
        self.up = self.down = None
        self.is_there = True

    def _answer(self):
        while True:
            try:
                phone, _address = self._door.accept()
            except OSError:
                return
            if not self.is_there:
                phone.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.port), timeout=5)
            except OSError:
                phone.close()
                continue
            server.settimeout(None)
            with self._lock:
                self._open |= {phone, server}
            for here, there, way in ((phone, server, "up"), (server, phone, "down")):
                threading.Thread(target=self._pass, args=(here, there, way), daemon=True).start()

    def _pass(self, here, there, way):
        """Carry bytes one way until either side, or the limit, ends it."""
        with suppress(OSError):
            while data := here.recv(4096):
                left = getattr(self, way)
                if left is not None:
                    data, left = data[:left], left - len(data)
                    setattr(self, way, max(left, 0))
                there.sendall(data)
                if left is not None and left <= 0:
                    break
        for each in (here, there):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open -= {here, there}
