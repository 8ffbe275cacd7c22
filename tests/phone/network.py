"""A network between phone and server that can be cut at any byte, on the way there or back."""

import socket
import threading
from contextlib import suppress


class Network:
    """Forward TCP; ``up`` and ``down`` say how many more bytes get through, None for all.

    ``instead`` is what the server is made to say, whatever it is asked.
    """

    def __init__(self, port):
        self.port = port
        self.up = self.down = self.instead = None
        self.is_there = True
        self._open = set()
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"

    def __enter__(self):
        threading.Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(self, *_raised):
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.cut()
        for each in threading.enumerate():
            if each.name == self.url:
                each.join()

    def cut(self):
        """Take the network away, what is under way with it."""
        self.is_there = False
        with self._lock:
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def mend(self):
        """Give the network back, whole."""
        self.up = self.down = self.instead = None
        self.is_there = True

    def _answer(self):
        while True:
            try:
                phone, _address = self._door.accept()
            except OSError:
                return
            threading.Thread(
                target=self._connect, args=(phone,), daemon=True, name=self.url
            ).start()

    def _connect(self, phone):
        """Carry one connection until either side, a cut, or a limit ends it."""
        with phone, suppress(OSError):
            if not self.is_there:
                return
            if self.instead is not None:
                phone.recv(65536)
                phone.sendall(self.instead)
                return
            with socket.create_connection(("127.0.0.1", self.port)) as server:
                both = {phone, server}
                with self._lock:
                    self._open |= both
                up = threading.Thread(target=self._carry, args=(phone, server, "up"), daemon=True)
                up.start()
                self._carry(server, phone, "down")
                up.join()
                with self._lock:
                    self._open -= both

    def _carry(self, here, there, way):
        with suppress(OSError):
            while data := here.recv(4096):
                left = getattr(self, way)
                if left is not None:
                    data, left = data[:left], max(left - len(data), 0)
                    setattr(self, way, left)
                there.sendall(data)
                if left == 0:
                    break
        for each in (here, there):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
