"""An installation of its own, served as ``thidua serve`` does, killed as a power cut does, and people who go on."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

PROJECT = Path(__file__).parents[2]
SERVE = "import sys; from thidua.config.server import serve; serve('127.0.0.1', int(sys.argv[1]), None)"
TOKEN = "t" * 32
DONE, SAVED, NOT_NOW = 302, 200, 409
FORM = "application/x-www-form-urlencoded"


class Site:
    """The site and its worker, in a process group of their own."""

    def __init__(self, environment):
        self.environment = environment
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.port)], env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def children(self):
        """The site's own processes and the worker of background jobs, which a thread of the site began."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(each) for children in threads for each in children.read_text(encoding="ascii").split()]

    def worker(self):
        """The process of background jobs, ``None`` while it is being begun again."""
        for child in self.children():
            if b"thidua.config.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                return child
        return None

    def kill_worker(self, random):
        """Mostly while it works: one that died is begun again after two seconds, and needs some more to begin."""
        time.sleep(random.uniform(4, 8))
        os.kill(self.running_worker(), signal.SIGKILL)

    def running_worker(self):
        """The process of background jobs, waited for where it is being begun again."""
        until = time.monotonic() + 20
        while (worker := self.worker()) is None and time.monotonic() < until:
            time.sleep(0.1)
        assert worker is not None, "the worker was not begun again"
        return worker

    def kill_one(self, random):
        for child in random.sample(self.children(), 1):
            os.kill(child, signal.SIGKILL)

    def kill_all(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_all_and_begin(self, _random):
        self.kill_all()
        self.start()

    def answers(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/dang-nhap/")
                if connection.getresponse().status == SAVED:
                    return True
            except (OSError, HTTPException):
                time.sleep(0.1)
        return False


class Person:
    """Sends again what was not answered, as a person does; ``wrong``: answers that should not have been."""

    def __init__(self, site, session):
        self.site, self.session = site, session
        self.wrong = []

    def post(self, path, fields):
        return self.send("POST", path, urlencode(fields), FORM).getheader("Location", "")

    def send(self, method, path, body=None, content_type=FORM):
        headers = {
            "Content-Type": content_type,
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        tries = 0
        while True:
            tries += 1
            try:
                connection = HTTPConnection("127.0.0.1", self.site.port, timeout=30)
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException):
                time.sleep(0.1)
                continue
            # what was done before the answer was lost is refused the second time
            was_done = answer.status == NOT_NOW and tries > 1
            if method == "POST" and answer.status not in {DONE, SAVED} and not was_done:
                self.wrong.append(f"{path}: {answer.status}")
            return answer


def told_by(environment, name):
    """What a step of ``tests.config.killing`` says, in a process of its own."""
    command = [sys.executable, "-m", "tests.config.killing", name]
    done = subprocess.run(command, env=environment, cwd=PROJECT, check=True, capture_output=True)
    return json.loads(done.stdout.splitlines()[-1])
