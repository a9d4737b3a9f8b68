"""Syslog headers: what is one, what it says, and which document fields come of it."""

from __future__ import annotations

from logging.handlers import SysLogHandler
from typing import TYPE_CHECKING

import pytest
from command import expected_samples, sample_lines
from hypothesis import given
from hypothesis import strategies as st

from ecsparse.formats.syslog import has_tag, may_begin_header, peel
from ecsparse.pipeline import Pipeline
from ecsparse.record import Header

if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document

    Said = dict[str, Any]

SEVERITIES = ("Emergency", "Alert", "Critical", "Error", "Warning", "Notice", "Informational", "Debug")

TRADITIONAL = "Mar  4 05:06:07"
ISO = "2023-10-31T15:09:55.123456+01:00"


def said(line: str) -> Said | None:
    """What the header of `line` says, `None` if there is none."""
    header, _ = peel(line)
    if header is None:
        return None
    values = {name: getattr(header, name) for name in Header.__slots__ if name != "outer"}
    return {name: value for name, value in values.items() if value is not None}


def rfc5424(said: Said) -> Said:
    return {"version": "1", **said}


EXAMPLE: Said = {"time": "2003-10-11T22:14:15.003Z", "hostname": "mymachine.example.com", "msgid": "ID47"}
EXAMPLE_2: Said = {"priority": 165, "appname": "myproc", "procid": "8710"}
EXAMPLE_DATA = (
    '[exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"][examplePriority@32473 class="high"]'
)
EXAMPLE_PARAMETERS = {
    "exampleSDID@32473": {"iut": "3", "eventSource": "Application", "eventID": "1011"},
    "examplePriority@32473": {"class": "high"},
}
APP: Said = {"priority": 29, "appname": "app", "procid": "7"}

# line up to its message, and what its header says
RFC5424: list[tuple[str, Said]] = [
    (
        "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - ",
        EXAMPLE | {"priority": 34, "appname": "su"},
    ),
    (
        "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - ",
        EXAMPLE_2 | {"time": "2003-08-24T05:14:15.000003-07:00", "hostname": "192.0.2.1"},
    ),
    (
        f"<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 {EXAMPLE_DATA} ",
        EXAMPLE | {"priority": 165, "appname": "evntslog", "structured_data": EXAMPLE_PARAMETERS},
    ),
    ("<29>1 - - - - - - ", {"priority": 29}),
    ("1 2023-10-31T15:09:55Z vpn1 - - - - ", {"time": "2023-10-31T15:09:55Z", "hostname": "vpn1"}),
    ("<29>1 - 2001:db8::1 - - - - ", {"priority": 29, "hostname": "2001:db8::1"}),
    *(
        (f"<29>1 - - app 7 - {data} ", APP | {"structured_data": parameters})
        for data, parameters in (
            ("[a]", {"a": {}}),
            ("[a][b@1]", {"a": {}, "b@1": {}}),
            ('[a b=""]', {"a": {"b": ""}}),
            (r'[a b="c\"d\]e\\"]', {"a": {"b": 'c"d]e\\'}}),
            (r'[a b="\\"][c d="\""]', {"a": {"b": "\\"}, "c": {"d": '"'}}),
            (r'[a b="c\d\n"]', {"a": {"b": r"c\d\n"}}),
            ('[a b="c" d="e f  [g"]', {"a": {"b": "c", "d": "e f  [g"}}),
            ('[a b="é𝄞\t"]', {"a": {"b": "é𝄞\t"}}),
            ('[a b="1" b="2" c="3" b="4"][a c="5"]', {"a": {"b": ["1", "2", "4"], "c": ["3", "5"]}}),
        )
    ),
    ("<29>12 - - app - - - ", {"version": "12", "priority": 29, "appname": "app"}),
]

NAMED: Said = {"time": TRADITIONAL, "hostname": "vpn1", "appname": "openvpn"}
TAGS = (
    "app",
    "postfix/smtpd",
    "/usr/sbin/cron",
    "openvpn(office)",
    "(systemd)",
    "ovpn-a.b_c",
    "-bash",
    "%ASA-6-302013",
)
HOSTS = ("vpn1", "vpn1.example.org", "192.0.2.1", "2001:db8::1", "fe80::1%eth0", "a_b-c", "V")
TIMES = (
    "Mar 4 05:06:07", "Oct 31 15:09:55", "Oct 31 2023 15:09:55", "Oct 31 15:09:55 2023", "Mar  4 2023 15:09:55",
    "Oct 31 15:09:55.123", "Oct 31 15:09:55,123456789", "Oct 31 2023 15:09:55.5", "Oct 31 15:09:55.5 2023",
)  # fmt: skip
ISO_TIMES = ("2023-10-31T15:09:55Z", "2023-10-31T15:09:55.1+0100", "2023-10-31T15:09:55,123-09:30", ISO)

