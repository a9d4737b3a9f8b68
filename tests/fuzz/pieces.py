"""What lines begin with, and pieces that mean something to a parser: what hostile lines are made of."""

from __future__ import annotations

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

FILLERS = ("a", " ", "a ", "a, ", "1", "é", "\\", "[", "filename ", "us=1 ", "A=b,", "#012", "10.8.0.6:1/", '","')

# The beginnings of products that have more of them than their samples show.
FRONTS = {"openvpn": OPENVPN, "ibm_aix": AIX, "rubycat_proveit": PROVEIT}

# Pieces of lines that mean something to a parser.
PIECES = (
    *HEADERS, *OPENVPN, *AIX, *PROVEIT, *FILLERS, *" \t\x00:/,;=+<>[](){}'\"\\#%-_.0", "10.8.0.6",
    "999.1.1.1", "10.8.0.6:99999", "fe80::1%eth0", "2001:db8::1", "::", "[AF_INET6]", "udp6:", "-1", "9" * 30,
    "٣", "²", "1e999", "NaN", "true", "null", "\\u0000", "\\ud83d", '"ip": ', '"userName": ', "}", "}}",
    "No associated roles ", "time = ", "topath:", "dir: ", "CN=a\\,b,DC=", "\\2C", "\\C3", " -> ", "dev tun0",
    "\u2028", "\ufeff", "us=1 ", "2023-02-30 25:61:61 ", "peer-id=3 ", "OK ", "FAIL_X ",
    "25 sep 2022 23:14:20 ", "\\xff", "'",
)  # fmt: skip

# The same as bytes, and bytes that are no text.
SOWN = (
    *filter(None, map(str.encode, PIECES)), b"\xff", b"\xc3", b"\xed\xa0\x80", b"\r", b"\x85", b"\\x", b"\x1b[31m",
    b"%s", b"$(id)", b"../" * 9, b"0" * 400, b"9" * 19, b"-9223372036854775809", b"18446744073709551616",
    b"256.256.256.256", b"1.2.3", b"0x7f.1", b"127.1", b"::ffff:192.0.2.1", b"fe80::1%25", b"65536", b"-0", b"1e5",
    b"29 feb 2023 24:00:60", b"2024-02-30", b"0000-00-00", b"now", b"Feb 30 25:00:00", b"23:59:60", b"+24:00",
    b"\xd9\xa3\xd9\xa4", b"\xef\xbc\x91", b"\xc2\xb2", b"\xc4\xb0", b"\xe2\x84\xaa",
)  # fmt: skip
