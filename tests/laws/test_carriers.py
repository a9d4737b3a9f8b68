"""Laws of carriers: a line gives the same document whatever holds it, and a carrier adds what ECS has for it."""

from __future__ import annotations

import random
from datetime import datetime
from functools import cache
from itertools import islice, pairwise
from types import ModuleType
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from carrying import (
    CARRIERS,
    HOST,
    MICROSECONDS,
    PID,
    PRIORITY,
    TIME,
    dumped,
    entry,
    plain,
)
from command import REFERENCE, documents, expected_file, run, samples
from fields import OWN_TYPES, fields
from sampled import SAMPLES, each_extent

from ecsparse import registry
from ecsparse.blocks import Blocks
from ecsparse.carriers import MOST_CARRIERS, assembly
from ecsparse.carriers import fields as fields_of_carriers
from ecsparse.claims import Claims
from ecsparse.decoding import MAX_LINE
from ecsparse.ecs import envelope
from ecsparse.ecs.lint import check, table
from ecsparse.origin import Origin
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import DOCUMENTED, ECS, PROFILES, Documents
from ecsparse.reading import Reading
from ecsparse.record import Members, Product
from ecsparse.registry import Registry
from ecsparse.stream import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ecsparse.profiles import Profile
    from ecsparse.record import Document

PIPELINES = {profile: Pipeline(profile=profile, reference_date=REFERENCE) for profile in PROFILES}


def messages() -> dict[str, tuple[str, str]]:
    """A program and its message of each product that has samples with both."""
    found: dict[str, tuple[str, str]] = {}
    for sample in SAMPLES:
        program = sample.document.get("log", {}).get("syslog", {}).get("appname")
        if program is not None and "error" not in sample.document:
            found.setdefault(sample.product, (program, sample.document["message"]))
    return found


MESSAGES = messages()


def expected_of(program: str, message: str, profile: Profile) -> dict[str, object]:
    """The values that a carrier of the line must give, by field; an event without a text is all of its line."""
    line = plain(program, message)
    return {
        name: value for name, value in values(document_of(line, profile)).items() if (name, value) != ("message", line)
    }


# carriers that do not tell blanks at the end of a line from their own
PADDED = frozenset(("mysql -t",))
LOGS = samples("carriers/*.log")
INDEX = Reading(
    registry=registry.BUILT_IN, products=None, prefer=(), timezone="UTC", reference_date=REFERENCE, profile=ECS
).index


def difference(log: Path) -> str:
    """What to type to see how the documents of `log` differ."""
    return f"ecsparse --reference-date {REFERENCE} {log} | diff - {expected_file(log)}"


@cache
def outputs(profile: Profile) -> dict[Path, bytes]:
    """What one run of the command writes of each log, if it has as many documents as are expected."""
    written = iter(run("--reference-date", REFERENCE, "--profile", profile, *LOGS).stdout.splitlines(keepends=True))
    found = {log: b"".join(islice(written, expected_file(log).read_bytes().count(b"\n"))) for log in LOGS}
    found[LOGS[-1]] += b"".join(written)
    return found


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_the_command_writes_the_expected_documents(log: Path) -> None:
    assert outputs(DOCUMENTED)[log] == expected_file(log).read_bytes(), difference(log)


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_the_expected_documents_are_valid(log: Path) -> None:
    roots = {name.partition(".")[0] for name in OWN_TYPES}
    found = [check(document, roots) for document in documents(outputs(ECS)[log])]
    assert [findings for findings in found if findings] == []


# carriers in front of logs of products that may have fields of the user's own there
OWN_FRONTS = frozenset(
    (carrier, product)
    for carrier, products in {
        "progress": ("apache_httpd", "nginx"),
        "report of otel": ("apache_httpd", "nginx", "squid"),
        **dict.fromkeys(("fly", "k9s"), ("postgresql",)),
        "railway": ("apache_httpd", "postgresql"),
        "logstash line": ("apache_httpd", "nginx", "postgresql"),
        "logfmt": ("zscaler_zia",),
        "bamboo": ("apache_httpd", "nginx"),
        "kafka-console-consumer": ("apache_httpd", "nginx", "zscaler_zia"),
        **dict.fromkeys(("log4j", "php-fpm"), ("apache_httpd", "nginx", "postgresql", "squid")),
    }.items()
    for product in products
)


def document_of(line: str, profile: Profile) -> Document:
    return PIPELINES[profile].document(line)[1]


def values(document: Document) -> dict[str, Any]:
    """The fields of a document but for the whole line, which each carrier has in its own way."""
    return {name: value for name, value in fields(document) if name != "event.original"}


