"""Numbers of the DNS, the names that ECS has for them, and how names and types are written.

Source: IANA, Domain Name System parameters (RFC 6895).
"""

from __future__ import annotations

TYPES = {
    "1": "A", "2": "NS", "5": "CNAME", "6": "SOA", "12": "PTR", "15": "MX", "16": "TXT", "28": "AAAA", "33": "SRV",
    "35": "NAPTR", "43": "DS", "46": "RRSIG", "48": "DNSKEY", "64": "SVCB", "65": "HTTPS", "251": "IXFR",
    "252": "AXFR", "255": "ANY", "257": "CAA",
}  # fmt: skip
RESPONSES = {
    "0": "NOERROR", "1": "FORMERR", "2": "SERVFAIL", "3": "NXDOMAIN", "4": "NOTIMP", "5": "REFUSED",
    "6": "YXDOMAIN", "7": "YXRRSET", "8": "NXRRSET", "9": "NOTAUTH", "10": "NOTZONE",
}  # fmt: skip

# Codes of answers, with those that EDNS and later standards add.
RCODES = frozenset((*RESPONSES.values(), "DSOTYPENI", "BADVERS", "BADCOOKIE"))
# A name has 255 bytes at most, each of which may be written with three digits.
NAME = r"\S{1,1100}"
TYPE = r"[A-Z][A-Z0-9-]{0,19}"
