"""URLs, hosts and times of web logs, and the Common Log Format."""

from __future__ import annotations

from itertools import product

import orjson
import pytest
from sampled import EVERY_LINE

from ecsparse.ecs.combined import combined
from ecsparse.ecs.url import authority_url, host, host_and_port, url
from ecsparse.formats import clf, clf_fields, modsecurity
from ecsparse.products.nginx.access import accessed
from ecsparse.timestamps.clock import Clock

TIME = "[10/Oct/2000:13:55:36 -0700]"
END = '"GET / HTTP/1.0" 200 7'


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("/", {"path": "/"}),
        ("/a/b.tar.gz?x=1&y=/c.d", {"path": "/a/b.tar.gz", "query": "x=1&y=/c.d", "extension": "gz"}),
        ("/a.d/b?", {"path": "/a.d/b"}),
        ("/.env", {"path": "/.env"}),
        ("/a#b", {"path": "/a#b"}),
        ("*", {}),
        ("urn:a:b", {}),
        ("http://", {"scheme": "http"}),
        ("HTTP://Example.COM", {"scheme": "http", "domain": "Example.COM", "port": 80}),
        (
            "https://a.example?q#f",
            {"scheme": "https", "domain": "a.example", "port": 443, "query": "q", "fragment": "f"},
        ),
        ("ldap://a.example:/", {"scheme": "ldap", "domain": "a.example", "path": "/"}),
        ("https://a.example:99999/", {"scheme": "https", "domain": "a.example", "path": "/"}),
        (
            "http://u:p@w:1@a.example:8/",
            {"scheme": "http", "username": "u", "password": "p@w:1", "domain": "a.example", "port": 8, "path": "/"},
        ),
        ("http://[2001:db8::1]:99999/x", {"scheme": "http", "domain": "[2001:db8::1]", "path": "/x"}),
        ("http://[2001:db8::g]/", {"scheme": "http", "path": "/"}),
        ("http://192.0.2.256:80/", {"scheme": "http", "port": 80, "path": "/"}),
        ("http://bücher.example/ü", {"scheme": "http", "domain": "bücher.example", "port": 80, "path": "/ü"}),
    ],
)  # fmt: skip
def test_a_url_is_split_and_impossible_parts_are_left_out(target: str, parts: dict[str, object]) -> None:
    full = {"full": target} if "scheme" in parts else {}
    assert url(target) == {"original": target, **full, **parts}


def test_a_tunnel_is_to_a_host_and_a_port() -> None:
    assert authority_url("a.example:443") == {"original": "a.example:443", "domain": "a.example", "port": 443}
    assert authority_url("[2001:db8::1]:x") == {"original": "[2001:db8::1]:x"}
    assert host_and_port("a b:1") == (None, None)


def test_a_host_is_an_address_or_a_name() -> None:
    assert host("[2001:db8::1]", 80) == {"address": "2001:db8::1", "ip": "2001:db8::1", "port": 80}
    assert host("a_1.example") == {"address": "a_1.example", "domain": "a_1.example"}
    assert host("192.0.2.256", 80) == {"port": 80}
    assert host("a b") == host("") == host("<x>") == {}


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("10/Oct/2000:13:55:36 -0700", "2000-10-10T20:55:36Z"),
        ("10/Oct/2000:13:55:36.120", "2000-10-10T11:55:36.120Z"),
        ("29/Feb/2001:13:55:36 -0700", None),
        ("10/Okt/2000:13:55:36 -0700", None),
        ("10-Oct-2000:13:55:36 -0700", None),
        ("10/Oct/2000 13:55:36 -0700", None),
        ("1\u0660/Oct/2000:13:55:36 -0700", None),
        ("", None),
    ],
)
def test_the_date_of_the_common_log_format(text: str, instant: str | None) -> None:
    assert Clock("Europe/Paris").clf(text) == instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("Tue Oct 31 15:09:55.123456 2023", "2023-10-31T15:09:55.123456Z"),
        ("Tue Oct 31 15:09:55 2023", "2023-10-31T15:09:55Z"),
        ("Tue Oct 31 15:09:55.12x 2023", None),
        ("Tue Oct 31 15:09:55. 2023", None),
        ("Tue Oct 32 15:09:55.1 2023", None),
    ],
)
def test_the_date_of_c_with_a_fraction(text: str, instant: str | None) -> None:
    assert Clock().ctime_with_fraction(text) == instant


@pytest.mark.parametrize(
    ("front", "before", "proxies", "client", "user"),
    [
        ("a.example - -", "", (), "a.example", "-"),
        ("192.0.2.1 - mary ann", "", (), "192.0.2.1", "mary ann"),
        (f"192.0.2.1 - x {TIME}", "", (), "192.0.2.1", f"x {TIME}"),
        ("w.example:443 192.0.2.1 - -", "w.example:443", (), "192.0.2.1", "-"),
        ("- 192.0.2.1 - -", "-", (), "192.0.2.1", "-"),
        ("203.0.113.7, 198.51.100.2, 192.0.2.1 - -", "", ("203.0.113.7", "198.51.100.2"), "192.0.2.1", "-"),
    ],
)
def test_who_stands_before_the_time(front: str, before: str, proxies: object, client: str, user: str) -> None:
    line = clf.access(f"{front} {TIME} {END}")
    assert line is not None
    assert (line.before, line.proxies, line.client, line.ident, line.user) == (before, proxies, client, "-", user)
    assert (line.time, line.request, line.status, line.size, line.rest) == (TIME[1:-1], END[1:15], "200", "7", "")


AGENT = '"-" "curl/8.5"'