@pytest.mark.parametrize("product", MESSAGES)
def test_the_tag_of_a_process_alone_is_what_it_is_in_a_header(product: str) -> None:
    program, message = MESSAGES[product]
    if message[:1] in "<\ufeff" or not INDEX.declares_program(program):
        pytest.skip("another header, or an object, follows the tag; or no product declares the program")
    found, dated = document_of(f"{program}[{PID}]: {message}", ECS), document_of(plain(program, message), ECS)
    assert found["event"]["module"] == dated["event"]["module"]
    assert (found["message"], found.get("process")) == (dated["message"], dated.get("process"))
    assert found["log"]["syslog"] == {"appname": program, "procid": PID}


def test_products_with_a_header_are_many() -> None:
    assert len(MESSAGES) >= 10


def held(carrier: str, extent: str) -> Iterator[tuple[str, str, str]]:
    """Products with a program and its message: all, or of the choice each third, another one for each carrier."""
    first, step = ([*CARRIERS].index(carrier) % 3, 3) if extent == "chosen" else (0, 1)
    for product in [*MESSAGES][first::step]:
        if (carrier, product) not in OWN_FRONTS:
            yield product, *MESSAGES[product]


@pytest.mark.thinned(3)
@each_extent
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_line_gives_its_document_whatever_holds_it(carrier: str, profile: Profile, extent: str) -> None:
    for product, program, said in held(carrier, extent):
        # a table fills its cells with blanks
        message = said.rstrip(" ") if carrier in PADDED else said
        line = CARRIERS[carrier](program, message)
        # the profiles differ in documents of few products, and in none of a carrier's
        if profile == DOCUMENTED and not registry.load(product).PRODUCT.documented:
            continue
        expected, found = expected_of(program, message, profile), document_of(line, profile)
        missing = {name: value for name, value in expected.items() if values(found).get(name) != value}
        assert missing == {}, line
        assert found["event"]["original"] == line


@pytest.mark.thinned(3)
@each_extent
@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_a_carrier_adds_is_valid_and_declared(carrier: str, extent: str) -> None:
    roots = {name.partition(".")[0] for name in OWN_TYPES}
    for product, program, message in held(carrier, extent):
        document = document_of(CARRIERS[carrier](program, message), ECS)
        declared = registry.load(product).PRODUCT
        known = {
            *envelope.FIELDS,
            *declared.fields,
            *declared.own_fields,
            *fields_of_carriers.FIELDS,
            *fields_of_carriers.OWN_FIELDS,
        }
        assert check(document, roots) == []
        assert {name for name, _ in fields(document)} - known == set()


def test_what_carriers_declare_is_of_ecs_or_their_own() -> None:
    assert set(fields_of_carriers.FIELDS) - set(table().types) == set()
    assert {name.partition(".")[0] for name in fields_of_carriers.OWN_FIELDS} & table().roots == set()


def test_a_carrier_says_what_its_line_does_not() -> None:
    line = dumped(log="Accepted password for alice from 192.0.2.5 port 51544 ssh2\n", stream="stderr", time=TIME)
    assert document_of(line, ECS)["@timestamp"] == TIME
    found = document_of(entry("sshd", "Accepted password for alice from 192.0.2.5 port 51544 ssh2"), ECS)
    assert found["host"] == {
        "hostname": HOST, "name": HOST, "id": "0c1a5a6d7e8f4a529e0b7f1b1a2e6e8b",
        "boot": {"id": "4c4b1c2d3e4f40718293a4b5c6d7e8f9"},
    }  # fmt: skip
    assert found["systemd"] == {"transport": "syslog", "unit": "ssh.service"}
    assert "_CAP_EFFECTIVE=1ffffffffff" in found["journald"]["fields"]


def lines_of(*objects: bytes) -> list[Document]:
    return documents(PIPELINES[ECS].convert(b"\n".join(objects)))


def test_each_value_of_a_stream_has_its_labels() -> None:
    lines = [f"Invalid user u{number} from 192.0.2.5 port 51544" for number in range(5)]
    times = [f"169876499512345678{number}" for number in range(5)]
    values = [[time, line] for time, line in zip(times, lines, strict=True)]
    streams = [{"stream": {"host": f"h{number}"}, "values": values} for number in range(2)]
    alone = lines_of(*(orjson.dumps({**stream, "values": [value]}) for stream in streams for value in values))
    assert [found["user"]["name"] for found in alone] == [f"u{number}" for number in range(5)] * 2
    assert [found["host"]["hostname"] for found in alone] == ["h0"] * 5 + ["h1"] * 5
    answer = {"status": "success", "data": {"resultType": "streams", "result": streams, "stats": {}}}
    for held in ({"streams": streams}, answer):
        for option in (0, orjson.OPT_INDENT_2):
            assert lines_of(orjson.dumps(held, option=option)) == alone


