"""Texts that programs stumble over, made here: by the kind of what they are put in the place of."""

from __future__ import annotations

import json

# What stands where a name, a path or a message should.
STRINGS = (
    "", " ", "\t", "\x00", "null", "None", "undefined", "NaN", "Infinity", "true", "0", "-0", "1e308", "0x7f", "''",
    '"', "'", "`", "\\", "\\\\", "\\n", "\\u0000", "\\ud800", "%s%n%x", "%00", "{0}", "{{7*7}}", "${jndi:dns://x}",
    "$(id)", "`id`", "; id", "| id", "&& id", "' OR 1=1 --", "<script>alert(1)</script>", "<!--", "]]>", "&lt;",
    "../../../../etc/passwd", "/dev/zero", "file:///etc/passwd", "CON", "aux.txt", "__proto__", "constructor",
    "__class__", "@timestamp", "event.kind", "error.type", '{"event":{"kind":"alert"}}', "message",
    "\x1b[2J\x1b[31m", "\x07", "\x08\x08", "\x7f", "\x85", "\xa0", "\u00ad", "\u200b", "\u200e\u202e", "\u2028",
    "\u2029", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "é", "e\u0301", "ß", "ﬃ", "İi", "ıI", "Ω≈ç√∫",
    "田中さん", "ثم نفس", "\u0e4f\u032f\u0361", "Z\u0351\u036b\u0343\u036a\u0302", "👩‍👩‍👧‍👦", "🇩🇪", "𝟘𝟙𝟚", "٠١٢",
    "①②③", "½", "¹²³", "a" * 300, "é" * 300, "a," * 300, "=" * 300, "(" * 300, "\u0301" * 300,
)  # fmt: skip

# What stands where an address should.
ADDRESSES = (
    "256.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", ".1.2.3.4", "01.02.03.04", "0x7f.0.0.1", "127.1", "2130706433",
    "1.2.3.4/33", "1.2.3.4:0", "1.2.3.4:65535", "1.2.3.4:65536", "1.2.3.4:99999999999999999999", "1.2.3.4:-1", "::",
    "::1%lo", "fe80::1%25eth0", ":::", "1::2::3", "12345::", "g::1", "[::1]", "[::1", "::1]", "[::1]:443",
    "::ffff:1.2.3.4", "::ffff:1.2.3.256", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:1.2.3.4", "١.٢.٣.٤", "1.2.3.4\x00",
    "-1.2.3.4", "localhost", "::" + "0" * 200, "1." * 200,
)  # fmt: skip

# What stands where a date should; the forms are those that the products write.
DATES = (
    "2023-02-29 10:00:00", "2023-13-01 10:00:00", "2023-00-10 10:00:00", "2023-01-00 10:00:00",
    "2023-04-31 10:00:00", "0000-01-01 00:00:00", "9999-12-31 23:59:59", "10000-01-01 00:00:00",
    "2023-01-01 24:00:00", "2023-01-01 23:60:00", "2023-06-30 23:59:60", "2023-01-01 23:59:61", "2023-1-1 1:1:1",
    "2023-01-01T00:00:00+24:00", "2023-01-01T00:00:00-99:99", "2023-W01-1T00:00:00", "2023-001T00:00:00",
    "20230101T000000", "now", "today", "1e10", "-1", "99999999999999999999", "٢٠٢٣-٠١-٠١ ١٠:٠٠:٠٠",
    "Tue Feb 30 08:26:30 2025", "Xyz Aug 12 08:26:30 2025", "Tue Foo 12 08:26:30 2025", "Mon Aug 12 08:26:30 2025",
    "25 foo 2022 23:14:20", "31 feb 2022 23:14:20", "00 jan 2022 23:14:20", "25 sep 0000 23:14:20",
    "1698764995.123456 1", "9999999999.999999 1", "99999999999.999999 1",
)  # fmt: skip