PRIORITIES: list[tuple[str, Said]] = [(f"<{number}>", {"priority": number}) for number in (0, 9, 10, 191)]

OTHERS: list[tuple[str, Said]] = [
    (f"<34>{TRADITIONAL} mymachine su: ", NAMED | {"priority": 34, "hostname": "mymachine", "appname": "su"}),
    (f"<13>{TRADITIONAL} 10.0.0.99 ", {"priority": 13, "time": TRADITIONAL, "hostname": "10.0.0.99"}),
    (f"{TRADITIONAL} vpn1 openvpn[41234]: ", NAMED | {"procid": "41234"}),
    (f"<29>{TRADITIONAL} openvpn[7]: ", {"priority": 29, "time": TRADITIONAL, "appname": "openvpn", "procid": "7"}),
    (f"{TRADITIONAL} openvpn: ", {"time": TRADITIONAL, "appname": "openvpn"}),
    (f"<29>{ISO} vpn1 ", {"priority": 29, "time": ISO, "hostname": "vpn1"}),
    *((f"{TRADITIONAL} vpn1 {tag}: ", NAMED | {"appname": tag}) for tag in TAGS),
    *((f"{TRADITIONAL} vpn1 {tag}[9]: ", NAMED | {"appname": tag, "procid": "9"}) for tag in TAGS),
    *((f"{TRADITIONAL} {host} openvpn: ", NAMED | {"hostname": host}) for host in HOSTS),
    *((f"{ISO} {host} openvpn: ", NAMED | {"time": ISO, "hostname": host}) for host in HOSTS),
    *((f"{time} vpn1 openvpn: ", NAMED | {"time": time}) for time in (*TIMES, *ISO_TIMES)),
    *((f"<5>{time} vpn1 openvpn: ", NAMED | {"time": time, "priority": 5}) for time in (*TIMES, *ISO_TIMES)),
    *PRIORITIES,
    ("<29>openvpn[7]: ", {"priority": 29, "appname": "openvpn", "procid": "7"}),
    (f"<192>{TRADITIONAL} vpn1 openvpn: ", NAMED),
    (f"<29><30>{TRADITIONAL} vpn1 openvpn: ", NAMED | {"priority": 30}),
    (f"{TRADITIONAL} Message forwarded from aix1: cron: ", NAMED | {"hostname": "aix1", "appname": "cron"}),
    (f"{TRADITIONAL} relay Message forwarded from aix1: cron[3]: ",
     NAMED | {"hostname": "aix1", "appname": "cron", "procid": "3"}),
    (f"<29>{TRADITIONAL} Message forwarded from 2001:db8::1: ",
     {"priority": 29, "time": TRADITIONAL, "hostname": "2001:db8::1"}),
    # relays: the innermost says who and when, an outer one the priority
    (f"<29>Oct 31 15:09:55 relay {TRADITIONAL} vpn1 openvpn: ", NAMED | {"priority": 29}),
    (f"<29>Oct 31 15:09:55 relay <30>{TRADITIONAL} vpn1 openvpn: ", NAMED | {"priority": 30}),
    (f"{ISO} relay app: <30>{TRADITIONAL} vpn1 openvpn: ", NAMED | {"priority": 30}),
    (f"<29>{TRADITIONAL} relay {ISO} vpn1 openvpn: ", NAMED | {"time": ISO, "priority": 29}),
    (f"<29>{TRADITIONAL} relay 1 {ISO} vpn1 openvpn 7 - - ",
     rfc5424(NAMED | {"time": ISO, "priority": 29, "procid": "7"})),
    (f"<29>{TRADITIONAL} relay 1 - vpn1 openvpn 7 - - ",
     rfc5424(NAMED | {"priority": 29, "procid": "7"})),
    (f"{ISO} relay <30>{TRADITIONAL} vpn1 openvpn: ", NAMED | {"priority": 30}),
    (f"<13>1 {ISO} relay - - - - <29>{TRADITIONAL} vpn1 openvpn: ", NAMED | {"priority": 29}),
    (f"<29>Oct 31 15:09:55 r1 Oct 31 15:09:54 r2 {TRADITIONAL} vpn1 openvpn: ", NAMED | {"priority": 29}),
    (f"<29>Oct 31 15:09:55 r1 <30>Oct 31 15:09:54 r2 {TRADITIONAL} vpn1 openvpn: ", NAMED | {"priority": 30}),
]  # fmt: skip