def test_streams_that_would_give_too_much_stay_one_record() -> None:
    wide = {"stream": {"a": "x" * 10_000}, "values": [["1", ""]] * 10_000}
    for stream in (wide, {"stream": {}, "values": [["1", "x"], ["2"]]}, {"stream": [], "values": [["1", "x"]]}):
        line = orjson.dumps({"streams": [stream]})
        assert [found["message"] for found in lines_of(line)] == [line.decode()]


def test_the_time_of_a_carrier_completes_a_time_inside() -> None:
    line = "Dec 31 23:59:58 web01 sshd[812]: Accepted password for alice from 192.0.2.5 port 51544 ssh2"
    for year in ("2019", "2021"):
        found = document_of(f"{year}-01-01T00:00:01.123456789Z stdout F {line}", ECS)
        assert found["@timestamp"] == f"{int(year) - 1}-12-31T23:59:58Z"
        assert found["tags"] == ["year_assumed"]
    assert document_of(line, ECS)["@timestamp"] == "2025-12-31T23:59:58Z"


RELAYS = (
    "{}-01-01T00:00:01Z relay1 ",
    "<13>{}-01-01T00:00:01.123456+00:00 relay1 <38>",
    "<13>1 {}-01-01T00:00:01Z relay1 - - - - <38>",
    "Jan  1 {} 00:00:01 relay1 ",
    "{}-01-01T00:00:01Z relay1 Jan  1 00:00:01 relay2 <38>",
    '{{"log":"<13>{}-01-01T00:00:01Z relay1 ',
)


@pytest.mark.parametrize("relay", RELAYS)
@pytest.mark.parametrize("is_fast", [True, False])
def test_the_time_of_a_relay_completes_a_time_behind_it(relay: str, is_fast: bool) -> None:  # noqa: FBT001
    line = "{} web01 sshd[812]: Accepted password for alice from 192.0.2.5 port 51544 ssh2"
    end = '","stream":"stdout"}' if relay[0] == "{" else ""
    for time, year in (("Dec 31 23:59:58", 2018), ("Jan  1 00:00:02", 2019), ("Jan  2 23:59:59", 2019),
                       ("Jan  3 00:00:00", 2018)):  # fmt: skip
        held = f"{relay.format(2019)}{line.format(time)}{end}"
        found = lines_of(held.encode(), held.encode())[0] if is_fast else document_of(held, ECS)
        assert found["@timestamp"] == f"{datetime.strptime(f'{year} {time}', '%Y %b %d %H:%M:%S').isoformat()}Z"  # noqa: DTZ007
        assert (found["tags"], found["host"]["hostname"]) == (["year_assumed"], "web01")
    assert document_of(line.format("Dec 31 23:59:58"), ECS)["@timestamp"] == "2025-12-31T23:59:58Z"


# lines that say their times themselves, where users put what they want in front, or by a time like a container's
DATED_LINES = """\
192.0.2.5 - - [31/Oct/2023:15:09:55 +0100] "GET / HTTP/1.1" 200 512 "-" "curl/8.5.0"
2023-10-31 15:09:55.123 UTC [2113] LOG:  connection received: host=192.0.2.5 port=52144
2023-10-31T15:09:55.123456Z 8 [Note] Access denied for user 'root'@'192.0.2.5' (using password: YES)
2023-10-31T15:09:55.123Z client 192.0.2.5#51000 (example.com): query: example.com IN A +E(0)K (192.0.2.53)
""".splitlines()
SHOWN_BY_CONTAINERS = ("web-1  | ", "[pod/web-0/nginx] ", "web-0 nginx ", "default web-6d4cf56db6-x7k2p nginx ")


@pytest.mark.parametrize("front", [*SHOWN_BY_CONTAINERS, ""])
@pytest.mark.parametrize("time", ["2023-10-31T15:09:56Z ", "2023-10-31T15:09:56.123456789Z ", ""])
def test_what_stands_in_front_of_a_line_with_a_time_is_not_in_its_message(front: str, time: str) -> None:
    for line in DATED_LINES:
        found, alone = document_of(f"{front}{time}{line}", ECS), document_of(line, ECS)
        assert (found["message"], found["@timestamp"]) == (line, alone["@timestamp"])
        assert found["event"]["module"] == alone["event"]["module"]