# The fields of a line that such texts take the place of: a line for each product and kind of field.
PLACES = {
    "string": (
        "2023-10-31 15:09:55 {}/192.0.2.1:1194 SIGTERM[soft,remote-exit] received, client-instance exiting",
        '2023-10-31 15:09:55 LDAP user "{}" was not found.',
        "2023-10-31 15:09:55 VERIFY OK: depth=0, CN={}, O=x",
        "2023-10-31 15:09:55 TUN/TAP device {} opened",
        "FILE_Unlink {} root root OK 25 sep 2022 23:14:20.756159 No associated roles filename /x",
        "FILE_Unlink a b c OK 25 sep 2022 23:14:20.756159 No associated roles filename {}",
        "PROC_Execute a b c OK 25 sep 2022 23:14:20 No associated roles euid: 0 egid: 0 epriv: 0:0 name {}",
        "<29>Mar  4 05:06:07 {} openvpn[7]: 2023-10-31 15:09:55 TUN/TAP device tun0 opened",
        "<29>Mar  4 05:06:07 vpn1 {}: 2023-10-31 15:09:55 TUN/TAP device tun0 opened",
        '<29>1 2023-10-31T15:09:55Z vpn1 openvpn 7 - [a b="{}"] TUN/TAP device tun0 opened',
    ),
    "address": (
        "2023-10-31 15:09:55 client01/{}:1194 peer info: IV_VER=2.6", "2023-10-31 15:09:55 client01/{} VERIFY OK",
        "2023-10-31 15:09:55 MULTI: Learn: {} -> client01/192.0.2.1:1194",
        "2023-10-31 15:09:55 [client01] Peer Connection Initiated with [AF_INET]{}",
        "2023-10-31 15:09:55 net_route_v4_add: {}/24 via 192.0.2.1 dev tun0",
        "TCP_kaccept a b c OK 25 sep 2022 23:14:20 No associated roles fd14 Port {} 1022",
        "<29>Mar  4 05:06:07 {} openvpn[7]: 2023-10-31 15:09:55 TUN/TAP device tun0 opened",
    ),
    "date": (
        "{} TUN/TAP device tun0 opened", "{} us=285967 TUN/TAP device tun0 opened",
        "FILE_Unlink a b c OK {} No associated roles filename /x",
        "<29>{} vpn1 openvpn[7]: VERIFY OK: depth=0, CN=x", "<29>1 {} vpn1 openvpn 7 - - VERIFY OK: depth=0, CN=x",
    ),
}  # fmt: skip

# Values of JSON, as they stand in a payload: what decoders are known to differ about.
JSON_VALUES = (
    "1e400", "-1e400", "1e-400", "123456789012345678901234567890", "-9223372036854775809", "18446744073709551616",
    "0.1e1", "1.0", "-0", "-0.0", "1E+2", "01", "+1", ".5", "1.", "0x10", "NaN", "Infinity", "-Infinity", "nul",
    "True", '"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d\\ude00"', '"\\u0000"', '"\\x41"', '"\\8"', '"\\u12"', '"\t"',
    '"\x7f"', "''", "[]", "{}", "[[[[]]]]", "[1,]", "[,1]", '{"a":1,}', '{"a":1,"a":2}', '{"":1}', '{"a" 1}',
    "[1 2]", "/**/1", "\ufeff1", "1 ", " 1", "null", "true", '"' + "a" * 5000 + '"', "[" + "1," * 2000 + "1]",
    "9" * 5000, '{"@timestamp":"now","event":{"kind":"alert"}}', '{"__proto__":{"x":1}}',
)  # fmt: skip

# Whole payloads, well formed and not, and what may stand around them.
PAYLOADS = (
    "", "{", "}", "[]", "null", "1", '""', '"USER"', "{}{}", '{"category":"USER"}{"category":"ADMIN"}',
    '{"category":"USER","category":"ADMIN","type":"USER_X","type":"ADMIN_X"}',
    '{"category":"USER","type":"USER_X"} x', '{"type":"USER_X","category":"USER"', "{'category':'USER'}",
    '{"category":"USER",}', '{"CATEGORY":"USER"}', '{"category":["USER"],"type":"USER_X"}',
    '{"category":"USER","type":{"a":"USER_X"}}',
)  # fmt: skip

