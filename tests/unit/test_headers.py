"""Headers that logs have in many layouts: what each says, that a product's line comes out the same behind any, and
that no program's own line loses its date to one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from command import sample_lines

from ecsparse.formats.syslog import peel
from ecsparse.pipeline import Pipeline
from ecsparse.record import Header

if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document

PIPELINES = {
    zone: Pipeline(profile="ecs", reference_date="2024-01-01", timezone=zone)
    for zone in ("UTC", "Europe/Paris", "America/New_York")
}
TEXT = "Failed password for invalid user oracle from 203.0.113.44 port 51022 ssh2"
TAG = f"sshd[412]: {TEXT}"

# Oct 31 15:09:55 gw7 sshd[412]: text
USUAL = re.compile(r"(?:<\d+>)?[A-Z][a-z]{2} [ \d]\d [\d:]{8} [\w.-]+ (\S+\[\d+\]: .*)", re.DOTALL)

# The time that most layouts say: with a year, and as the one nearest before the reference.
TIME = "2023-10-31T15:09:55Z"
FRACTION = "2023-10-31T15:09:55.123456Z"

NAMED = {"hostname": "gw7"}
AUTH_INFO = {"priority": 38}

# before the tag: `@timestamp` in UTC, what `log.syslog` says beside the tag, and the tags
LAYOUTS: list[tuple[str, str | None, dict[str, Any], list[str]]] = [
    # BusyBox, rsyslog's templates, AIX
    ("Oct 31 15:09:55 gw7 auth.info ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ("Oct 31 15:09:55 gw7 auth.info<38> ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ("Oct 31 15:09:55 [auth.info] gw7 ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ("Oct 31 15:09:55 gw7 auth|security:info ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ("Oct 31 15:09:55 relay auth|security:err|error Message forwarded from gw7: ", TIME, NAMED | {"priority": 35},
     ["year_assumed"]),
    # OpenWrt
    ("Tue Oct 31 15:09:55 2023 auth.info ", TIME, AUTH_INFO, []),
    ("Tue Oct 31 15:09:55 2023 [1698764995.123] auth.info ", "2023-10-31T15:09:55.123Z", AUTH_INFO, []),
    # BSD
    ("Oct 31 15:09:55 <auth.info> gw7 ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ("Oct 31 15:09:55 <4.6> gw7 ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    # a blank, another date
    ("<38> Oct 31 15:09:55 gw7 ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ("<38>2023-10-31 15:09:55 gw7 ", TIME, NAMED | AUTH_INFO, []),
    ("<38> 2023-10-31T15:09:55Z gw7 ", TIME, NAMED | AUTH_INFO, []),
    ("2023-10-31 15:09:55 gw7 ", TIME, NAMED, []),
    ("2023-10-31 15:09:55,123456 gw7 ", FRACTION, NAMED, []),
    ("2023-10-31 15:09:55.123456Z gw7 ", FRACTION, NAMED, []),
    ("2023-10-31 16:09:55+01 gw7 ", TIME, NAMED, []),
    ("2023-10-31 16:09:55 +0100 gw7 ", TIME, NAMED, []),
    ("2023-10-31T15:09:55 gw7 ", TIME, NAMED, []),
    ("2023-10-31T15:09:55Z gw7 ", TIME, NAMED, []),
    ("2023/10/31 15:09:55 gw7 ", TIME, NAMED, []),
    ("2023 Oct 31 15:09:55 UTC gw7 ", TIME, NAMED, []),
    ("Oct 31 2023 15:09:55 gw7 ", TIME, NAMED, []),
    ("Oct 31 15:09:55 2023 gw7 ", TIME, NAMED, []),
    ("Oct 31 15:09:55 UTC 2023 gw7 ", TIME, NAMED, []),
    ("Oct 31 10:09:55-0500 gw7 ", TIME, NAMED, ["year_assumed"]),
    ("Oct 31 15:09:55.123456 UTC gw7 ", FRACTION, NAMED, ["year_assumed"]),
    ("Oct 31 15:09:55  gw7 ", TIME, NAMED, ["year_assumed"]),
    ("[2023-10-31 15:09:55] gw7 ", TIME, NAMED, []),
    ("[Tue Oct 31 15:09:55 2023] gw7 ", TIME, NAMED, []),
    ("2023-10-31T16:09:55+01 gw7 ", TIME, NAMED, []),
    ("  Oct 31 15:09:55 gw7 ", TIME, NAMED, ["year_assumed"]),
    ("Oct 31 15:09:55 gw7  ", TIME, NAMED, ["year_assumed"]),
    ("Oct 31 15:09:55  ", TIME, {}, ["year_assumed"]),
    ("Oct 31 15:09:55 [gw7] ", TIME, NAMED, ["year_assumed"]),
    ("Oct 31 15:09:55 notice gw7 ", TIME, NAMED, ["year_assumed"]),
    ("Oct 31 15:09:55 gw7 notice ", TIME, NAMED, ["year_assumed"]),
    # addresses, chains of relays
    ("Oct 31 15:09:55 2001:db8::1 ", TIME, {"hostname": "2001:db8::1"}, ["year_assumed"]),
    ("<38>Oct 31 15:09:55 [2001:db8::1]:514 ", TIME, {"hostname": "2001:db8::1"} | AUTH_INFO, ["year_assumed"]),
    ("Oct 31 15:09:55 192.0.2.7:514 ", TIME, {"hostname": "192.0.2.7"}, ["year_assumed"]),
    ("Oct 31 15:09:55 s_net@gw7/192.0.2.1 ", TIME, NAMED, ["year_assumed"]),
    ("<38>Oct 31 15:09:56 relay Oct 31 15:09:55 ", TIME, {"hostname": "relay"} | AUTH_INFO, ["year_assumed"]),
    # journalctl
    ("Oct 31 15:09:55.123456 gw7 ", FRACTION, NAMED, ["year_assumed"]),
    ("2023-10-31T16:09:55+0100 gw7 ", TIME, NAMED, []),
    ("2023-10-31T16:09:55.123456+01:00 ", FRACTION, {}, []),
    ("Tue 2023-10-31 15:09:55 UTC gw7 ", TIME, NAMED, []),
    ("Tue 2023-10-31 12:09:55 -03 gw7 ", TIME, NAMED, []),
    ("1698764995.123456 gw7 ", FRACTION, NAMED, []),
    ("1698764995 gw7 ", TIME, NAMED, []),
    ("[ 4561.110334] gw7 ", None, NAMED, ["timestamp_assumed"]),
    ("[ 4561.110334                ] gw7 ", None, NAMED, ["timestamp_assumed"]),
    ("[ 4561.110334 <    0.001203 >] gw7 ", None, NAMED, ["timestamp_assumed"]),
    ("[14561.110334 < 8734.001203*>] gw7 ", None, NAMED, ["timestamp_assumed"]),
    # no date
    ("gw7 ", None, NAMED, ["timestamp_assumed"]),
    ("10.20.30.5 ", None, {"hostname": "10.20.30.5"}, ["timestamp_assumed"]),
    ("2001:db8::1 ", None, {"hostname": "2001:db8::1"}, ["timestamp_assumed"]),
    # macOS, ESXi
    ("2023-10-31 16:09:55.123456+0100  localhost ", FRACTION, {"hostname": "localhost"}, []),
    ("2023-10-31T15:09:55.123456Z In(166) ", FRACTION, {"priority": 166}, []),
    ("2023-10-31T15:09:55.123456Z ", FRACTION, {}, []),
    # Kiwi
    ("10-31-2023\t15:09:56\tAuth.Info\t192.0.2.20\tOct 31 15:09:55 gw7 ", TIME, NAMED | AUTH_INFO,
     ["year_assumed"]),
    ("31-10-2023\t15:09:55\tAuth.Info\t192.0.2.20\t", TIME, {"hostname": "192.0.2.20"} | AUTH_INFO, []),
    ("2023-10-31 15:09:55\tLocal7.Debug\tgw7\t", TIME, NAMED | {"priority": 191}, []),
    ("10-11-2023\t15:09:55\tAuth.Info\tgw7\t", None, NAMED | AUTH_INFO, ["timestamp_assumed"]),
    ("2023-10-31 15:09:55,Auth.Info,gw7,", TIME, NAMED | AUTH_INFO, []),
    ("31-10-2023,15:09:55,Auth.Info,192.0.2.20,", TIME, {"hostname": "192.0.2.20"} | AUTH_INFO, []),
    ("10-31-2023 15:09:56,Auth.Info,gw8,<38>Oct 31 2023 15:09:55 gw7 ", TIME, NAMED | AUTH_INFO, []),
    ("WTsyslog[2023-10-31 15:09:55 ip=192.0.2.20 pri=6] <38>", TIME, {"hostname": "192.0.2.20"} | AUTH_INFO, []),
    # the day or the month first
    ("31/10/2023 15:09:55 gw7 ", TIME, NAMED, []),
    ("10/31/2023 15:09:55 gw7 ", TIME, NAMED, []),
    ("31.10.2023 15:09:55 gw7 ", TIME, NAMED, []),
    ("31-10-2023 15:09:55: gw7 ", TIME, NAMED, []),
    ("10/11/2023 15:09:55 gw7 ", None, NAMED, ["timestamp_assumed"]),
    ("10/31/2023 3:09:55 PM gw7 ", TIME, NAMED, []),
    ("31.10.2023, 03:09:55 pm gw7 ", TIME, NAMED, []),
    ("31 Oct 2023 15:09:55 gw7 ", TIME, NAMED, []),
    ("31 Oct 15:09:55 gw7 ", TIME, NAMED, ["year_assumed"]),
    ("31/Oct/2023:16:09:55 +0100 gw7 ", TIME, NAMED, []),
    ("[31/Oct/2023:16:09:55 +0100] gw7 ", TIME, NAMED, []),
    ("31-OCT-2023 15:09:55.123456 gw7 ", FRACTION, NAMED, []),
    # other forms of dates
    ("Oct 31, 2023 15:09:55 gw7 ", TIME, NAMED, []),
    ("Oct 31  15:09:55 gw7 ", TIME, NAMED, ["year_assumed"]),
    ("OCT 31 15:09:55 gw7 ", TIME, NAMED, ["year_assumed"]),
    ("Tue, 31 Oct 2023 16:09:55 +0100 gw7 ", TIME, NAMED, []),
    ("Tue, 31 Oct 2023 15:09:55 GMT gw7 ", TIME, NAMED, []),
    ("[2023-10-31 16:09:55 +0100] gw7 ", TIME, NAMED, []),
    ("20231031 15:09:55 gw7 ", TIME, NAMED, []),
    ("20231031T160955+0100 gw7 ", TIME, NAMED, []),
    ("2023/10/31-15:09:55 gw7 ", TIME, NAMED, []),
    ("2023-10-31_15:09:55.123456 gw7 ", FRACTION, NAMED, []),
    ("1698764995123 gw7 ", "2023-10-31T15:09:55.123Z", NAMED, []),
    # tabs, blanks and a byte order mark
    ("Oct 31 15:09:55\tgw7\t", TIME, NAMED, ["year_assumed"]),
    ("2023-10-31T15:09:55Z\tgw7\tauth\tinfo\t", TIME, NAMED | AUTH_INFO, []),
    ("\t<38>Oct 31 15:09:55 gw7 ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ("\ufeffOct 31 15:09:55 gw7 ", TIME, NAMED, ["year_assumed"]),
    # facility and level, senders
    ("auth.info 2023-10-31T15:09:55Z gw7 ", TIME, NAMED | AUTH_INFO, []),
    ("2023-10-31T15:09:55Z gw7 auth info ", TIME, NAMED | AUTH_INFO, []),
    ("auth info Oct 31 15:09:55 gw7 ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ("2023-10-31T15:09:55Z gw7 INFO ", TIME, NAMED, []),
    ("Oct 31 15:09:55 gw7 [info] ", TIME, NAMED, ["year_assumed"]),
    ("Oct 31 15:09:55 gw7: ", TIME, NAMED, ["year_assumed"]),
    ("<38>Oct 31 15:09:55 U7PG2,00005e005301,v4.3.20.11298: ", TIME,
     {"hostname": "U7PG2,00005e005301,v4.3.20.11298"} | AUTH_INFO, ["year_assumed"]),
    ("<38>Oct 31 15:09:55 ::ffff:192.0.2.7 ", TIME, {"hostname": "::ffff:192.0.2.7"} | AUTH_INFO, ["year_assumed"]),
    ("<38>Oct 31 15:09:55 gw7 00005e005301,UAP-AC-Pro-6.0.21: ", TIME, NAMED | AUTH_INFO, ["year_assumed"]),
    ('<38>Oct 31 15:09:55 ("U7PG2,00005e005301,v4.3.20.11298") ', TIME, AUTH_INFO, ["year_assumed"]),
    # of a template: the level first, the address of a sender, other marks than blanks
    ("info 2023-10-31T15:09:55Z gw7 ", TIME, NAMED, []),
    ("2023-10-31T15:09:55Z 192.0.2.20 gw7 ", TIME, NAMED, []),
    ("2023-10-31T15:09:55Z|gw7|auth|info|", TIME, NAMED | AUTH_INFO, []),
    ("2023-10-31T15:09:55Z,gw7,auth.info,", TIME, NAMED | AUTH_INFO, []),
    ("2023-10-31 15:09:55 - gw7 - ", TIME, NAMED, []),
    ("[2023-10-31T15:09:55Z] [gw7] ", TIME, NAMED, []),
    # RFC 5424 with a tag in its message
    ("<38>1 2023-10-31T15:09:55Z gw7 - - - - ", TIME, NAMED | AUTH_INFO | {"version": "1"}, []),
    # of a relay
    ("2023-10-31T15:09:56+00:00 relay 2023-10-31T15:09:55+00:00 gw7 ", TIME, NAMED, []),
]  # fmt: skip


# a tag that names the program otherwise
TAGS = ("/usr/sbin/sshd", "sshd.service", "ssh.service", "sshd@7.service", "session-3.scope")


@pytest.mark.parametrize("tag", TAGS)
def test_a_program_may_be_named_by_its_file_or_its_unit(tag: str) -> None:
    outcome, document = PIPELINES["UTC"].document(f"Oct 31 15:09:55 gw7 {tag}[412]: {TEXT}")
    assert (outcome, document["message"], syslog_of(document)) == (
        "openssh",
        TEXT,
        {"appname": tag, "procid": "412", **NAMED},
    )


@pytest.mark.parametrize("front", ["Oct 31 15:09:55 gw7 ", "2023-10-31T15:09:55Z gw7 ", "<38>Oct 31 15:09:55 gw7 "])
def test_a_message_may_follow_the_tag_of_a_products_process_without_a_blank(front: str) -> None:
    pipeline = PIPELINES["UTC"]
    found, expected = (pipeline.document(f"{front}sshd[412]:{blank}{TEXT}")[1] for blank in ("", " "))
    assert found | {"event": {**found["event"], "original": ""}} == expected | {
        "event": {**expected["event"], "original": ""}
    }
    assert pipeline.document(f"{front}collector[412]:{TEXT}")[0] == "unmatched"


@pytest.mark.parametrize("end", [" ", "- ", "- sshd[412]: "])
def test_rfc_5424_may_lack_structured_data_or_have_a_tag(end: str) -> None:
    outcome, document = PIPELINES["UTC"].document(f"<38>1 2023-10-31T15:09:55Z gw7 sshd 412 - {end}{TEXT}")
    assert (outcome, document["message"]) == ("openssh", TEXT)


def syslog_of(document: Document) -> dict[str, Any]:
    """What `log.syslog` says, without what follows from the priority."""
    said = document["log"]["syslog"]
    return {name: value for name, value in said.items() if name not in {"facility", "severity"}}


@pytest.mark.parametrize(("front", "time", "said", "tags"), LAYOUTS)
def test_a_line_is_its_products_behind_any_header(
    front: str, time: str | None, said: dict[str, Any], tags: list[str]
) -> None:
    outcome, document = PIPELINES["UTC"].document(f"{front}{TAG}")
    assert (outcome, document["message"], document["event"]["original"]) == ("openssh", TEXT, f"{front}{TAG}")
    assert syslog_of(document) == {"appname": "sshd", "procid": "412", **said}
    assert document["@timestamp"] == (time or "2024-01-01T00:00:00Z")
    assert document.get("tags", []) == tags


@cache
def of_products() -> list[tuple[str, str, str]]:
    """Each tenth sample of a product behind a usual header: from its tag on, its outcome, its message."""
    lines = (line.decode(errors="backslashreplace") for line in sample_lines("*/*.log"))
    found = []
    for match in [match for line in lines if (match := USUAL.fullmatch(line))][::10]:
        outcome, document = PIPELINES["UTC"].document(f"Oct 31 15:09:55 gw7 {match[1]}")
        if outcome != "unmatched":
            found.append((match[1], outcome, document["message"]))
    return found


# behind these, a product is asked about the whole line first
ASKED_FIRST = (
    "gw7 ", "10.20.30.5 ", "2001:db8::1 ", "info 2023-10-31T15:09:55Z gw7 ", "2023-10-31T15:09:55Z 192.0.2.20 gw7 ",
    "2023-10-31T15:09:55Z|gw7|auth|info|", "2023-10-31T15:09:55Z,gw7,auth.info,", "2023-10-31 15:09:55 - gw7 - ",
    "[2023-10-31T15:09:55Z] [gw7] ",
)  # fmt: skip


@pytest.mark.thinned(4)
@pytest.mark.parametrize("front", [front for front, *_ in LAYOUTS if front not in ASKED_FIRST])
def test_every_products_lines_are_its_own_behind_any_header(front: str) -> None:
    pipeline = PIPELINES["UTC"]
    wrong = []
    for text, *expected in of_products():
        outcome, document = pipeline.document(front + text)
        if [outcome, document["message"]] != expected:
            wrong.append(front + text)
    assert wrong == []
    assert len(of_products()) > 100


# before what a device writes, and what its header says
CISCO: list[tuple[str, dict[str, Any]]] = [
    ("<189>1234: *Mar  1 00:00:00.123 UTC: ", {"priority": 189, "time": "Mar  1 00:00:00.123 UTC"}),
    ("<189>1234: gw7: Oct 31 15:09:55: ", {"priority": 189, "time": "Oct 31 15:09:55", "hostname": "gw7"}),
    ("<189>1234: gw7: 001234: .Oct 31 15:09:55.123 CET: ",
     {"priority": 189, "time": "Oct 31 15:09:55.123 CET", "hostname": "gw7"}),
    ("<189>1234: 001234: Oct 31 2023 15:09:55: ", {"priority": 189, "time": "Oct 31 2023 15:09:55"}),
    ("<189>: 2023 Oct 31 15:09:55 CET: ", {"priority": 189, "time": "2023 Oct 31 15:09:55 CET"}),
    ("<189>gw7: 2023 Oct 31 15:09:55 CET: ",
     {"priority": 189, "time": "2023 Oct 31 15:09:55 CET", "hostname": "gw7"}),
    ("<166>:Oct 31 15:09:55 UTC: ", {"priority": 166, "time": "Oct 31 15:09:55 UTC"}),
    ("<166>Oct 31 2023 15:09:55 gw7 : ", {"priority": 166, "time": "Oct 31 2023 15:09:55", "hostname": "gw7"}),
    ("<180>gw7: *spamApTask6: Oct 31 15:09:55.123: ",
     {"priority": 180, "time": "Oct 31 15:09:55.123", "hostname": "gw7"}),
    ("<189>1234: 1w2d: ", {"priority": 189}),
    ("<189>gw7 ", {"priority": 189, "hostname": "gw7"}),
    ("<189>1234: 00:00:46: ", {"priority": 189}),
    ("*Mar  1 00:00:00.123: ", {"time": "Mar  1 00:00:00.123"}),
    ("1234: Oct 31 15:09:55.123: ", {"time": "Oct 31 15:09:55.123"}),
    ("Oct 31 15:09:55 192.0.2.1 1234: Oct 31 15:09:54.123: ",
     {"time": "Oct 31 15:09:54.123", "hostname": "192.0.2.1"}),
]  # fmt: skip

# A line, and what its header says; `None` for no header
SAID: list[tuple[str, dict[str, Any] | None]] = [
    ("Oct 31 15:09:55 [sshd] text", {"time": "Oct 31 15:09:55", "appname": "sshd"}),
    ("Oct 31 15:09:55 [CRON] text", {"time": "Oct 31 15:09:55", "appname": "CRON"}),
    ("Oct 31 15:09:55 [WAN_LOCAL-D] text", {"time": "Oct 31 15:09:55"}),
    ("Oct 31 15:09:55 [warning] text", {"time": "Oct 31 15:09:55"}),
    ("Oct 31 15:09:55 [7] text", {"time": "Oct 31 15:09:55"}),
    ("Oct 31 15:09:55 gw7  kernel: text", {"time": "Oct 31 15:09:55", "hostname": "gw7", "appname": "kernel"}),
    ("Oct 31 15:09:55 gw7: kernel: text", {"time": "Oct 31 15:09:55", "hostname": "gw7", "appname": "kernel"}),
    ("Oct 31 15:09:55 gw7  a text", {"time": "Oct 31 15:09:55", "hostname": "gw7"}),
    ("Oct 31 15:09:55 gw7 sshd:\ttext", {"time": "Oct 31 15:09:55", "hostname": "gw7", "appname": "sshd"}),
    ("Oct 31 15:09:55 gw7 sshd[7]: [ID 800047 auth.info] text",
     {"time": "Oct 31 15:09:55", "hostname": "gw7", "appname": "sshd", "procid": "7", "msgid": "800047",
      "priority": 38}),
    ("Oct 31 15:09:55 mac1 sshd[7] <Notice>: text",
     {"time": "Oct 31 15:09:55", "hostname": "mac1", "appname": "sshd", "procid": "7", "severity": 5}),
    ("Oct 31 15:09:55 f5 notice apmd[7]: text",
     {"time": "Oct 31 15:09:55", "hostname": "f5", "appname": "apmd", "procid": "7", "severity": 5}),
    ("Oct 31 15:09:55 gw7 kernel [ 4561.110334] text",
     {"time": "Oct 31 15:09:55", "hostname": "gw7", "appname": "kernel"}),
    ("Oct 31 15:09:55 gw7 last message repeated 3 times", {"time": "Oct 31 15:09:55", "hostname": "gw7"}),
    ("Oct 31 15:09:55 last message repeated 3 times", {"time": "Oct 31 15:09:55"}),
    ("Oct 31 15:09:55 gw7 -- MARK --", {"time": "Oct 31 15:09:55", "hostname": "gw7"}),
    ("Oct 31 15:09:55 CET gw7 sshd[7]: text",
     {"time": "Oct 31 15:09:55 CET", "hostname": "gw7", "appname": "sshd", "procid": "7"}),
    # a host that is called as a zone is, or as none
    ("Oct 31 15:09:55 CET sshd[7]: text",
     {"time": "Oct 31 15:09:55", "hostname": "CET", "appname": "sshd", "procid": "7"}),
    ("Oct 31 15:09:55 NAS user admin: text", {"time": "Oct 31 15:09:55", "hostname": "NAS"}),
    ("<13>Oct 31 15:09:55 win1.example.com\tMSWinEventLog\t1\ttext",
     {"time": "Oct 31 15:09:55", "hostname": "win1.example.com", "priority": 13}),
    ("2023-10-31T14:09:55.123Z esx1 Hostd: info hostd[2099] [Originator@6876 sub=Default] text",
     {"time": "2023-10-31T14:09:55.123Z", "hostname": "esx1", "appname": "Hostd"}),
    ("Tue 2023-10-31 15:09:55 CET gw7 ssh.service[412]: text",
     {"time": "2023-10-31 15:09:55 CET", "hostname": "gw7", "appname": "ssh.service", "procid": "412"}),
    ("Tue 2023-10-31 15:09:55 CET gw7 user@1000.service/app.scope[412]: text",
     {"time": "2023-10-31 15:09:55 CET", "hostname": "gw7", "appname": "user@1000.service/app.scope",
      "procid": "412"}),
    ('<134>1 2023-10-31T15:09:55Z cp1 CheckPoint 7 - [action:"Accept"; ifdir:"inbound"]',
     {"time": "2023-10-31T15:09:55Z", "hostname": "cp1", "appname": "CheckPoint", "procid": "7", "version": "1",
      "priority": 134}),
    # Cisco
    *((f"{front}%SYS-5-CONFIG_I: text", {"appname": "%SYS-5-CONFIG_I"} | found) for front, found in CISCO),
    ("<189>1234: RP/0/RSP0/CPU0:Oct 31 15:09:55.123 : sshd[7]: %SECURITY-SSHD-6-INFO : text",
     {"priority": 189, "time": "Oct 31 15:09:55.123", "appname": "sshd", "procid": "7"}),
    # what programs write themselves
    *((line, None) for line in [
        "2023-10-31 15:09:55.123 CET [412] LOG:  checkpoint starting: time",
        "2023-10-31 15:09:55 UTC [2213]: [3-1] user=bob,db=crm LOG:  text",
        "2023-10-31 15:09:55 CET postgres[412]: text",
        "2023-10-31 15:09:55 sshd[412]: text",
        "2023-10-31 15:09:55 192.0.2.5:51544 TLS: Initial packet from [AF_INET]192.0.2.5:51544",
        "2023-10-31 15:09:55 gw7 TLS Error: TLS key negotiation failed",
        "2023-10-31 15:09:55 VERIFY OK: depth=0, CN=alice",
        "2023-10-31 15:09:55 library versions: OpenSSL 3.0.2",
        "2023-10-31 15:09:55,123 INFO worker[12]: text",
        "2023-10-31 15:09:55,123 worker ERROR[12]: text",
        "2023-10-31 15:09:55,301 fail2ban.actions [702]: NOTICE  [sshd] Ban 192.0.2.5",
        "2023/10/31 15:09:55 [error] 31#31: *1 open() failed",
        "2023/10/31 15:09:55 kid1| ERROR: text",
        "2023/10/31 15:09:55 http: TLS handshake error from 192.0.2.5:51544: EOF",
        "Tue Oct 31 15:09:55 2023 : Auth: (5) Login OK: [alice] (from client nas1 port 0)",
        'Tue Oct 31 15:09:55 2023 [pid 2231] [alice] OK LOGIN: Client "192.0.2.31"',
        "Tue Oct 31 15:09:55 2023 us=1 MULTI: multi_create_instance called",
        "1698764995.123    312 192.0.2.5 TCP_MISS/200 5512 GET http://www.example.com/ - HIER_DIRECT/203.0.113.9 -",
        "1698764995.123456 1 openvpn: text",
        "[    1.234567] usb 1-1: new high-speed USB device number 2",
        "[    1.234567] nvme nvme0: pci function 0000:01:00.0",
        "[    1.234567] systemd[1]: Started text",
        "[Tue Oct 31 15:09:55.123456 2023] [core:error] [pid 7:tid 8] text",
        "10-31-2023\t15:09:55\tHello.World\t192.0.2.20\ttext",
        "Oct 31 15:09:55: text",
        "Stopping sshd: [  OK  ]",
        "gw7 sshd[412]: text",
        "12: text",
        "%SYS-5-CONFIG_I: text",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), SAID)
def test_a_header_says_what_it_says_and_nothing_else(line: str, expected: dict[str, Any] | None) -> None:
    header, message = peel(line)
    said = {} if header is None else {name: getattr(header, name) for name in Header.__slots__ if name != "outer"}
    assert {name: value for name, value in said.items() if value is not None} == (expected or {})
    assert line.endswith(message)
    assert (header is None) == (expected is None) == (message == line)


@pytest.mark.parametrize(
    "line",
    [
        "gw7 mytool[412]: text",
        "Stopping sshd: [  OK  ]",
        "Restarting named: text",
        "gw7 sshd: nothing known",
        "2023-10-31 15:09:55 Starting sshd: nothing known",
        "2023-10-31 15:09:55 gw7 mytool: text",
        "INFO sshd[412]: nothing known",
    ],
)
def test_without_a_date_or_a_process_only_a_products_program_makes_a_header(line: str) -> None:
    outcome, document = PIPELINES["UTC"].document(line)
    assert (outcome, document["message"], document.get("host")) == ("unmatched", line, None)


@pytest.mark.parametrize(
    "front",
    [
        "gw7 unbound[412]: ",
        "unbound[412]: ",
        "2023-10-31 15:09:55 unbound[412]: ",
        "2023-10-31 15:09:55.123456+0100 0x1a2b     Default     0x0                  412    0    unbound: ",
        "2023-10-31 15:09:55.123456+0100 0x1a2b Error 0x0 412 0 unbound: (libx.dylib) [com.example.login:session] ",
    ],
)
def test_a_process_of_a_products_program_makes_a_header(front: str) -> None:
    outcome, document = PIPELINES["UTC"].document(f"{front}nothing known")
    assert (outcome, document["message"]) == ("unbound", "nothing known")
    assert (document["log"]["syslog"]["appname"], document["log"]["syslog"]["procid"]) == ("unbound", "412")


@pytest.mark.parametrize("tag", ["sshd[412]", "sshd[412"])
def test_the_tag_of_a_products_process_may_lack_its_end(tag: str) -> None:
    outcome, document = PIPELINES["UTC"].document(f"Oct 31 15:09:55 gw7 {tag} {TEXT}")
    assert (outcome, document["message"], document["process"]["pid"]) == ("openssh", TEXT, 412)
    assert PIPELINES["UTC"].document(f"Oct 31 15:09:55 gw7 {tag} info: nothing known")[0] == "unmatched"


def test_a_products_program_makes_a_header_of_a_line_that_it_claims() -> None:
    outcome, document = PIPELINES["UTC"].document(f"2023-10-31 15:09:55 gw7 sshd: {TEXT}")
    assert (outcome, document["message"], document["host"]["hostname"]) == ("openssh", TEXT, "gw7")


# the time in a zone's own name: known to the option's zone at that time, or left to it
ZONES = [
    ("Europe/Paris", "Oct 28 2023 15:09:55 CEST", "2023-10-28T13:09:55Z", []),
    ("Europe/Paris", "Oct 31 2023 15:09:55 CET", "2023-10-31T14:09:55Z", []),
    ("Europe/Paris", "Oct 31 2023 15:09:55 CEST", "2023-10-31T14:09:55Z", ["timezone_assumed"]),
    # the hour that comes twice
    ("Europe/Paris", "Oct 29 2023 02:30:00 CEST", "2023-10-29T00:30:00Z", []),
    ("Europe/Paris", "Oct 29 2023 02:30:00 CET", "2023-10-29T01:30:00Z", []),
    ("America/New_York", "2023 Oct 31 15:09:55 EDT", "2023-10-31T19:09:55Z", []),
    ("America/New_York", "Tue 2023-10-31 15:09:55 CET", "2023-10-31T19:09:55Z", ["timezone_assumed"]),
    ("UTC", "Oct 31 15:09:55 CET 2023", "2023-10-31T15:09:55Z", ["timezone_assumed"]),
    ("UTC", "Oct 31 15:09:55 CET", "2023-10-31T15:09:55Z", ["timezone_assumed", "year_assumed"]),
    ("Europe/Paris", "Oct 31 15:09:55 CET", "2023-10-31T14:09:55Z", ["year_assumed"]),
    ("Europe/Paris", "Oct 31 15:09:55 UTC", "2023-10-31T15:09:55Z", ["year_assumed"]),
    ("Europe/Paris", "Tue 2023-10-31 15:09:55 GMT", "2023-10-31T15:09:55Z", []),
    ("Europe/Paris", "Oct 31 2023 15:09:55 -0500", "2023-10-31T20:09:55Z", []),
]


@pytest.mark.parametrize(("zone", "time", "expected", "tags"), ZONES)
def test_a_name_of_a_zone_counts_if_the_zone_of_the_option_has_it_then(
    zone: str, time: str, expected: str, tags: list[str]
) -> None:
    _, document = PIPELINES[zone].document(f"{time} gw7 {TAG}")
    assert (document["@timestamp"], document.get("tags", [])) == (expected, tags)
    is_assumed = "timezone_assumed" in tags
    assert document["event"].get("timezone") == (zone if is_assumed else None)


def test_a_level_without_a_facility_makes_no_priority() -> None:
    _, document = PIPELINES["UTC"].document(f"Oct 31 15:09:55 mac1 sshd[412] <Notice>: {TEXT}")
    said = document["log"]["syslog"]
    assert said["severity"] == {"code": 5, "name": "Notice"}
    assert said.keys().isdisjoint({"priority", "facility"})