def test_the_host_of_a_shipper_is_not_mixed_with_that_of_the_line() -> None:
    line = "<38>2023-10-31T15:09:55Z fw9 sshd[812]: Accepted password for alice from 192.0.2.5 port 51544 ssh2"
    found = document_of(
        dumped(**{"@timestamp": TIME}, message=line, agent={"type": "filebeat"}, host={"name": HOST, "id": "7"}),
        ECS,
    )
    assert found["host"] == {"hostname": "fw9", "name": "fw9"}


def test_a_line_that_nothing_certain_holds_stays_as_it_is() -> None:
    for line in (
        "web-1  | listening on port 8080",
        "[pod/web-0/nginx] listening on port 8080",
        "src/main.c:12:warning",
        "10%\r100%",
        '{"message":"listening","level":"info"}',
        '{"log":"listening"}',
        "\x1b[31mlistening\x1b[0m",
        "12 <x",
    ):
        found = document_of(line, ECS)
        assert (found["message"], found["error"]["type"]) == (line, "unmatched")


# what programs say of lines of others
SAID = (
    "ERROR could not parse line: {}", "2023-10-31 15:09:55 alert rule matched; {}; sent mail", "Re: {}",
    "failed to forward: {}", "dropped: {}", "user bob wrote: {}", 'unparsable: "{}"', "skipping line {}",
    "line '{}' rejected",
    '2023-10-31 15:09:55 +0000 [warn]: #0 pattern not matched: "{}"', "java.lang.IllegalArgumentException: {}",
    "Dropped 1 message: {}", "'{}' did not match", "WARN parser: unknown: {}", "he pasted `{}` here",
)  # fmt: skip
# what may be a prefix of the product's own: of a rule, or of its users
PREFIXED = frozenset(("netfilter",))


@pytest.mark.parametrize("said", SAID)
def test_a_line_that_a_program_speaks_of_stays_as_it_is(said: str) -> None:
    lines = {product: plain(*held) for product, held in MESSAGES.items() if product not in PREFIXED}
    for line in (*lines.values(), *DATED_LINES):
        found = document_of(said.format(line), ECS)
        if found["event"]["module"] not in PREFIXED:
            assert (found["message"], found["error"]["type"]) == (said.format(line), "unmatched")


def test_an_event_of_a_product_is_no_carrier() -> None:
    line = dumped(
        timestamp="2023-10-31T15:09:55+00:00", nginx_access=True, remote_addr="192.0.2.5", request="GET / HTTP/1.1",
        status=200, message="Oct 31 15:09:55 web01 sshd[812]: Connection closed by 192.0.2.5 port 51544",
    )  # fmt: skip
    assert document_of(line, ECS)["event"]["module"] == "nginx"


def test_an_object_with_the_members_of_a_product_is_no_carrier() -> None:
    acme = ModuleType("acme_audit")
    declared = Product(vendor="Acme", name="Audit", formats=("json",), signatures=(Members("acmeEvent.id user"),))
    vars(acme).update(PRODUCT=declared, parse=lambda _: {"event": {"action": "audited"}})
    pipeline = Pipeline(registry=Registry([acme]))
    for carrier in ("journald", "docker", "filebeat", "gelf", "cloudwatch"):
        line = CARRIERS[carrier]("sshd", "Accepted password for alice from 192.0.2.5 port 51544 ssh2")
        own = dumped(**orjson.loads(line), acmeEvent={"id": 7}, user=None)
        within = dumped(log=f"{own}\n", stream="stdout", time=TIME)
        assert [pipeline.document(each)[0] for each in (line, own, within)] == [
            "openssh",
            "acme_audit",
            "acme_audit",
        ]
        assert pipeline.document(own)[1]["message"] == own


def test_bytes_of_the_journal_that_are_not_utf_8_are_escaped() -> None:
    message = [*b"Invalid user \xff\xe9 from 192.0.2.5 port 51544"]
    line = entry("sshd", "").replace('"MESSAGE":""', f'"MESSAGE":{message}')
    for profile in PROFILES:
        found = document_of(line, profile)
        assert found["message"] == r"Invalid user \xff\xe9 from 192.0.2.5 port 51544"
        assert found["user"]["name"] == r"\xff\xe9"
        assert found["tags"] == ["invalid_utf8"]
        assert found["event"]["original"] == line