# Headers of the kinds that RFC 5424 (6.5) and RFC 3164 (5.4) give as examples, and headers that break the rules.
HEADERS = (
    "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff",
    "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - ",
    '<165>1 2003-10-11T22:14:15.003Z host.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventID="1011"] ',
    '<165>1 2003-10-11T22:14:15.003Z h e - ID47 [a@32473 iut="3"][b@32473 class="high"]',
    "<34>Oct 11 22:14:15 mymachine su: ", "<13>Feb  5 17:32:18 192.0.2.99 ",
    "<0>1990 Oct 22 10:52:01 TZ-6 host app[1]: ", "<165>Aug 24 05:34:00 CST 1987 mymachine myproc[10]: ", "<1>",
    "<191>", "<192>", "<999>", "<1000>", "<01>", "<-1>", "<>", "< 1>", "<1", "<<34>>", "<34><34>", "<34>1 ",
    "<34>1 - - - - - - ", "<34>1 - - - - - -", "<34>0 - - - - - - ", "<34>2 2003-10-11T22:14:15Z h a 1 - - ",
    "<34>1 2003-10-11t22:14:15z h a 1 - - ", "<34>1 2003-02-30T22:14:15Z h a 1 - - ",
    "<34>1 2003-10-11T24:14:15Z h a 1 - - ", '<34>1 - - - - - [a b="\\]\\"\\\\"] ', '<34>1 - - - - - [a b="]"] ',
    "<34>1 - - - - - [] ", "<34>1 - - - - - [a", "<34>1 - - - - - [a b=c] ",
    "<34>1  2003-10-11T22:14:15Z h a 1 - - ", f"<34>1 - {'h' * 300} - - - - ", "Oct 11 22:14:15 ",
    "Oct 32 22:14:15 h a: ", "Foo 11 22:14:15 h a: ", "Oct 11 22:14:15 h ", "Oct 11 22:14:15 a: ",
    "Oct 11 22:14:15.123456 h a: ", "Oct 11 2003 22:14:15 h a: ", "Oct  1 22:14:15 h a[]: ",
    "Oct 11 22:14:15 h a[1: ", "Oct 11 22:14:15 h a[x y]: ", "Oct 11 22:14:15 h : ",
    "<34>Oct 11 22:14:15 r1 <34>Oct 11 22:14:15 r2 <34>Oct 11 22:14:15 r3 Oct 11 22:14:15 h a: ",
    "<189>29: h: *Mar  1 00:01:02.003: %SYS-5-CONFIG_I: ", "<34>Oct 11 22:14:15: %ASA-6-302013: ",
    "83 <34>1 - - - - - - ", "last message repeated 3 times", "Message forwarded from h: ",
    "Oct 11 22:14:15 Message forwarded from : ", "2003-10-11T22:14:15Z h a: ", "2003-10-11T22:14:15 h a: ",
    "2003-10-11T22:14:15+0000 h a: ", "2003-10-11 22:14:15 h a: ",
)  # fmt: skip


def in_places() -> list[str]:
    """Every text of a kind in every place of that kind."""
    texts = {"string": STRINGS, "address": ADDRESSES, "date": DATES}
    return [place.replace("{}", text) for kind, places in PLACES.items() for place in places for text in texts[kind]]


def in_payloads() -> list[str]:
    """PROVE IT payloads with every odd value in place of each kind of member, and odd payloads as they are."""
    fronts = (
        '{"category":"USER","type":"USER_CONNECTION_SUCCESS","x":', '{"category":"USER","type":"USER_X","source":',
        '{"category":"USER","type":"USER_X","source":{"type":"HB","ip":',
        '{"category":"ADMIN","type":"ADMIN_X","timestamp":',
        '{"category":"USER","type":"USER_X","source":{"type":"HB","userName":',
        '{"category":"USER","type":"USER_X","service":{"port":',
        '{"category":"SYSTEM","type":"SYSTEM_X","message":',
    )  # fmt: skip
    values = (*JSON_VALUES, *(json.dumps(text) for text in (*STRINGS, *ADDRESSES, *DATES)))
    filled = [f"{front}{value}{'}' * front.count('{')}" for front in fronts for value in values]
    return [f"@cee: {text}" for text in (*filled, *PAYLOADS)]


def behind_headers(lines: tuple[str, ...]) -> list[str]:
    """Each of `lines` behind every odd header, and behind two."""
    return [f"{header}{line}" for header in HEADERS for line in lines] + [
        f"{outer}{inner}{lines[0]}" for outer in HEADERS[:20] for inner in HEADERS
    ]
