"""The pages that `sniff` and `explain` write, in a browser: headless Chromium, where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from command import ENVIRONMENT, TIMEOUT, run

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
)  # fmt: skip

# What would run, load or colour something if a page did not escape it.
HOSTILE = (
    b"Oct 31 15:09:55 web1 sshd[7]: Invalid user <script>document.title='run'</script>"
    b"<img src=http://192.0.2.1/x.png onerror=document.title='run'> from 192.0.2.1 port 22\n"
    b"Oct 31 15:09:56 <b>web1</b> app: </td><iframe src=http://192.0.2.1/></iframe> \x1b[31m & 'x' \"y\"\n"
)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")


class Shown(NamedTuple):
    """A page as the browser has it: its elements, what was refused, and all that the browser asked for."""

    elements: str
    complaints: list[str]
    requests: set[str]


def shown(page: Path, folder: Path) -> Shown:
    """The `page` in the browser, which keeps its files in `folder`."""
    assert BROWSER is not None
    log = folder / "net.json"
    done = subprocess.run(
        [
            BROWSER,
            *OPTIONS,
            f"--user-data-dir={folder / 'browser'}",
            f"--log-net-log={log}",
            "--dump-dom",
            page.as_uri(),
        ],
        env={**ENVIRONMENT, "HOME": str(folder)},
        capture_output=True,
        timeout=TIMEOUT,
        check=True,
    )
    requests = {
        event["params"]["url"]
        for event in json.loads(log.read_bytes())["events"]
        if isinstance(event.get("params", {}).get("url"), str)
    }
    complaints = [line for line in done.stderr.decode().splitlines() if "CONSOLE" in line]
    return Shown(done.stdout.decode(), complaints, requests)


@pytest.mark.parametrize("command", ["explain", "sniff"])
def test_a_browser_shows_a_page_and_asks_nobody_for_anything(command: str, tmp_path: Path) -> None:
    page, log = tmp_path / "page.html", tmp_path / "web1.log"
    log.write_bytes(HOSTILE)
    if command == "explain":
        page.write_bytes(run("explain", "--html", stdin=HOSTILE).stdout)
    else:
        assert run("sniff", log, "--report", page).returncode == 0
    found = shown(page, tmp_path)
    # what the page's own policy refuses to load is complained of; the browser asks its maker for updates
    assert (found.complaints, [url for url in found.requests if "192.0.2.1" in url]) == ([], [])
    assert "openssh" in found.elements
    assert "<title>run" not in found.elements
    for tag in ("<script", "<img", "<iframe", "<b>web1"):
        assert tag not in found.elements, tag


def test_what_a_page_s_policy_refuses_is_complained_of(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    written = run("explain", "--html", stdin=HOSTILE).stdout
    page.write_bytes(written.replace(b"</body>", b"<img src=http://192.0.2.1/x.png></body>"))
    found = shown(page, tmp_path)
    assert ["192.0.2.1" in complaint for complaint in found.complaints] == [True]
    assert [url for url in found.requests if "192.0.2.1" in url] == []
