"""Records of one session or message, joined by `--sessions`: which are told apart, and what else changes."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from command import DATED, REFERENCE, run
from sampled import each_extent, lines_of

from ecsparse.ecs.lint import check
from ecsparse.pipeline import Pipeline
from ecsparse.privacy.documents import Privacy
from ecsparse.profiles import ECS
from ecsparse.sessions import CARRIED, FIELDS, LONGEST_SILENCE, MOST_KEYS, Sessions

if TYPE_CHECKING:
    from pathlib import Path

    from ecsparse.record import Document

SSH = """\
Oct 31 15:09:50 web1 sshd[412]: Connection from 192.0.2.5 port 51544 on 198.51.100.1 port 22
Oct 31 15:09:56 web1 sshd[412]: Accepted password for alice from 192.0.2.5 port 51544 ssh2
Oct 31 15:09:56 web1 sshd[412]: pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)
Oct 31 15:09:57 web1 sshd[412]: User child is on pid 414
Oct 31 15:09:57 web1 sshd[414]: Starting session: shell on pts/0 for alice from 192.0.2.5 port 51544 id 0
Oct 31 15:12:10 web1 sshd[414]: Transferred: sent 204800, received 10240 bytes
Oct 31 15:12:10 web1 sshd[414]: Disconnected from user alice 192.0.2.5 port 51544
Oct 31 15:12:10 web1 sshd[412]: pam_unix(sshd:session): session closed for user alice
"""
MAIL = """\
Oct 31 15:09:56 mx01 postfix/smtpd[12]: 4SKc2x1Y0Rz9s: client=mail.example.net[198.51.100.25]
Oct 31 15:09:56 mx01 postfix/cleanup[13]: 4SKc2x1Y0Rz9s: message-id=<20231031150956.1234@example.net>
Oct 31 15:09:56 mx01 postfix/qmgr[1022]: 4SKc2x1Y0Rz9s: from=<jdoe@example.net>, size=2210, nrcpt=1 (queue active)
Oct 31 15:09:58 mx01 postfix/qmgr[1022]: 4SKc2x1Y0Rz9s: removed
"""
SMTP = """\
Oct 31 15:09:55 mx01 postfix/smtpd[12]: connect from mail.example.net[198.51.100.25]
Oct 31 15:10:00 mx01 postfix/smtpd[12]: disconnect from mail.example.net[198.51.100.25] ehlo=1 quit=1 commands=2
"""
VPN = """\
2023-10-31 15:09:55 192.0.2.10:51234 TLS: Initial packet from [AF_INET]192.0.2.10:51234, sid=9a8b7c6d 01234567
2023-10-31 15:09:56 192.0.2.10:51234 [alice] Peer Connection Initiated with [AF_INET]192.0.2.10:51234
2023-10-31 15:20:00 peer 0 (alice) floated from 192.0.2.10:51234 to [AF_INET]203.0.113.7:40000
2023-10-31 15:29:55 alice/203.0.113.7:40000 SIGTERM[soft,remote-exit] received, client-instance exiting
"""
CRON = """\
Oct 31 15:17:01 web1 CRON[4601]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)
Oct 31 15:17:03 web1 CRON[4601]: pam_unix(cron:session): session closed for user root
"""
LOGIND = """\
Oct 31 15:16:00 web1 systemd-logind[700]: New session 42 of user alice.
Oct 31 15:18:00 web1 systemd-logind[700]: Session 42 logged out. Waiting for processes to exit.
Oct 31 15:18:01 web1 systemd-logind[700]: Removed session 42.
"""
# Each session, how long it is in seconds, and what else its end has.
WHOLE: dict[str, tuple[str, int, dict[str, Any]]] = {
    "sshd": (SSH, 140, {"source": {"bytes": 10240}, "destination": {"bytes": 204800}}),
    "message": (MAIL, 2, {"postfix": {"size": 2210}}),
    "smtpd": (SMTP, 5, {}),
    "openvpn": (VPN, 1200, {}),
    "cron": (CRON, 2, {}),
    "logind": (LOGIND, 120, {}),
}


def joined(text: str, **options: Any) -> list[Document]:  # noqa: ANN401 - those of a pipeline
    pipeline = Pipeline(profile=ECS, reference_date=REFERENCE, sessions=True, **options)
    return list(pipeline.documents(text.splitlines()))


def ids(documents: list[Document]) -> list[str | None]:
    return [document.get("transaction", {}).get("id") for document in documents]


@pytest.mark.parametrize("name", WHOLE)
def test_a_session_has_one_id_and_its_end_says_how_long_it_was(name: str) -> None:
    text, seconds, more = WHOLE[name]
    documents = joined(text)
    assert len(set(ids(documents))) == 1
    assert None not in ids(documents)
    (end,) = (document for document in documents if "duration" in document["event"])
    assert end["event"]["duration"] == seconds * 1_000_000_000
    assert end["event"]["start"] == documents[0]["@timestamp"]
    assert end["event"]["end"] == end["@timestamp"]
    assert {field: {key: end[field][key] for key in piece} for field, piece in more.items()} == more


def test_sessions_that_take_turns_are_told_apart() -> None:
    texts = [text for text, _, _ in WHOLE.values()]
    rows = [text.splitlines() for text in texts]
    mixed = [row[number] for number in range(max(map(len, rows))) for row in rows if number < len(row)]
    documents = joined("\n".join(mixed))
    found = dict(zip(mixed, ids(documents), strict=True))
    assert [{found[line] for line in row} for row in rows] == [set(ids(joined(text))) for text in texts]
    assert len(set(found.values())) == len(texts)


@pytest.mark.parametrize("name", WHOLE)
def test_a_key_that_is_used_again_is_another_session(name: str) -> None:
    """On another host; by the same process, which opens another one; after a day."""
    text = WHOLE[name][0]
    once = joined(text)
    later = [*map(str, text.splitlines())]
    moved = [line.replace("Oct 31", "Nov  2").replace("2023-10-31", "2023-11-02") for line in later]
    again = joined("\n".join([*text.splitlines(), *moved]))
    assert ids(again)[: len(once)] == ids(once)
    assert len(set(ids(again))) == 2
    if "2023-" not in text:
        other = joined(text + text.replace("web1", "web2").replace("mx01", "mx02"))
        assert len(set(ids(other))) == 2
        assert ids(other)[: len(once)] == ids(once)


def test_another_peer_of_the_same_process_is_another_session() -> None:
    lines = [line for line in SSH.splitlines() if "Connection from" not in line]
    other = lines[0].replace("192.0.2.5 port 51544", "192.0.2.6 port 50000").replace("15:09", "15:13")
    found = ids(joined("\n".join([*lines, other])))
    assert len(set(found)) == 2
    assert len(set(found[: len(lines)])) == 1


def test_what_has_no_time_of_its_own_or_is_of_the_server_is_of_no_session() -> None:
    lines = [
        "sshd[412]: Accepted password for alice from 192.0.2.5 port 51544 ssh2",
        "Oct 31 15:09:50 web1 sshd[1]: Received signal 15; terminating.",
        "Oct 31 15:09:50 mx01 postfix/smtpd[12]: lost connection after AUTH from unknown[203.0.113.44]",
        "hello",
    ]
    assert ids(joined("\n".join(lines))) == [None] * len(lines)


@each_extent
def test_nothing_else_changes_and_documents_stay_valid(extent: str) -> None:
    """But for fields that are added; the ids are the same in each run."""
    lines = lines_of(extent)
    plain = Pipeline(profile=ECS, reference_date=REFERENCE)
    pipelines = [Pipeline(profile=ECS, reference_date=REFERENCE, sessions=True) for _ in range(2)]
    seen = 0
    for before, after, again in zip(*(pipeline.documents(lines) for pipeline in (plain, *pipelines)), strict=True):
        assert after == again
        assert [each for each in check(after) if each not in check(before)] == []
        if "transaction" in after:
            seen += 1
            del after["transaction"]
            for name in ("start", "end", "duration"):
                if name not in before["event"]:
                    after["event"].pop(name, None)
            for above, name in CARRIED:
                if name not in before.get(above, {}):
                    after.get(above, {}).pop(name, None)
        assert after == before | {key: {} for key in after.keys() - before.keys()}
    assert seen > 10


def document(number: int, time: datetime) -> Document:
    return {
        "@timestamp": f"{time:%Y-%m-%dT%H:%M:%S}Z",
        "event": {"module": "openssh", "action": "authentication-accepted"},
        "process": {"pid": number},
    }


@pytest.mark.long
def test_what_is_remembered_is_bounded() -> None:
    sessions, now = Sessions(), datetime(2023, 10, 31, 15, 9, 55)  # noqa: DTZ001 - a text without a zone is made of it
    first = sessions.joined(document(0, now))
    soon, late = now + timedelta(seconds=1), now + timedelta(seconds=LONGEST_SILENCE + 2)
    assert sessions.joined(document(0, soon))["transaction"] == first["transaction"]
    assert sessions.joined(document(0, late))["transaction"] != first["transaction"]
    sessions = Sessions()
    sessions.joined(document(0, now))
    for number in range(1, MOST_KEYS):
        sessions.joined(document(number, now))
    assert sessions.joined(document(0, soon))["transaction"] == first["transaction"]
    for number in range(1, MOST_KEYS + 1):
        sessions.joined(document(MOST_KEYS + number, now))
    assert sessions.joined(document(0, soon))["transaction"] != first["transaction"]


def test_the_command_joins_over_files_and_convert_within_each(tmp_path: Path) -> None:
    lines = SSH.splitlines(keepends=True)
    for name, part in {"auth.log.1": lines[:4], "auth.log": lines[4:]}.items():
        (tmp_path / name).write_text("".join(part))
    done = run("--sessions", *DATED, "auth.log.1", "auth.log", cwd=tmp_path)
    assert done.stderr == b""
    documents = [orjson.loads(line) for line in done.stdout.splitlines()]
    assert documents == joined(SSH)
    for jobs in ("1", "2"):
        options = ("--sessions", *DATED, "--no-origin", "-o", f"out{jobs}", "--jobs", jobs)
        run("convert", *options, "auth.log.1", "auth.log", cwd=tmp_path)
        found = defaultdict(list)
        for name in ("auth.log.1", "auth.log"):
            for line in (tmp_path / f"out{jobs}" / f"{name}.ndjson").read_bytes().splitlines():
                found[name].append(orjson.loads(line))
        assert found["auth.log.1"] == joined("".join(lines[:4]))
        assert found["auth.log"] == joined("".join(lines[4:]))


def test_pseudonyms_hide_what_ids_are_made_of() -> None:
    before, after = joined(SSH), joined(SSH, privacy=Privacy(key=bytes(32)))
    assert len(set(ids(after))) == 1
    assert set(ids(after)) & set(ids(before)) == set()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--jobs", "2"), "--sessions follows records from line to line; leave out --jobs, or use convert"),
        (("--redact", "all"), "--sessions makes ids of hosts and addresses; give --pseudonymize as well"),
        (("--profile", "documented"), "--sessions needs --profile ecs; leave out one of the two options"),
    ],
)
def test_options_that_exclude_sessions_are_told(arguments: tuple[str, ...], expected: str) -> None:
    done = run("--sessions", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert expected in done.stderr.decode()


def test_the_fields_are_in_tables_and_templates() -> None:
    columns = {column["name"] for column in orjson.loads(run("schema", "--format", "json").stdout)}
    assert set(FIELDS) <= columns
    assert b'"transaction"' in run("template").stdout