HEADERS = [*((front, rfc5424(found)) for front, found in RFC5424), *OTHERS]

# with ` | ` between them
WITHOUT_HEADER = f"""
Dec | {TRADITIONAL} | {TRADITIONAL}\x20 |
< | <29 | <>x | <-1>x | <029>x | <00>x | <192>x | <999>x | <1000>x | < 29>x | <29 >x | <\u0662\u0669>x |
<\uff12\uff19>x | <192>app: x | 2023-10-31 15:09:55 TUN/TAP device tun0 opened |
2023-10-31 15:09:55 vpn1 openvpn: x | 2023-10-31 15:09:55 | 2023-10-31 |
Tue Aug 12 08:26:30 2025 TUN/TAP device tun0 opened | Tue Oct 31 15:09:55 2023 vpn1 openvpn: x |
Tue Aug 12 08:26:30 2025 | 1698764995.123456 1 openvpn: x | 2023-10-31T15:09:55Z | {ISO} |
May the force be with you | Mar 4 was a Monday | March 4 05:06:07 vpn1 openvpn: x |
Sept 4 05:06:07 vpn1 app: x | Foo  4 05:06:07 vpn1 app: x | mar  4 05:06:07 vpn1 app: x |
Mar   4 05:06:07 vpn1 app: x | Mar 4 5:06:07 vpn1 app: x | Mar 123 05:06:07 vpn1 app: x |
Mar  \u0664 05:06:07 vpn1 app: x | Mar-4 05:06:07 vpn1 app: x | 2023-10-31T15:09:55 vpn1 openvpn: no zone |
{ISO} text | {ISO} vpn1 text without a tag | {ISO} openvpn: x | {ISO} DEBUG app: x | {ISO} INFO app: x |
{ISO} WARN app: x | {ISO} ERROR app: x | 1 2 3 4 5 6 7 8 | 1 2023-10-31T15:09:55Z |
1 file changed, 1 insertion | 100 Continue | 0 - - - - - - x | openvpn[7]: TUN/TAP device tun0 opened |
vpn1 openvpn: x
"""

WITHOUT = ("", " ", "Dec ", *(line.strip("\n") for line in WITHOUT_HEADER.replace(" |\n", " | ").split(" | ")))

MESSAGES = ("text", "", "\ufefftext", "a: b: c", " text", "[x] y", "é𝄞\x00\u2028")


@pytest.mark.parametrize(("front", "expected"), HEADERS)
def test_a_header_says_what_it_says(front: str, expected: Said) -> None:
    assert said(f"{front}nothing known") == expected
    assert peel(f"{front}nothing known")[1] == "nothing known"


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_is_everything_behind_its_header(message: str) -> None:
    fronts = [front for front, found in HEADERS if "appname" in found or "version" in found]
    assert [peel(front + message)[1] for front in fronts] == [message] * len(fronts)


def test_a_message_of_an_rfc_5424_header_may_be_missing() -> None:
    fronts = [(front.rstrip(" "), rfc5424(found)) for front, found in RFC5424]
    assert [(said(front), peel(front)[1]) for front, _ in fronts] == [(found, "") for _, found in fronts]


@pytest.mark.parametrize("line", WITHOUT)
def test_a_line_without_a_header_is_its_message(line: str) -> None:
    assert peel(line) == (None, line)


