"""What `ecsparse lint` finds in documents, and how it says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from command import messages, run, started

from ecsparse.ecs.lint import check, table

if TYPE_CHECKING:
    from pathlib import Path

GOOD: dict[str, Any] = {"@timestamp": "2024-03-04T05:06:07Z", "ecs": {"version": "9.4.0"}}

ALLOWED = [
    {"client": {"ip": "192.0.2.1", "port": 1194}, "client.bytes": 5},
    {"client.ip": "2001:db8::1"},
    {"event": {"category": ["file", "process"], "type": ["deletion"]}},
    {"event": {"type": ["deletion"]}},
    {"event": {"start": 1709528767000, "end": "2024-03-04T05:06:07.123456+01:00"}},
    {"labels": {"env": "x"}, "labels.room": "y"},
    {"container": {"labels": {"a": "b"}}},
    {"client": {"geo": {"location": {"lat": 48.1, "lon": 11.5}}}},
    {"client": {"geo": {"location": [11.5, 48.1]}}},
    {"client": {"geo": {"location": "48.1,11.5"}}},
    {"client": {"geo": {"location": "POINT (179.9 -90)"}}},
    {"client": {"geo": {"location": {"type": "Point", "coordinates": [11.5, 48.1]}}}},
    {"network": {"direction": "ingress", "transport": "tcp"}, "host": {"os": {"type": "linux"}}},
    {"dns": {"header_flags": ["RD", "DO"]}, "labels": {"a": 1, "b": True, "c": ["x", "y"]}},
    {"email": {"attachments": [{"file": {"name": "a"}}, {"file": {"name": "b", "size": 1}}]}},
    {"observer": {"mac": ["00-00-5E-00-53-23"], "ip": []}},
    {"acme": {"anything": [None, {"x": {}}]}, "acme.more": 1},
    {"client": {}, "user": {"name": None}, "client.port": None},
    {"process": {"args": ["a", "b"], "pid": 9223372036854775807}},
    {"faas.execution": "x", "http.response.status_code": 200},
]

NOT_ALLOWED: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"client": {"port": "1194"}}, [("client.port", "type")]),
    ({"client": {"port": True}}, [("client.port", "type")]),
    ({"client.port": 1.5}, [("client.port", "type")]),
    ({"client": {"ip": "192.0.2.256"}}, [("client.ip", "type")]),
    ({"client": {"ip": "fe80::1%eth0"}}, [("client.ip", "type")]),
    ({"client": {"ip": ["192.0.2.1"]}}, [("client.ip", "array")]),
    ({"client": {"geo": {"location": {"lat": 48.1}}}}, [("client.geo.location", "type")]),
    ({"client": "192.0.2.1"}, [("client", "type")]),
    ({"client": {"ip": "192.0.2.1"}, "client.ip": "192.0.2.1"}, [("client.ip", "twice")]),
    ({"clinet": "x"}, [("clinet", "unknown")]),
    ({"client": {"colour": "red"}}, [("client.colour", "unknown")]),
    ({"client": {"colour": {"of": "x"}}}, [("client.colour", "unknown")]),
    ({"event": {"category": "file"}}, [("event.category", "array")]),
    ({"event": {"category": ["vpn"]}}, [("event.category", "value")]),
    ({"event": {"kind": "alarm"}}, [("event.kind", "value")]),
    ({"event": {"outcome": "OK"}}, [("event.outcome", "value")]),
    ({"event": {"category": ["email"], "type": ["deletion"]}}, [("event.type", "pair")]),
    ({"event": {"category": ["email", "web"], "type": ["info", "start"]}}, [("event.type", "pair")]),
    ({"event": {"start": "yesterday"}}, [("event.start", "type")]),
    ({"event": {"start": "2023-02-29"}}, [("event.start", "type")]),
    ({"observer": {"mac": ["00:00:5e:00:53:23"]}}, [("observer.mac", "value")]),
    ({"related": {"ip": ["192.0.2.1", "x"]}}, [("related.ip", "type")]),
    ({"tags": "x"}, [("tags", "array")]),
    ({"message": ["x"]}, [("message", "array")]),
    ({"process": {"pid": 2**63}}, [("process.pid", "type")]),
    ({"file": {"size": {"of": 1}}}, [("file.size", "type")]),
    ({"network": {"direction": "in"}}, [("network.direction", "value")]),
    ({"host": {"os": {"type": "Linux"}}}, [("host.os.type", "value")]),
    ({"user_agent.os.type": "win"}, [("user_agent.os.type", "value")]),
    ({"dns": {"header_flags": ["RD", "XX"]}}, [("dns.header_flags", "value")]),
    ({"threat.indicator.marking.tlp": "PURPLE"}, [("threat.indicator.marking.tlp", "value")]),
    ({"network": {"transport": "TCP"}}, [("network.transport", "value")]),
    ({"network": {"application": "SSH"}}, [("network.application", "value")]),
    ({"labels": {"a": {"b": 1}}}, [("labels", "type")]),
    ({"labels.a": {"b": 1}}, [("labels.a", "type")]),
    ({"container": {"labels": {"a": {}}}}, [("container.labels", "type")]),
    ({"client": {"geo": {"location": {"lat": 90.1, "lon": 0}}}}, [("client.geo.location", "type")]),
    ({"client": {"geo": {"location": {"lat": "48.1", "lon": 0}}}}, [("client.geo.location", "type")]),
    ({"client": {"geo": {"location": [-180.5, 0]}}}, [("client.geo.location", "type")]),
    ({"client": {"geo": {"location": "100,11.5"}}}, [("client.geo.location", "type")]),
    ({"client": {"geo": {"location": "POINT (11.5 -91)"}}}, [("client.geo.location", "type")]),
    (
        {"client": {"geo": {"location": {"type": "Point", "coordinates": [0, 100]}}}},
        [("client.geo.location", "type")],
    ),
]


@pytest.mark.parametrize("document", ALLOWED)
def test_what_ecs_allows_is_no_finding(document: dict[str, Any]) -> None:
    assert check(GOOD | document) == []


@pytest.mark.parametrize(("document", "expected"), NOT_ALLOWED)
def test_what_ecs_does_not_allow_is_found(document: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert [(finding.field, finding.rule) for finding in check(GOOD | document)] == expected


def test_required_fields_are_missed() -> None:
    assert [finding[:2] for finding in check({})] == [("@timestamp", "missing"), ("ecs.version", "missing")]


@pytest.mark.parametrize("document", [None, 1, "text", [GOOD]])
def test_what_is_no_object_is_no_document(document: object) -> None:
    assert [finding[:2] for finding in check(document)] == [("", "document")]


def test_custom_namespaces_may_be_named() -> None:
    document = GOOD | {"acme": {"x": 1}, "other": {"x": 1}, "other.y": 2}
    assert check(document) == []
    assert [finding[:2] for finding in check(document, ["acme"])] == [("other", "unknown"), ("other.y", "unknown")]


def test_every_type_of_the_table_can_be_checked() -> None:
    for name, kind in table().types.items():
        assert {finding.rule for finding in check(GOOD | {name: object()})} <= {"type", "array", "twice"}, kind


def lines(*documents: object) -> bytes:
    return b"".join(json.dumps(document).encode() + b"\n" for document in documents)


def test_findings_are_written_with_the_document_s_number_and_field(tmp_path: Path) -> None:
    file = tmp_path / "d.ndjson"
    file.write_bytes(lines(GOOD, GOOD | {"client": {"port": "1194"}}) + b"\nno json\n" + lines({}))
    done = run("lint", file)
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode().splitlines() == [
        f'{file}:2: client.port: is not of type long: "1194"',
        f"{file}:3: is not a JSON object",
        f"{file}:4: @timestamp: is required",
        f"{file}:4: ecs.version: is required",
        "4 findings in 3 of 4 documents",
    ]


def test_findings_may_be_json() -> None:
    done = run("lint", "--format", "json", stdin=lines(GOOD | {"client": {"port": "1194"}}))
    assert done.returncode == 1
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "file": "-",
            "document": 1,
            "field": "client.port",
            "rule": "type",
            "message": 'is not of type long: "1194"',
        },
        {"summary": {"documents": 1, "faulty": 1, "findings": 1}},
    ]


def test_documents_without_findings_are_a_success() -> None:
    done = run("lint", stdin=lines(GOOD, GOOD))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"0 findings in 0 of 2 documents\n", b"")


def test_custom_namespaces_are_an_option() -> None:
    assert run("lint", "--custom", "acme", stdin=lines(GOOD | {"acme": {"x": 1}})).returncode == 0
    assert run("lint", "--custom", "acme", stdin=lines(GOOD | {"acne": {"x": 1}})).returncode == 1


def test_a_file_that_cannot_be_read_is_noted_and_the_others_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "d.ndjson"
    file.write_bytes(lines(GOOD))
    done = run("lint", tmp_path / "missing", file)
    assert done.returncode == 1
    assert done.stderr.endswith(b"missing: No such file or directory\n")
    assert done.stdout == b"0 findings in 0 of 1 document\n"


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 5000,
        b'{"event":' * 900 + b"1" + b"}" * 900,
        b'{"client":{"port":' + b"9" * 5000 + b"}}",
        b"\xff",
        b'{"a":NaN}',
        b'{"event":{"action":' + b'{"a":' * 900 + b"1" + b"}" * 902,
        b'{"\\ud800":1}',
        b'{"\x1b[31m":1}',
    ],
)
def test_odd_json_is_a_finding_and_never_an_end(text: bytes) -> None:
    done = run("lint", stdin=text + b"\n" + lines(GOOD | {"clinet": 1}))
    assert (done.returncode, done.stderr) == (1, b"")
    *findings, summary = done.stdout.splitlines()
    assert findings[-1] == b"standard input:2: clinet: is not a field of ECS, nor in a custom namespace"
    assert summary.endswith(b" in 2 of 2 documents")
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("arguments", [("--format", "xml"), ("--unknown",)])
def test_wrong_use_is_explained(arguments: tuple[str, ...]) -> None:
    done = run("lint", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"Try 'ecsparse lint --help'.\n")


def test_a_full_disk_is_noted() -> None:
    done = run("lint", stdin=lines({}), redirect="> /dev/full")
    assert (done.returncode, done.stderr) == (1, b"ecsparse: write error: No space left on device\n")


def test_a_file_of_a_command_s_name_is_read_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "lint").write_bytes(b"text\n")
    assert messages(run("./lint", cwd=tmp_path).stdout) == ["text"]


def test_findings_are_written_while_documents_still_come() -> None:
    with started("lint") as session:
        session.write(lines({}))
        assert session.read() == b"standard input:1: @timestamp: is required\n"


WRONG = GOOD | {"client": {"port": "1194"}}
ACTION = {"create": {"_index": "logs-openvpn.log-default", "_id": "x"}}
FOUND: list[dict[str, Any]] = [{"_index": "i", "_source": each} for each in (GOOD, WRONG)]
HITS = {"took": 1, "hits": {"total": {"value": 2}, "hits": FOUND}}


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    "text",
    [
        lines(GOOD, WRONG),
        lines([GOOD, WRONG]),
        lines(ACTION, GOOD, {"delete": {"_id": "y"}}, {"index": {}}, WRONG),
        lines(ACTION, GOOD, {"update": {"_id": "z", "retry_on_conflict": 3}}, {"doc": WRONG}),
        lines(HITS),
        lines(*FOUND),
        *(
            "".join(json.dumps(value, indent=indent) + "\n" for value in values).encode()
            for indent in (1, 2, 4, "\t")
            for values in ([GOOD, WRONG], [[GOOD, WRONG]], [HITS])
        ),
        b"[\n" + lines(GOOD).strip() + b",\n" + lines(WRONG) + b"]\n",
        b"\n" + json.dumps(GOOD, indent=2).encode() + json.dumps(WRONG, indent=2).encode().join((b"\n\n", b"\r\n")),
    ],
)
def test_documents_are_found_wherever_json_has_them(text: bytes) -> None:
    done = run("lint", stdin=text)
    assert done.stdout.decode().splitlines() == [
        'standard input:2: client.port: is not of type long: "1194"',
        "1 finding in 1 of 2 documents",
    ]


@pytest.mark.parametrize("options", [("--format", "bulk"), ("--format", "flat"), ("--pretty",)])
def test_what_the_filter_writes_has_no_findings(options: tuple[str, ...]) -> None:
    made = run("--profile", "ecs", *options, stdin=b'a { brace\nb \\" [ quote\n')
    done = run("lint", stdin=made.stdout)
    assert (done.returncode, done.stdout) == (0, b"0 findings in 0 of 2 documents\n")


@pytest.mark.parametrize(
    ("broken", "documents"),
    [
        (b'{"a": {\n', 1),
        (b'{"a": {\n  "b": 1,\n', 2),
        (b"[\n", 1),
        (b'{"a": "b\n', 1),
        (lines(ACTION) + b'{"a": \n', 1),
        (b'{\n "a": 1\n]}\n', 3),
    ],
)
def test_a_broken_document_does_not_hide_the_next_ones(broken: bytes, documents: int) -> None:
    done = run("lint", stdin=broken + lines(WRONG, GOOD))
    *findings, summary = done.stdout.decode().splitlines()
    assert findings[-1] == f'standard input:{documents + 1}: client.port: is not of type long: "1194"'
    assert summary.endswith(f" in {documents + 1} of {documents + 2} documents")


def test_an_action_without_a_document_is_a_finding() -> None:
    assert run("lint", stdin=lines(ACTION)).stdout.startswith(b"standard input:1: is not a JSON object\n")


def test_a_field_is_allowed_and_the_rest_is_still_checked() -> None:
    document = WRONG | {"log": {"flags": {"a": 1}, "offset": 1, "flag": 1}, "acme": {"x": 1}}
    done = run("lint", "--allow", "log.flags", "--allow", "client", stdin=lines(document))
    assert done.stdout.decode().splitlines() == [
        "standard input:1: log.flag: is not a field of ECS",
        "1 finding in 1 of 1 document",
    ]
    assert run("lint", "--allow", "@timestamp", "--allow", "ecs.version", stdin=lines({})).returncode == 0


def test_one_field_as_a_custom_namespace_leads_to_the_right_option() -> None:
    done = run("lint", "--custom", "log.flags", stdin=lines(GOOD))
    assert (done.returncode, b"use --allow log.flags" in done.stderr) == (2, True)


def test_a_summary_counts_by_rule_and_field() -> None:
    text = lines(WRONG, WRONG | {"clinet": 1}, GOOD | {"client": {"port": "1", "ip": "x"}}, None)
    done = run("lint", "--summary", stdin=text)
    assert (done.returncode, done.stdout.decode().splitlines()) == (
        1,
        [
            "       4  type",
            "           3  client.port",
            "           1  client.ip",
            "       1  document",
            "       1  unknown",
            "           1  clinet",
            "6 findings in 4 of 4 documents",
        ],
    )
    done = run("lint", "--summary", "--format", "json", stdin=text)
    assert json.loads(done.stdout)["summary"]["rules"] == {
        "document": {"": 1},
        "type": {"client.ip": 1, "client.port": 3},
        "unknown": {"clinet": 1},
    }
