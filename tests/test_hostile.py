"""Lines from hostile hands: whatever stands behind a product's own beginning, one document of the right types."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from command import run, strict_documents
from fields import faults
from hypothesis import given, settings
from hypothesis import strategies as st

from ecsparse.pipeline import DOCUMENTED, ECS, Pipeline

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

MIB = 1 << 20

# What may take longer hangs, in seconds.
TIMEOUT = 20.0

HEADERS = (
    "", "<29>", "<29>Mar  4 05:06:07 ", "<29>Mar  4 05:06:07 vpn1 ", "Oct 31 2023 15:09:55 vpn1 openvpn[7]: ",
    "<13>Mar  4 05:06:07 relay Mar  4 05:06:07 vpn1 ovpn-office[7]: ",
    "<29>1 2023-10-31T15:09:55Z vpn1 openvpn 7 - - ", '<29>1 - - - - - [a b="',
    "2023-10-31T15:09:55.123456+01:00 vpn1 dnsmasq[7]: ", "Message forwarded from ",
    "Sep 25 23:10:00 Message forwarded from aix1: ",
)  # fmt: skip

OPENVPN = (
    "2023-10-31 15:09:55 ", "Tue Aug 12 08:26:30 2025 ", "1698764995.123456 1 ",
    "2023-10-31 15:09:55 us=285967 ", "2023-10-31 15:09:55 client01/165.225.204.88:59321 ",
    "2023-10-31 15:09:55 [2001:db8::1]:1194 ", "2023-10-31 15:09:55 client01/", "2023-10-31 15:09:55 [",
    "2023-10-31 15:09:55 client01,10.8.0.4,", "MULTI: Learn: 10.8.0.6 -> ", "MULTI: primary virtual IP for ",
    "ifconfig_pool_read(), in='", "IFCONFIG POOL IPv4: ", "Control Channel: TLSv1.3, cipher TLSv1.3 ",
    "[client01] Peer Connection Initiated with [AF_INET]", "TUN/TAP device ", "ROUTE_GATEWAY ",
    "net_route_v4_best_gw result: via ", "net_addr_ptp_v4_add: ", "net_route_v4_add: ",
    'Incorrect password supplied for LDAP DN "CN=', 'LDAP user "', "Unable to bind as CN=",
    "VERIFY OK: depth=0, ", "closing instance ", "peer 3 (", "2023-10-31 15:09:55   config = ",
    "SENT CONTROL [",
)  # fmt: skip

AIX = (
    "FILE_Unlink ", "FILE_Unlink Pipin root root OK ",
    "FILE_Unlink Pipin root root OK 25 sep 2022 23:14:20.756159 ",
    "FILE_Link a b c OK 25 sep 2022 23:14:20 No associated roles linkname ", "filename ",
    "flags: 80, libpath: , file: ",
    "FILE_Read a b c OK 25 sep 2022 23:14:20 No associated roles file descriptor = 3 filename = ",
    "FILE_Rename a b c OK 25 sep 2022 23:14:20 No associated roles frompath: ",
    "PROC_Execute a b c FAIL 22 Nov 2022 10:20:32 No associated roles euid: 503 egid: 403 epriv: 0:0 name ",
    "PROC_Kill a b c OK 25 sep 2022 23:14:20 No associated roles pid: ",
    "CRON_Start a b c OK 25 sep 2022 23:14:20 No associated roles event = start cron job cmd = ",
    "TCP_kaccept a b c OK 25 sep 2022 23:14:20 No associated roles fd14 Port 10.30.134.100 ",
    "USER_Login a b c OK 25 sep 2022 23:14:20 No associated roles user: Pipin tty: #",
    "FILE_Open root OK Sun Sep 25 23:00:00 2022 cat ", "FILE_Unlink a b c OK 25 sep 2022 23:14:20 role,",
)  # fmt: skip

PROVEIT = (
    '@cee: {"category": "USER", "type": "USER_X", "x": "', '\ufeff@cee: {"category": "USER", "x": ',
    "@cee: [", "@cee:", '@cee: {"category": "USER", "category": ',
    ' @cee: {"category": "ADMIN", "type": "ADMIN_X", "source": {"ip": "',
    '@cee: {"category": "SYSTEM", "type": "SYSTEM_X", "source": ', '@cee: {"category" ',
    '@cee: {"category": "USER',
)  # fmt: skip

ALL = (*HEADERS, *OPENVPN, *AIX, *PROVEIT)
LONG = ("", "<29>", *HEADERS[2:8:2], *OPENVPN[:9:4], OPENVPN[-5], *AIX[1:3], PROVEIT[0], PROVEIT[-1])

FILLERS = ("a", " ", "a ", "a, ", "1", "é", "\\", "[", "filename ", "us=1 ", "A=b,", "#012", "10.8.0.6:1/", '","')

# Pieces of lines that mean something to a parser.
PIECES = (
    *HEADERS, *OPENVPN, *AIX, *PROVEIT, *FILLERS, *" \t\x00:/,;=+<>[](){}'\"\\#%-_.0", "10.8.0.6",
    "999.1.1.1", "10.8.0.6:99999", "fe80::1%eth0", "2001:db8::1", "::", "[AF_INET6]", "udp6:", "-1", "9" * 30,
    "٣", "²", "1e999", "NaN", "true", "null", "\\u0000", "\\ud83d", '"ip": ', '"userName": ', "}", "}}",
    "No associated roles ", "time = ", "topath:", "dir: ", "CN=a\\,b,DC=", "\\2C", "\\C3", " -> ", "dev tun0",
    "\u2028", "\ufeff", "us=1 ", "2023-02-30 25:61:61 ", "peer-id=3 ", "OK ", "FAIL_X ",
    "25 sep 2022 23:14:20 ", "\\xff", "'",
)  # fmt: skip

hostile = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_characters="\n", codec="utf-8"), max_size=8)),
    max_size=8,
).map("".join)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**25), 10**25),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(PIECES),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


texts = st.one_of(st.sampled_from(PIECES), st.text(max_size=6))


def members(*names: str) -> SearchStrategy[object]:
    """Objects with these members, most of them text; or any hostile value in their place."""
    return st.one_of(
        st.fixed_dictionaries(dict.fromkeys(names, texts)),
        st.fixed_dictionaries({}, optional=dict.fromkeys(names, st.one_of(texts, values))),
        values,
    )


KINDS = ("USER_CONNECTION_X", "USER_DISCONNECTION", "USER_X", "ADMIN_X", "SYSTEM_", "SYSTEM")
NAMES = ("severity", "timestamp", "beginDate", "endDate", "reason", "message", "tags")
SOURCE = ("ip", "userName", "realmName", "roles", "profiles", "protocol", "componentId")


def payload(kind: str, origin: str, source: object, others: dict[str, object]) -> dict[str, object]:
    """A payload with what makes it PROVE IT's."""
    said = source | {"type": origin} if isinstance(source, dict) else source
    return {"category": kind.partition("_")[0], "type": kind, "source": said} | others


