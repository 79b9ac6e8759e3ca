"""Between a browser and the site: a wire that can be cut or fall silent, and the site under TLS."""

import contextlib
import socket
import ssl
import threading

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application
from django.db import connections


class Wire:
    """Carries bytes to the site. ``state``: «open», «cut» (nobody answers), «silent» (answers never come)."""

    def __init__(self, url):
        self._site = tuple(url.removeprefix("http://").split(":"))
        self.state = "open"
        self._ears = socket.create_server(("localhost", 0))
        self.url = f"http://localhost:{self._ears.getsockname()[1]}"
        self._open = []
        threading.Thread(target=self._listen, daemon=True).start()

    def set(self, state):
        """Change what becomes of connections; those that are there end."""
        self.state = state
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._open = []

    def close(self):
        """Take the wire away."""
        self.set("cut")
        self._ears.close()

    def _listen(self):
        while True:
            try:
                here, _address = self._ears.accept()
            except OSError:
                return
            if self.state == "cut":
                here.close()
                continue
            self._open.append(here)
            if self.state == "open":
                there = socket.create_connection((self._site[0], int(self._site[1])))
                self._open.append(there)
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one, other):
    with contextlib.suppress(OSError):
        while told := one.recv(65536):
            other.sendall(told)
    for each in (one, other):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


class _Handler(WSGIRequestHandler):
    def log_message(self, *_told):
        """Say nothing."""


class _Server(ThreadedWSGIServer):
    daemon_threads = True

    def process_request_thread(self, request, client_address):
        """Answer in a thread that leaves no connection to the database behind."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()


class TlsSite:
    """The site under TLS, on a port of its own."""

    def __init__(self, certificate, key):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server = _Server(("localhost", 0), _Handler)
        self._server.base_environ["HTTPS"] = "on"
        self._server.set_app(get_internal_wsgi_application())
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://localhost:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
