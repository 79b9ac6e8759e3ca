"""kill -9 of the site and of its worker: nothing acknowledged is lost, nothing is half done, totals are right."""

import io
import os
import re
import signal
import threading
import time
import zipfile
from pathlib import Path
from queue import Empty, Queue
from random import Random

import pytest
from tests.config.running import Person, told_by

pytestmark = pytest.mark.both_databases
CLIENTS = 3
FILES, ALL_READ = 60, 286
ARTICLES = Path(__file__).parents[1] / "reading" / "own_corpus"
BOUNDARY = "x" * 30


class Client(threading.Thread):
    """Files and accepts report after report."""

    def __init__(self, site, plan, waiting):
        super().__init__()
        self.plan, self.waiting = plan, waiting
        self.communes = [Person(site, session) for session in plan["communes"]]
        self.province = Person(site, plan["province"])
        self.acknowledged = []

    @property
    def wrong(self):
        return [wrong for person in (self.province, *self.communes) for wrong in person.wrong]

    def run(self):
        while True:
            try:
                commune, period = self.waiting.get_nowait()
            except Empty:
                return
            self.file_and_accept(commune, period)

    def file_and_accept(self, commune, period):
        officer = self.communes[commune]
        place = officer.post("/bao-cao/mo/", {"form": self.plan["form"], "period": period})
        report = re.search(r"/bao-cao/([^/]+)/", place)[1]
        cells = {f"o-{line}": str(commune * 10 + at) for at, line in enumerate(self.plan["lines"])}
        officer.post(f"/bao-cao/{report}/o/", cells | {f"cu-{line}": "" for line in self.plan["lines"]})
        officer.post(f"/bao-cao/{report}/gui/", {})
        self.province.post(f"/bao-cao/{report}/nhan/", {})
        self.acknowledged.append(report)


class Administrator(threading.Thread):
    """Applies one draft of a merger after another, and takes every second one back."""

    def __init__(self, site, plan):
        super().__init__()
        self.person, self.drafts = Person(site, plan["administrator"]), plan["drafts"]
        self.acknowledged = {}

    def run(self):
        for number, draft in enumerate(self.drafts):
            self.person.post(f"/sap-xep-don-vi/{draft}/ap-dung/", {"version": "1"})
            self.acknowledged[draft] = "applied"
            if number % 2:
                self.person.post(f"/sap-xep-don-vi/{draft}/hoan-tac/", {"reason": "Nhầm"})
                self.acknowledged[draft] = "reversed"


def test_reports_that_were_acknowledged_are_there_once_and_counted_right(environment, plan, site):
    waiting, random = Queue(), Random(7)
    for period in plan["periods"]:
        for commune in range(len(plan["communes"])):
            waiting.put((commune, period))
    clients = [Client(site, plan, waiting) for _number in range(CLIENTS)]
    for client in clients:
        client.start()
    for kill in (site.kill_all_and_begin, site.kill_one, site.kill_all_and_begin):
        time.sleep(random.uniform(0.2, 0.8))
        kill(random)
        assert site.answers()
    for client in clients:
        client.join()
    site.kill_all()

    found = told_by(environment, "check")

    acknowledged = sorted(report for client in clients for report in client.acknowledged)
    assert [wrong for client in clients for wrong in client.wrong] == []
    assert sorted(report for report, _unit, _period in found["accepted"]) == acknowledged
    assert len(acknowledged) == len(plan["periods"]) * len(plan["communes"])
    assert (found["values_are_those_of_accepted_reports"], found["wrong_totals"], found["marks_left"]) == (True, [], 0)


def test_a_reorganisation_is_done_or_not_and_totals_are_those_of_the_trees(environment, plan, site):
    random, administrator = Random(11), Administrator(site, plan)
    administrator.start()
    for kill in (site.kill_all_and_begin, site.kill_one, site.kill_all_and_begin, site.kill_all_and_begin):
        time.sleep(random.uniform(0.05, 0.5))
        kill(random)
        assert site.answers()
    administrator.join()
    site.kill_all()

    found = told_by(environment, "check")

    assert administrator.person.wrong == []
    assert found["reorganisations"] == administrator.acknowledged
    assert (found["crooked_lines"], found["wrong_totals"], found["marks_left"]) == ([], [], 0)
    assert found["living_communes"] == plan["living_communes"] - len(plan["drafts"]) // 2


def test_a_worker_that_dies_is_begun_again_and_one_whose_site_dies_ends(environment, plan, site):
    known = [site.running_worker()]
    for _time in range(2):
        os.kill(known[-1], signal.SIGKILL)
        time.sleep(1)  # until it is seen to be dead
        known.append(site.running_worker())
    os.kill(site.process.pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while Path(f"/proc/{known[-1]}").exists() and time.monotonic() < until:
        time.sleep(0.1)

    assert len(set(known)) == 3
    assert not Path(f"/proc/{known[-1]}").exists()


def test_every_file_of_a_zip_comes_in_once_and_wholly(environment, plan, site):
    random, reader = Random(5), Person(site, plan["province"])
    sent = reader.send("POST", "/doc-bai/nhieu-tep/them/", upload(), f"multipart/form-data; boundary={BOUNDARY}")
    batch = re.search(r"/nhieu-tep/([^/]+)/", sent.getheader("Location"))[1]
    for kill in (site.kill_worker, site.kill_worker, site.kill_all_and_begin, site.kill_worker):
        kill(random)
        assert site.answers()
    wait_until_read(reader, batch)
    site.kill_all()

    found = told_by(environment, "check_import")

    assert reader.wrong == []
    assert found == {"files": {"read": FILES}, "documents": FILES, "half_read": [], "told_twice": []}


def upload():
    """A ZIP of articles as a form sends it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(ARTICLES.glob("*.txt"))[:FILES]:
            archive.write(path, path.name)
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="attached"; filename="bai.zip"\r\n'
    kind = "Content-Type: application/zip\r\n\r\n"
    return f"{head}{kind}".encode() + made.getvalue() + f"\r\n--{BOUNDARY}--\r\n".encode()


def wait_until_read(reader, batch):
    until = time.monotonic() + 240
    while reader.send("GET", f"/doc-bai/nhieu-tep/{batch}/tien-do/").status != ALL_READ:
        assert time.monotonic() < until, "the batch is not read"
        time.sleep(0.5)