payloads = st.builds(
    payload,
    st.sampled_from(KINDS),
    st.sampled_from(["HB", "SYSTEM", "X"]),
    members(*SOURCE),
    st.fixed_dictionaries(
        {"service": members("name", "host", "port"), "context": members("authMode", "authUserName")},
        optional=dict.fromkeys(NAMES, st.one_of(texts, values)),
    ),
)

PIPELINE = Pipeline()


def assert_one_right_document(line: str) -> None:
    """One strict document with every character of `line` and fields of their types, and no bug of a parser."""
    text, written = line.removesuffix("\r"), list[bytes]()
    PIPELINE.counts.failures.clear()
    PIPELINE.convert_to(written.append, line.encode())
    assert PIPELINE.counts.failures == Counter()
    found = strict_documents(b"".join(written))
    assert len(found) == (1 if text.strip(" \t") else 0)
    for document in found:
        assert document.get("event", {}).get("original", document["message"]) == text
        assert text.endswith(document["message"])
        # a line that is routed by its first word comes out as one that is not
        assert PIPELINE.document(text)[1] == document
        del document["message"]
        assert faults(document) == []


@pytest.mark.parametrize("fronts", [OPENVPN, AIX, PROVEIT], ids=["openvpn", "ibm_aix", "rubycat_proveit"])
@given(st.data())
@settings(max_examples=400)
def test_hostile_text_behind_what_a_product_writes(fronts: tuple[str, ...], data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(HEADERS)) + data.draw(st.sampled_from(fronts)) + data.draw(hostile)
    assert_one_right_document(line)


@given(hostile)
@settings(max_examples=400)
def test_pieces_of_lines_in_any_order(line: str) -> None:
    assert_one_right_document(line)


@given(st.sampled_from(["", *HEADERS[2:7]]), payloads, st.booleans())
@settings(max_examples=400)
def test_hostile_payloads(header: str, payload: dict[str, object], ensure_ascii: bool) -> None:  # noqa: FBT001 - drawn
    assert_one_right_document(f"{header}@cee: {json.dumps(payload, ensure_ascii=ensure_ascii)}")


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('{"source":', "}"), ('[{"a":', "}]")]
)
@pytest.mark.parametrize("depth", [100, 127, 253, 254, 255, 1000, 1024, 1025, 80_000])
def test_payloads_nested_too_deep(opening: str, closing: str, depth: int) -> None:
    front = '@cee: {"category": "USER", "type": "USER_X", "source": '
    assert_one_right_document(f"{front}{opening * depth}1{closing * depth}}}")
    assert_one_right_document(f'{front}{{"type": "HB", "roles": {opening * depth}1{closing * depth}}}}}')
    assert_one_right_document(f"{front}{opening * depth}")


def long_lines(fronts: tuple[str, ...], filler: str, size: int) -> bytes:
    """A line of `size` bytes, or almost, for each front: the front, many fillers, and an end that fits neither."""
    return b"".join(
        (front + filler * ((size - len(front.encode()) - 6) // len(filler.encode()))).encode() + b"\x01=;x\n"
        for front in fronts
    )


@pytest.mark.parametrize(
    ("fronts", "size", "profile"),
    [(LONG, MIB, DOCUMENTED), (ALL, MIB // 16, DOCUMENTED), (ALL, MIB // 16, ECS)],
    ids=["1 MiB", "all", "ecs"],
)
@pytest.mark.parametrize("filler", FILLERS)
def test_long_lines_end(fronts: tuple[str, ...], size: int, profile: str, filler: str) -> None:
    text = long_lines(fronts, filler, size)
    done = run("--profile", profile, stdin=text, timeout=TIMEOUT)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = text.decode().removesuffix("\n").split("\n")
    for line, document in zip(lines, strict_documents(done.stdout), strict=True):
        assert document["event"].get("original", document["message"]) == line
