"""The office commands as an administrator meets them, each in a process of its own on an empty folder."""

import contextlib
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest


def run(*arguments, home, check=True, text=None):
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("THIDUA_") and key != "DATABASE_URL"
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-c", "from thidua.config.cli import main; main()", *arguments],
        env=environment | {"THIDUA_HOME": str(home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        input=text,
        timeout=120,
    )
    if check and done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office just begun: its home, and what ``thidua init`` printed."""
    home = tmp_path_factory.mktemp("office")
    done = run("init", "--unit", "xã Vũ Thư", "--username", "quan.tri", "--full-name", "Đinh Thị Lan", home=home)
    return home, done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(home, *arguments, port):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("THIDUA_")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        [sys.executable, "-c", "from thidua.config.cli import main; main()", "serve", "--port", str(port), *arguments],
        env=environment | {"THIDUA_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def answer(address, *, context=None, seconds=40):
    """The first answer of a site that is starting: status and text."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5, context=context) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_init_creates_the_first_administrator_of_the_own_unit(office):
    home, printed = office

    assert "Đinh Thị Lan" in printed
    assert re.search(r"Mật khẩu lần đầu: \w{4}-\w{4}-\w{4}-\w{4}", printed)
    assert (home / "secret.key").stat().st_mode & 0o077 == 0


def test_init_a_second_time_is_refused(office):
    home, _printed = office

    again = run(
        "init", "--unit", "xã Vũ Thư", "--username", "khac", "--full-name", "Người Khác", home=home, check=False
    )

    assert again.returncode == 1
    assert "đã có người quản trị" in again.stderr


@pytest.mark.parametrize(("name", "said"), [("xã Không Có Thật", "Không có đơn vị"), ("Tân Phú", "Có nhiều đơn vị")])
def test_init_for_an_unknown_or_ambiguous_unit_says_what_to_write(tmp_path, name, said):
    done = run("init", "--unit", name, "--username", "quan.tri", "--full-name", "A B", home=tmp_path, check=False)

    assert done.returncode == 1
    assert said in done.stderr


def test_serving_an_empty_home_says_to_begin(tmp_path):
    done = run("serve", home=tmp_path, check=False)

    assert (done.returncode, "thidua init" in done.stderr) == (1, True)


def test_a_served_office_answers_with_its_sign_in_page_and_can_be_backed_up_meanwhile(office):
    home, _printed = office
    port = free_port()

    with serving(home, port=port):
        status, page = answer(f"http://127.0.0.1:{port}/dang-nhap/")
        archive = Path(run("backup", home=home).stdout.strip())
        still, _page = answer(f"http://127.0.0.1:{port}/dang-nhap/")

    assert (status, still) == (200, 200)
    assert 'name="password"' in page
    with zipfile.ZipFile(archive) as content:
        assert json.loads(content.read("manifest.json"))["database"] == "sqlite"


def test_a_restore_while_serving_shows_the_restored_data(office):
    home, _printed = office
    port = free_port()
    archive = run("backup", home=home).stdout.strip()

    with serving(home, port=port):
        answer(f"http://127.0.0.1:{port}/dang-nhap/")
        restored = run("restore", archive, "--yes", home=home)
        status, _page = answer(f"http://127.0.0.1:{port}/dang-nhap/")

    assert "Đã khôi phục" in restored.stdout
    assert status == 200


def test_on_the_local_network_the_site_speaks_tls_with_the_offices_certificate(office):
    home, _printed = office
    port = free_port()

    with serving(home, "--host", "0.0.0.0", "--name", "localhost", port=port):
        until = time.monotonic() + 30
        while not (home / "tls" / "authority.crt").exists() and time.monotonic() < until:
            time.sleep(0.1)
        context = ssl.create_default_context(cafile=str(home / "tls" / "authority.crt"))
        status, page = answer(f"https://localhost:{port}/tin-cay/", context=context)

    assert (status, "chung-thu.crt" in page) == (200, True)


def test_an_office_with_a_demo_password_is_not_opened_to_other_machines(office):
    home, _printed = office
    script = (
        "from thidua.people.models import User; from thidua.config.beginning import DEMO_PASSWORD; "
        "u = User.objects.get(username='quan.tri'); old = u.password; u.set_password(DEMO_PASSWORD); u.save()"
    )
    run("manage", "shell", "-c", script, home=home)

    done = run("serve", "--host", "0.0.0.0", "--port", str(free_port()), home=home, check=False)

    assert (done.returncode, "mật khẩu dùng thử" in done.stderr, "quan.tri" in done.stderr) == (1, True, True)


def test_upgrading_backs_up_first_and_may_be_repeated(office):
    home, _printed = office
    before = len(list((home / "backups").glob("*.zip")))

    first = run("upgrade", home=home)
    second = run("upgrade", home=home)

    assert "Đã sao lưu" in first.stdout
    assert "Đã nâng cấp xong" in second.stdout
    assert len(list((home / "backups").glob("*.zip"))) == before + 2