@pytest.mark.parametrize("event", ["CEF:0|A|B", "CEF:1|A|B", "LEEF:1.0|A|B", "LEEF:2.0|A|B"])
@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (f"{ISO} vpn1 ", {"time": ISO, "hostname": "vpn1"}),
        (
            "<29>1 2023-10-31T15:09:55Z vpn1 ",
            {"priority": 29, **rfc5424({"time": "2023-10-31T15:09:55Z", "hostname": "vpn1"})},
        ),
        ("1 2023-10-31T15:09:55Z - ", rfc5424({"time": "2023-10-31T15:09:55Z"})),
        (f"{TRADITIONAL} vpn1 ", {"time": TRADITIONAL, "hostname": "vpn1"}),
    ],
)
def test_an_event_with_a_header_of_its_own_needs_no_tag(front: str, expected: Said, event: str) -> None:
    assert (said(front + event), peel(front + event)[1]) == (expected, event)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("[2023-10-31 15:09:55] ", {"time": "2023-10-31 15:09:55"}),
        ("[2023-10-31 15:09:55,123] INFO vpn1 ", {"time": "2023-10-31 15:09:55,123", "hostname": "vpn1"}),
        ("[2023-10-31 15:09:55] INFO app[7]: ", {"time": "2023-10-31 15:09:55", "appname": "app", "procid": "7"}),
        ("[2023-10-31 15:09:55] EST vpn1 ", {"hostname": "vpn1"}),
        ("[2023-10-31 15:09:55 UTC] ", {"time": "2023-10-31 15:09:55 UTC"}),
        ("[2023/10/31 15:09:55]: VAULT ", {"time": "2023/10/31 15:09:55", "hostname": "VAULT"}),
        ("2023-10-31T15:09:55+01:00 ", {"time": "2023-10-31T15:09:55+01:00"}),
        ("Tue Oct 31 15:09:55 2023: ", {"time": "Oct 31 15:09:55 2023"}),
        (f"{TRADITIONAL} UTC vpn1 ", {"time": TRADITIONAL, "hostname": "vpn1"}),
        (f"{TRADITIONAL} EST vpn1 ", {"hostname": "vpn1"}),
        (f"{TRADITIONAL} vpn1 app: Info: ", {"time": TRADITIONAL, "hostname": "vpn1", "appname": "app"}),
        (f"{TRADITIONAL} vpn1 ASM:", {"time": TRADITIONAL, "hostname": "vpn1", "appname": "ASM"}),
        (
            "<29>2023-10-31 15:09:55 192.0.2.1 ",
            {"priority": 29, "time": "2023-10-31 15:09:55", "hostname": "192.0.2.1"},
        ),
    ],
)
def test_what_writers_put_before_an_event_is_a_header(front: str, expected: Said) -> None:
    assert (said(f"{front}CEF:0|A|B"), peel(f"{front}CEF:0|A|B")[1]) == (expected, "CEF:0|A|B")
    assert (said(f"{front}nothing") or {}).get("time") in {None, TRADITIONAL}


@pytest.mark.parametrize("front", ["app: ", "INFO ", "vpn1 app: ", "2023-10-31 cannot send ", "2023-10-31 15:09 x ",
                                   "2023-10-31 15:09:55 x: cannot send ", '2023-10-31 15:09:55 "',
                                   "2023-10-31 15:09:55 ", "2023-10-31 15:09:55 INFO vpn1 "])  # fmt: skip
def test_an_event_that_another_program_speaks_of_has_no_header(front: str) -> None:
    assert peel(f"{front}CEF:0|A|B") == (None, f"{front}CEF:0|A|B")


@pytest.mark.parametrize("front", [f"{ISO} vpn1 ", "1 2023-10-31T15:09:55Z vpn1 "])
def test_what_only_looks_like_such_an_event_needs_one(front: str) -> None:
    for text in ("CEF:2|A|B", "LEEF:3.0|A|B", "XCEF:0|A|B", "x CEF:0|A|B"):
        assert peel(front + text) == (None, front + text)


def test_a_fourth_header_is_part_of_the_message() -> None:
    relays = "".join(f"{TRADITIONAL} relay{number} " for number in range(3))
    line = f"<29>{relays}{TRADITIONAL} vpn1 openvpn: text"
    assert said(line) == {"priority": 29, "time": TRADITIONAL, "hostname": "relay2"}
    assert peel(line)[1] == f"{TRADITIONAL} vpn1 openvpn: text"


@pytest.mark.parametrize(
    "text",
    [
        "1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org 10.1.2.3 sched[0]: That's All Folks!",
        "0 - - - - - - x",
        "1 2023-10-31T15:09:55Z vpn1 openvpn 7 -",
        '1 - - - - - [a b="c] x',
        "1 - - - - - [a b=c] x",
        "1 yesterday - - - - - x",
        "Mar 4 was a Monday",
    ],
)
def test_behind_a_priority_what_is_no_header_is_the_message(text: str) -> None:
    assert (said(f"<0>{text}"), peel(f"<0>{text}")[1]) == ({"priority": 0}, text)


def test_samples_without_a_header_have_none() -> None:
    texts = [sample.text for sample in expected_samples() if "original" not in sample.document.get("event", {})]
    assert {peel(text) for text in texts} == {(None, text) for text in texts}


def may_have_header(line: str) -> bool:
    return may_begin_header(line.partition(" ")[0]) or has_tag(line)