def test_the_time_of_a_carrier_is_not_that_of_another_line() -> None:
    times = [f"2023-10-31T15:0{minute}:00.5Z" for minute in (7, 3, 9)]
    lines = [
        f"{time} stderr F Oct 15 31:09:55 web01 sshd[812]: Connection closed by 192.0.2.7 port 7" for time in times
    ]
    documents = Pipeline(reference_date=REFERENCE).documents(line.encode() for line in lines)
    assert [document["@timestamp"] for document in documents] == times


def hostile() -> Iterator[str]:
    """Objects and prefixes as nobody writes them."""
    wrong: list[Any] = [
        None, True, 0, -1, 1e308, [], {}, [[]], [256], [-1], [1.5], ["a", 1], {"a": {}}, "", " ", "\n", "\0"
    ]  # fmt: skip
    members = ("MESSAGE", "log", "message", "short_message", "_raw", "line", "textPayload", "event", "result")
    beside = {"_HOSTNAME": HOST, "stream": "stdout", "version": "1.1", "host": HOST, "@timestamp": TIME}
    for value in wrong:
        for name in members:
            yield dumped(**{name: value})
            yield dumped(**{**beside, name: value})
        for name in beside:
            yield dumped(**{**beside, name: value}, MESSAGE="x", message="x", log="x", labels=value, agent=value)
    nested = "x"
    for _ in range(12):
        nested = dumped(log=nested, stream="stdout")
    yield nested
    for opening in ('{"log":', "[", '{"message":{"log":'):
        yield opening * 1000
        yield '{"log":"x","stream":"stdout","attrs":' + opening * 1000 + "1" + "}" * 1000
    yield dumped(log="x" * 1_000_000, stream="stdout")
    yield dumped(**{f"k{number}": "v" for number in range(20_000)}, message="x", agent={"type": "filebeat"})
    yield '{"MESSAGE":"x","_HOSTNAME":"a","MESSAGE":"y"}'
    yield '{"MESSAGE":"\\ud800","_HOSTNAME":"\\udfff"}'
    yield from (f"{count} <38>1 - - - - - - x" for count in ("1", "0", "9999999", "99999999"))
    yield from (
        f"{time} stdout F x" for time in ("2023-13-31T15:09:55Z", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z")
    )
    yield from (
        entry("sshd", "x").replace(MICROSECONDS, count) for count in ("9" * 16, "9" * 30, "-1", "1e9", "\u0661" * 16)
    )
    yield "\x1e" * 1000
    yield "data: " * 1000
    yield "\x1b[" * 1000
    yield "a:" * 100_000
    yield "web |" * 100_000


@pytest.mark.thinned(2)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_hostile_carrier_gives_one_document_and_meets_no_bug(profile: Profile) -> None:
    pipeline = Pipeline(profile=profile, reference_date=REFERENCE)
    # what may be cut is not followed by what may be its rest
    lines = [line for each in hostile() for line in (each, "between")]
    written = pipeline.convert("\n".join(lines).encode() + b"\n")
    assert len(documents(written)) == len(lines)
    assert pipeline.counts.failures == {}
    if profile == ECS:
        roots = {name.partition(".")[0] for name in OWN_TYPES}
        assert [found for document in documents(written) for found in check(document, roots)] == []


def test_carriers_in_one_another_are_peeled_like_relays() -> None:
    line = "<38>2023-10-31T15:09:55Z web01 sshd[812]: Accepted password for alice from 192.0.2.5 port 51544 ssh2"
    depths = []
    for _ in range(MOST_CARRIERS + 1):
        line = dumped(log=line, stream="stdout", time=TIME)
        depths.append(document_of(line, ECS)["event"]["module"])
    assert depths == ["openssh"] * MOST_CARRIERS + ["ecsparse"]


def exported(program: str, message: bytes, *, is_binary: bool) -> bytes:
    size = len(message).to_bytes(8, "little")
    said = b"MESSAGE\n" + size + message if is_binary else b"MESSAGE=" + message
    return (
        f"__CURSOR=s=0c1a;i=12\n__REALTIME_TIMESTAMP={MICROSECONDS}\n_HOSTNAME={HOST}\n_PID={PID}\nPRIORITY=6\n"
        f"SYSLOG_IDENTIFIER={program}\nSYSLOG_FACILITY=4\n".encode()
        + said
        + b"\n_TRANSPORT=syslog"
    )


def shown(program: str, message: str) -> bytes:
    cursor = f"s=0c1a;i=12;b=7f;m=1d;t={int(MICROSECONDS):x};x=5e"
    lines = message.replace("\n", "\n" + " " * len("    MESSAGE="))
    return (
        f"Tue 2023-10-31 15:09:55.123456 UTC [{cursor}]\n    _HOSTNAME={HOST}\n    _PID={PID}\n    PRIORITY=6\n"
        f"    SYSLOG_IDENTIFIER={program}\n    SYSLOG_FACILITY=4\n    MESSAGE={lines}".encode()
    )


def cut_by_docker(program: str, message: str) -> bytes:
    line = plain(program, message)
    parts = [line[:20], line[20:50], f"{line[50:]}\n"]
    # Docker's parts are longer
    attrs = {"tag": "x" * 20_000}
    return "\n".join(dumped(log=part, stream="stdout", time=TIME, attrs=attrs) for part in parts).encode()


def cut_by_cri(program: str, message: str) -> bytes:
    line = plain(program, message)
    return f"{TIME} stdout P {line[:20]}\n{TIME} stdout P {line[20:50]}\n{TIME} stdout F {line[50:]}".encode()


def debugged(program: str, message: str) -> bytes:
    tag = f"syslogtag '{program}[{PID}]:', programname: '{program}', APP-NAME: '{program}', PROCID: '{PID}'"
    return (
        f"Debug line with all properties:\nFROMHOST: '{HOST}', fromhost-ip: '192.0.2.9', HOSTNAME: '{HOST}', "
        f"PRI: {PRIORITY},\n{tag}, MSGID: '-',\nTIMESTAMP: 'Oct 31 15:09:55', STRUCTURED-DATA: '-',\n"
        f"msg: ' {message}'\nescaped msg: ' {message}'\n"
        f"inputname: imudp rawmsg: '{plain(program, message)}'\n$!:\n$.:\n$/:"
    ).encode()


RECORDS: dict[str, Callable[[str, str], bytes]] = {
    "export": lambda program, message: exported(program, message.encode(), is_binary=False),
    "binary export": lambda program, message: exported(program, message.encode(), is_binary=True),
    "verbose": shown,
    "cri": cut_by_cri,
    "docker": cut_by_docker,
    "rsyslog": debugged,
}


def in_blocks(data: bytes, size: int, longest: int = MAX_LINE) -> tuple[list[Document], Pipeline]:
    """The documents of `data` that arrives in blocks of `size` bytes, and the pipeline that made them."""
    written: list[bytes] = []
    pipeline, lines = Pipeline(profile=ECS, reference_date=REFERENCE, max_line=longest), Lines(longest)
    for start in range(0, len(data), size):
        for block in lines.feed(data[start : start + size]):
            pipeline.convert_to(written.append, block)
    for block in lines.finish():
        pipeline.convert_to(written.append, block)
    return documents(b"".join(written)), pipeline


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_of_several_lines_gives_the_document_of_its_line(kind: str) -> None:
    for program, message in MESSAGES.values():
        record = RECORDS[kind](program, message)
        (found,), _ = in_blocks(record + b"\n", 1 << 20)
        expected, said = expected_of(program, message, ECS), values(found)
        assert {name: value for name, value in expected.items() if said.get(name) != value} == {}
        assert found["event"]["original"].encode(errors="replace").startswith(record[:20])


def mixed() -> bytes:
    """Records of all kinds, whole and broken off, with lines between them."""
    (program, message), *_ = MESSAGES.values()
    whole_ones = [make(program, message) for make in RECORDS.values()]
    broken = [record[: len(record) // 2] for record in whole_ones]
    hostile = [
        b"__CURSOR=x\nMESSAGE\n" + b"\xff" * 8, b"__CURSOR=x\nMESSAGE\n\x05", b"__CURSOR=",
        b"__CURSOR=x\nA=\n\n\nB=1", b"    MESSAGE=x", f"{TIME} stdout P x\n{TIME} stderr F y".encode(),
        f"{TIME} stdout P".encode(), b"x]", b"]",
    ]  # fmt: skip
    line = plain(program, message).encode()
    return b"\n".join(part for record in (*whole_ones, *broken, *hostile, b"==> a <==") for part in (record, line))


def test_records_come_out_the_same_wherever_blocks_are_cut() -> None:
    data = mixed()
    expected, pipeline = in_blocks(data, len(data))
    assert pipeline.counts.failures == {}
    assert pipeline.counts.titles == 1
    for size in (97, 1000, 4096, 20_000):
        assert in_blocks(data, size)[0] == expected


def test_every_line_of_broken_records_is_in_a_document() -> None:
    found, _ = in_blocks(mixed(), 1000)
    line = plain(*next(iter(MESSAGES.values())))
    originals = [document["event"]["original"] for document in found]
    # behind an unfinished value, a line is a part of it until its size is reached
    assert sum(original.count(line) for original in originals) >= len(RECORDS) + len(RECORDS)


@pytest.mark.parametrize("kind", ["export", "verbose", "cri", "docker", "rsyslog"])
def test_no_part_of_a_file_begins_inside_a_record(kind: str) -> None:
    (program, message), *_ = MESSAGES.values()
    record = RECORDS[kind](program, message).split(b"\n")
    inside = pairwise(record)
    assert [pair for pair in inside if not assembly.may_be_together(*pair)] == []
    line = plain(program, message).encode()
    assert kind == "export" or not assembly.may_be_together(record[-1], line)
    assert not assembly.may_be_together(line, record[0])
    assert not assembly.may_be_together(record[-1], record[0])


def test_objects_with_a_nul_behind_each_are_records() -> None:
    objects = [CARRIERS["gelf"](program, message).encode() for program, message in MESSAGES.values()]
    expected, _ = in_blocks(b"\n".join(objects), 1 << 20)
    assert len(expected) == len(objects)
    for size in (1, 7, 4096, 1 << 20):
        found, _ = in_blocks(b"\0".join(objects), size, 4000)
        assert found == expected
    assert documents(PIPELINES[ECS].convert(b"\0".join(objects))) == expected
    apart = b"text}\0\n{\0{}\0 {\0}" + objects[0]
    assert [found["event"]["original"] for found in in_blocks(apart, 3)[0]] == apart.decode().split("\n")


def framed(line: str | bytes, count: int | None = None) -> bytes:
    """A frame of syslog over TCP, with another count than its own if that is given."""
    text = line.encode() if isinstance(line, str) else line
    return f"{len(text) if count is None else count} ".encode() + text


# frames of MESSAGES, between them what may stand there, and counts that lie
FRAMED = [framed(f"<38>1 {TIME} {HOST} {program} {PID} - - {text}") for program, text in MESSAGES.values()]
BROKEN = (
    b"\n", b"12 <38>", b"plain text", b"9", b"1", b"2000 <38>x", b"30 <38>zz", b"\r\n", b" ", framed("<38>a\n"),
    framed("<38>a\nb"), framed("<38>a 9 <38>abcde"), framed("<38>a", 4), framed("<38>a", 900), b"x" * 150,
)  # fmt: skip


def test_frames_are_records_without_line_feeds_between_them() -> None:
    lines, _ = in_blocks(b"\n".join(FRAMED), 1 << 20)
    assert len(lines) == len(FRAMED)
    for size in (1, 7, 1 << 20):
        assert in_blocks(b"".join(FRAMED), size)[0] == lines
        assert in_blocks(b"".join(FRAMED), size, 4000)[0] == lines


def test_a_frame_of_several_lines_is_one_record() -> None:
    frames = [framed("<38>one\n two"), framed("<38>three"), framed("<38>four\nfive")]
    found, _ = in_blocks(b"".join(frames), 5)
    assert [document["event"]["original"].encode() for document in found] == frames


@pytest.mark.thinned(5)
@pytest.mark.parametrize("seed", [*range(40), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(40, 200))])
def test_frames_come_out_the_same_wherever_blocks_are_cut(seed: int) -> None:
    choose = random.Random(seed)  # noqa: S311 - the same in every run
    data = b"".join(choose.choices((*FRAMED, *BROKEN), k=8))
    expected, pipeline = in_blocks(data, len(data))
    assert pipeline.counts.failures == {}
    for size in (1, choose.randrange(2, 99)):
        assert in_blocks(data, size)[0] == expected
    originals = "".join(document["event"].get("original", document["message"]) for document in expected)
    assert "".join(originals.split()) == "".join(data.decode().split())


# a frame, frames among lines, that are longer than a line may be, and counts that are wrong
LONG = f"<38>1 - h a - - - {'x' * 118}"
TANGLED = (
    b"37 <38>1 - h a - - - first line \n and its end\n26 <38>1 - h a - - - \nanother ",
    b"44 <38>1 - h a - - - a text of twenty-seven   22 <38>1 - h a - - - bbab\n",
    b"short\n31 <38>1 - h a - - - \n  text\n\n" + b"x" * 190 + b"\n\n99 <38>1 - h a - - - text\nend\n",
    b"2023-10-31T15:09:55.123456789Z stdout P part\n" + b"y" * 190 + b"\n9 <38>1 - h a - - - text\nb\n" + b"z" * 70,
    framed("<38>1 - h a - - - before") + framed(LONG) + framed("<38>1 - h b - - - behind") + framed(LONG) * 2 + b"7",
    *(framed(LONG, 136 + wrong) + framed("<38>1 - h b - - - behind") + b"\nend" for wrong in (-90, -1, 1, 9, 900)),
    *(framed(LONG) + end + framed(LONG) for end in (b"\n", b"x", b"5 <x", b"123456 <38", b"\r\n", b"text\n")),
    *(framed(f"<38>1 - h a - - - {'x' * more}") + framed("<38>1 - - - - - -") for more in range(20, 50)),
    framed(f"<38>1 - h a - - - {'x' * 90}\n{'y' * 90}") + framed("<38>1 - h b - - - behind"),
    framed(f"<38>1 - h a - - - {'x' * 50}\n5 <38>{'y' * 90}") + framed("<38>1 - h b - - - behind"),
)


@pytest.mark.thinned(5)
@each_extent
@pytest.mark.parametrize("text", TANGLED)
def test_lines_that_are_cut_among_frames_are_the_same_wherever_blocks_are_cut(text: bytes, extent: str) -> None:
    sizes = range(1, 80, 1 if extent == "all" else 3)
    pipeline = Pipeline(profile=ECS, max_line=64, reference_date=REFERENCE)

    def of_blocks(size: int) -> list[tuple[int, str]]:
        lines, written = Lines(64, Origin("x")), list[bytes]()
        for start in range(0, len(text), size):
            for complete in lines.feed(text[start : start + size]):
                pipeline.convert_to(written.append, complete, None, lines.origin)
        for last in lines.finish():
            pipeline.convert_to(written.append, last, None, lines.origin)
        found = [orjson.loads(document) for document in written]
        return [(document["log"]["offset"], document["message"]) for document in found]

    expected = of_blocks(len(text))
    assert {size: of_blocks(size) for size in sizes} == dict.fromkeys(sizes, expected)


def test_a_frame_that_is_cut_hides_no_other_one() -> None:
    frames = [framed(f"<38>1 - h a - - - {'x' * length}") for length in (10, 3000, 12, 200_000, 14)]
    for size in (1000, 1 << 20):
        found, _ = in_blocks(b"".join(frames), size, 1000)
        assert [document["event"]["original"].encode() for document in found] == [frame[:1000] for frame in frames]


def test_a_record_is_bounded() -> None:
    endless = b"__CURSOR=x\n" + b"A=1\n" * 1000
    found, _ = in_blocks(endless, 64, 1000)
    assert max(len(document["event"]["original"]) for document in found) <= 1000
    assert sum(document["event"]["original"].count("A=1") for document in found) == 1000
    lines = Lines(1000)
    given = [[*lines.feed(b"A=1\n" * 10)] for _ in range(100)]
    assert [] not in given


def test_what_stands_between_records_is_a_title() -> None:
    titles = [
        "==> /var/log/auth.log <==", "-- Boot 4c4b1c2d3e4f40718293a4b5c6d7e8f9 --", "-- No entries --",
        "-- Reboot --",
        "-- Journal begins at Tue 2023-10-31 15:09:55 CET, ends at Tue 2023-10-31 15:10:00 CET. --",
        "-- Logs begin at Tue 2023-10-31 15:09:55 CET, end at Tue 2023-10-31 15:10:00 CET. --",
    ]  # fmt: skip
    lookalikes = ["==> auth.log", "-- Boot", "-- a comment --"]
    found, pipeline = in_blocks("\n".join([*titles, *lookalikes]).encode(), 1000)
    assert pipeline.counts.titles == len(titles)
    assert [document["message"] for document in found] == lookalikes


@each_extent
def test_the_fast_path_and_the_slow_path_write_the_same(extent: str) -> None:
    reading = Reading(
        registry=registry.BUILT_IN, products=None, prefer=(), timezone="UTC", reference_date=REFERENCE, profile=ECS
    )  # fmt: skip
    lines = [wrap(program, message) for name, wrap in CARRIERS.items() for _, program, message in held(name, extent)]
    lines += [end for _, message in MESSAGES.values() for end in (f"{message}#012", f"\x1b[1m{message}", message) * 2]
    block = "\n".join(lines[:: 1 if extent == "all" else 2]).encode()
    written: dict[bool, list[bytes]] = {True: [], False: []}
    for fast, found in written.items():
        claims = Claims(reading, Documents(reading))
        Blocks(claims, encode=orjson.dumps, max_line=MAX_LINE, fast=fast).convert_to(found.append, block)
    assert written[True] == written[False]
    assert len(written[True]) == block.count(b"\n") + 1
