"""kill -9 of the site and of its worker while reports are filed and accepted: nothing acknowledged is lost."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from queue import Empty, Queue
from random import Random
from urllib.parse import urlencode

PROJECT = Path(__file__).parents[2]
SERVE = "import sys; from thidua.config.server import serve; serve('127.0.0.1', int(sys.argv[1]), None)"
TOKEN = "t" * 32
KILLS, CLIENTS = 4, 3
DONE, SAVED, NOT_NOW = 302, 200, 409


class Site:
    """The site as ``thidua serve`` starts it, in a process group of its own."""

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
        """The site's own processes and the worker of background jobs."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(each) for each in told.split()]

    def kill_one(self, random):
        for child in random.sample(self.children(), 1):
            os.kill(child, signal.SIGKILL)

    def kill_all(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

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


class Client(threading.Thread):
    """Files and accepts report after report; sends again what was not answered, as a person does."""

    def __init__(self, site, plan, waiting):
        super().__init__()
        self.site, self.plan, self.waiting = site, plan, waiting
        self.acknowledged, self.wrong = [], []

    def run(self):
        while True:
            try:
                commune, period = self.waiting.get_nowait()
            except Empty:
                return
            self.file_and_accept(commune, period)

    def file_and_accept(self, commune, period):
        session = self.plan["communes"][commune]
        place = self.post(session, "/bao-cao/mo/", {"form": self.plan["form"], "period": period})
        report = re.search(r"/bao-cao/([^/]+)/", place)[1]
        cells = {f"o-{line}": str(commune * 10 + at) for at, line in enumerate(self.plan["lines"])}
        self.post(session, f"/bao-cao/{report}/o/", cells | {f"cu-{line}": "" for line in self.plan["lines"]})
        self.post(session, f"/bao-cao/{report}/gui/", {})
        self.post(self.plan["province"], f"/bao-cao/{report}/nhan/", {})
        self.acknowledged.append(report)

    def post(self, session, path, fields):
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        tries = 0
        while True:
            tries += 1
            try:
                connection = HTTPConnection("127.0.0.1", self.site.port, timeout=30)
                connection.request("POST", path, urlencode(fields), headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException):
                time.sleep(0.1)
                continue
            # what was done before the answer was lost is refused the second time
            if answer.status not in {DONE, SAVED} and not (answer.status == NOT_NOW and tries > 1):
                self.wrong.append(f"{path}: {answer.status}")
            return answer.getheader("Location", "")


def step(environment, name):
    command = [sys.executable, "-m", "tests.config.killing", name]
    done = subprocess.run(command, env=environment, cwd=PROJECT, check=True, capture_output=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_what_was_acknowledged_is_there_once_and_counted_right_after_any_kill(tmp_path):
    environment = os.environ | {
        "THIDUA_HOME": str(tmp_path), "THIDUA_PLAIN_HTTP": "1", "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
    }  # fmt: skip
    environment.pop("DATABASE_URL", None)
    plan = step(environment, "prepare")
    waiting = Queue()
    for period in plan["periods"]:
        for commune in range(len(plan["communes"])):
            waiting.put((commune, period))
    random, site = Random(7), Site(environment)
    clients = [Client(site, plan, waiting) for _number in range(CLIENTS)]
    try:
        assert site.answers()
        for client in clients:
            client.start()
        for number in range(KILLS):
            time.sleep(random.uniform(0.2, 0.8))
            if number % 2:
                site.kill_one(random)
            else:
                site.kill_all()
                site.start()
            assert site.answers()
        for client in clients:
            client.join()
    finally:
        site.kill_all()

    found = step(environment, "check")

    acknowledged = sorted(report for client in clients for report in client.acknowledged)
    assert [wrong for client in clients for wrong in client.wrong] == []
    assert sorted(report for report, _unit, _period in found["accepted"]) == acknowledged
    assert len(acknowledged) == len(plan["periods"]) * len(plan["communes"])
    assert (found["values_are_those_of_accepted_reports"], found["totals_are_right"], found["marks_left"]) == (
        True, True, 0,
    )  # fmt: skip