def test_the_first_word_or_a_tag_says_that_a_line_may_have_a_header() -> None:
    lines = [f"{front}x" for front, _ in HEADERS]
    lines += [line.decode(errors="backslashreplace") for line in sample_lines("*/*.log")]
    with_header = [line for line in lines if peel(line)[0] is not None]
    assert [line for line in with_header if not may_have_header(line)] == []


pieces = st.sampled_from(
    [*(front for front, _ in HEADERS), *WITHOUT, *"<>[]:- \t1T", "2023-10-31", "Mar  4 ", "\ufeff", '"', "\\"]
)


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=6).map("".join))
def test_of_any_line_the_message_is_its_end(line: str) -> None:
    header, message = peel(line)
    assert line.endswith(message)
    assert header is not None or message == line
    assert header is None or may_have_header(line)


PIPELINE = Pipeline()


def header_fields(line: str) -> Document:
    """What the header gave to the document of `line`, which has no time of its own."""
    document = PIPELINE.document(line)[1]
    is_assumed = not {"timestamp_assumed", "year_assumed"}.isdisjoint(document.get("tags", ()))
    return {
        "original": document["event"].get("original"),
        "message": document["message"],
        "host": document.get("host"),
        "syslog": document.get("log", {}).get("syslog"),
        "time": None if is_assumed else document.get("@timestamp"),
    }


def test_a_header_gives_its_fields_to_the_document() -> None:
    line = "<29>1 2023-10-31T15:09:55.500+01:00 vpn1 app 7 ID - nothing known"
    assert header_fields(line) == {
        "original": line,
        "message": "nothing known",
        "host": {"hostname": "vpn1", "name": "vpn1"},
        "syslog": {
            "priority": 29,
            "facility": {"code": 3, "name": "daemon"},
            "severity": {"code": 5, "name": "Notice"},
            "version": "1",
            "hostname": "vpn1",
            "appname": "app",
            "procid": "7",
            "msgid": "ID",
        },
        "time": "2023-10-31T14:09:55.500Z",
    }


@pytest.mark.parametrize("line", ["nothing known", "<192>nothing known"])
def test_without_a_header_a_document_has_no_field_of_one(line: str) -> None:
    nothing = dict.fromkeys(("host", "syslog", "time"))
    assert header_fields(line) == nothing | {"message": line, "original": line}


def test_a_priority_is_a_facility_and_a_severity() -> None:
    names = {code: name for name, code in SysLogHandler.facility_names.items()}
    expected = {
        priority: {
            "priority": priority,
            "facility": {"code": priority // 8, "name": names[priority // 8]},
            "severity": {"code": priority % 8, "name": SEVERITIES[priority % 8]},
        }
        for priority in range(192)
    }
    assert {priority: header_fields(f"<{priority}>nothing known")["syslog"] for priority in range(192)} == expected


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Oct 31 15:09:55 vpn1 app: nothing known", None),
        ("Oct 31 2023 15:09:55 vpn1 app: nothing known", "2023-10-31T15:09:55Z"),
        ("Oct 31 15:09:55 2023 vpn1 app: nothing known", "2023-10-31T15:09:55Z"),
        ("Oct  3 2023 15:09:55.25 vpn1 app: nothing known", "2023-10-03T15:09:55.25Z"),
        ("Feb 30 2023 15:09:55 vpn1 app: nothing known", None),
        ("<29>1 2023-02-29T15:09:55Z vpn1 app - - - nothing known", None),
        ("<29>1 2023-10-31T15:09:55+25:00 vpn1 app - - - nothing known", None),
        ("<29>1 2023-10-31T15:09:55Z vpn1 openvpn - - - TUN/TAP device tun0 opened", "2023-10-31T15:09:55Z"),
        ("<29>1 2023-10-31T15:09:55Z vpn1 openvpn - - - 2023-10-30 01:02:03 TUN/TAP device tun0 opened",
         "2023-10-30T01:02:03Z"),
        ("<29>1 2023-10-31T15:09:55Z vpn1 openvpn - - - 2023-02-30 01:02:03 TUN/TAP device tun0 opened", None),
        ("<29>1 2023-10-31T15:09:55Z aix1 audit - - - FILE_Pipe a b c OK 25 sep 2022 23:14:20 0 read: 1", None),
    ],
)  # fmt: skip
def test_a_header_gives_its_time_if_it_says_the_year_and_the_line_has_none(line: str, time: str | None) -> None:
    assert header_fields(line)["time"] == time