@pytest.mark.parametrize(
    ("line", "client", "chain", "added", "rest"),
    [
        (f"192.0.2.1 - - {TIME} {END} {AGENT} x", "192.0.2.1", (), (), " x"),
        (f'"198.51.100.7, 192.0.2.9" 192.0.2.1 - - {TIME} {END} {AGENT}', "192.0.2.1",
         ("198.51.100.7", "192.0.2.9"), (), ""),
        (f'"198.51.100.7" - - {TIME} {END} {AGENT}', "198.51.100.7", (), (), ""),
        (f'"-" "a b" 192.0.2.1 - - {TIME} {END} {AGENT}', "192.0.2.1", (), ('"a b"',), ""),
        (f"a.example 443 192.0.2.1 - - {TIME} {END} {AGENT}", "192.0.2.1", (), ("a.example", "443"), ""),
        (f"192.0.2.1 - - b.example {TIME} {END} {AGENT}", "192.0.2.1", (), ("b.example",), ""),
        (f'192.0.2.1 - - {TIME} 12 {END} {AGENT} "y"', "192.0.2.1", (), ("12",), ' "y"'),
        (f'192.0.2.1 - - {TIME} "GET / HTTP/1.0" 0.1 200 7 z {AGENT}', "192.0.2.1", (), ("0.1", "z"), ""),
        (f'192.0.2.1 - - {TIME} {END} "a.example" {AGENT}', "192.0.2.1", (), ('"a.example"',), ""),
    ],
)  # fmt: skip
def test_fields_may_stand_anywhere(line: str, client: str, chain: object, added: object, rest: str) -> None:
    access = clf.access(line)
    assert access is not None
    assert (access.client, access.chain, access.added, access.rest) == (client, chain, added, rest)
    assert (access.request, access.status, access.size, access.agent) == (END[1:15], "200", "7", "curl/8.5")


@pytest.mark.parametrize(
    "line",
    [
        "",
        '"',
        f'192.0.2.1 - - {TIME} 12 "GET / HTTP/1.0" OK 7',
        f'bucket-7 {TIME} 192.0.2.1 "GET / HTTP/1.0" 200 7',
        f"{TIME} {END}",
        f"- - {TIME} {END}",
        f"192.0.2.1 - - {TIME}{END}",
        f'192.0.2.1 - - {TIME} "GET / HTTP/1.0 200 7',
        f'192.0.2.1 - - {TIME} "GET / HTTP/1.0\\" 200 7',
        f"<b> - - {TIME} {END}",
    ],
)
def test_what_is_no_line_of_an_access_log(line: str) -> None:
    assert clf.access(line) is None


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("GET / HTTP/1.1", ("GET", "/", "1.1")),
        ("get /a b HTTP/2", ("get", "/a b", "2")),
        ("GET /", ("GET", "/", None)),
        ("GET http://a.example/", ("GET", "http://a.example/", None)),
        ("GET", None),
        ("-", None),
        ("", None),
        ("hello world", None),
        ("HELLO world again", None),
        ("\\x16\\x03 / HTTP/1.1", None),
        ("GET  HTTP/1.1", None),
    ],
)
def test_a_request_is_a_method_a_target_and_a_version(line: str, parts: object) -> None:
    assert clf.request(line) == parts


def test_the_values_of_modsecurity_end_at_the_quotation_mark_without_a_backslash() -> None:
    text = 'ModSecurity: Warning. A "b". [id "1"] [msg "a \\"] [id \\"2\\"]"] [tag "x"] [tag "y"]'
    found = {"id": ["1"], "msg": ['a \\"] [id \\"2\\"]'], "tag": ["x", "y"]}
    assert modsecurity.read(text) == ('Warning. A "b".', found)


def test_a_line_of_more_fields_than_anybody_adds_is_not_read_as_fields() -> None:
    assert len(clf_fields.fields(" us=1" * 64) or ()) == 64
    assert clf_fields.fields(" us=1" * 65) is None


CLIENTS = ("192.0.2.7", "2001:db8::7", "192.0.2.300", "192.0.2.7:443", "::", "a.example", "-")
USERS = ("-", "alice", "a.b@example.com", "a b", '""', "")
TIMES = (
    "10/Oct/2000:13:55:36 -0700",
    "10/Oct/2000:13:55:36 +0530",
    "31/Feb/2000:13:55:36 +0000",
    "10/Oct/2000:13:55:36",
)
REQUESTS = (
    "GET / HTTP/1.1", "POST /a/b.php?x=1&y HTTP/2", "GET /a? HTTP/1.0", "CONNECT /a HTTP/1.1",
    "CONNECT a:1 HTTP/1.1", "GET http://a.example/b HTTP/1.1", "GET /a b HTTP/1.1", r"GET /\x22 HTTP/1.1", "GET /",
    "-", "",
)  # fmt: skip
ENDS = (
    "200 7", "404 -", "000 0", "- -", '304 0 "-" "-"', '500 12 "" "curl/8.5"', '200 123456789012345678901 "-" "-"',
    '200 7 "https://a.example/" "Mozilla/5.0 (X11)"', r'200 7 "-" "a\"b"', '200 7 "-" "-" 0.001',
)  # fmt: skip


def test_most_lines_are_read_at_once_as_they_are_read_part_by_part() -> None:
    clock = Clock()
    made = (
        f'{client} - {user} [{time}] "{request}" {end}'
        for client, user, time, request, end in product(CLIENTS, USERS, TIMES, REQUESTS, ENDS)
    )
    met = 0
    for text in (*made, *(line.decode(errors="replace") for line in EVERY_LINE)):
        document = combined(text, clock)
        if document is not None:
            line = clf.access(text)
            assert line is not None
            assert orjson.dumps(document) == orjson.dumps(accessed(clock, line, {}))
            met += 1
    # three clients, three users, two times, three requests, five ends; and samples
    assert met > 3 * 3 * 2 * 3 * 5
