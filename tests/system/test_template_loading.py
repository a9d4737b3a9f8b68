"""The commands of `docs/loading.md` load an index, with a server in place of the cluster."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from command import COMMAND, ENVIRONMENT, SAMPLES, run

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")
(LOAD,) = (block for block in re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL) if "ecsparse template" in block)

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="the page loads templates with curl")


class Sent(NamedTuple):
    method: str
    path: str
    kind: str
    body: bytes


@contextmanager
def cluster(refused: str) -> Iterator[tuple[str, list[Sent]]]:
    """The address of a server, and what it was sent; it refuses what is for the path `refused`."""
    received: list[Sent] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append(Sent(self.command, self.path, self.headers["Content-Type"], body))
            self.send_response(400 if self.path == refused else 200)
            self.end_headers()
            self.wfile.write(b'{"error":"no"}' if self.path == refused else b'{"acknowledged":true}')

        do_POST = do_PUT  # noqa: N815 - http.server's name

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", received
        finally:
            server.shutdown()
            thread.join()


def load(folder: Path, refused: str = "") -> tuple[list[Sent], bytes]:
    """What the commands of the page send to a cluster, run in `folder`, and what they print."""
    with cluster(refused) as (url, received):
        path = f"{COMMAND.parent}{os.pathsep}{ENVIRONMENT['PATH']}"
        done = subprocess.run(
            ["bash", "-c", LOAD],
            cwd=folder,
            env={**ENVIRONMENT, "PATH": path, "URL": url, "no_proxy": "*"},
            capture_output=True,
            timeout=60,
            check=False,
        )
    return received, done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SAMPLES / "openvpn" / "ldap.log", tmp_path)
    return tmp_path


@pytest.mark.long
def test_the_commands_load_every_template_and_then_the_documents(folder: Path) -> None:
    (*templates, bulk), _ = load(folder)
    printed = run("template").stdout.splitlines()
    requests = [request.decode().split(" ") for request in printed[::2]]
    assert [[sent.method, sent.path] for sent in templates] == [[method, f"/{path}"] for method, path in requests]
    assert [sent.body for sent in templates] == printed[1::2]
    assert {sent.kind for sent in templates} == {"application/json"}
    assert (bulk.method, bulk.path, bulk.kind) == ("POST", "/_bulk", "application/x-ndjson")
    assert bulk.body == run("--format", "bulk", "--namespace", "prod", "ldap.log", cwd=folder).stdout
    assert json.loads(bulk.body.splitlines()[0])["create"]["_index"] == "logs-openvpn.log-prod"


@pytest.mark.long
def test_the_first_template_that_is_refused_ends_the_loop_and_is_explained(folder: Path) -> None:
    received, printed = load(folder, "/_component_template/ecsparse-cef.event")
    paths = [sent.path for sent in received if sent.method == "PUT"]
    assert paths[-1] == "/_component_template/ecsparse-cef.event"
    assert b'{"error":"no"}' in printed
