"""Why an account failed to log on, by the codes of results.

Source: Microsoft, NTSTATUS values; Audit Kerberos Authentication Service, events 4768 to 4771 (RFC 4120, 7.5.9).
"""

from __future__ import annotations

# The codes of results that say why an account failed to log on.
_REASONS = {
    "0xc0000064": "user name does not exist",
    "0xc000006a": "wrong password",
    "0xc000006d": "bad user name or password",
    "0xc000006e": "account restriction",
    "0xc000006f": "outside of the allowed hours",
    "0xc0000070": "not allowed from this workstation",
    "0xc0000071": "password expired",
    "0xc0000072": "account disabled",
    "0xc0000133": "clocks are out of step",
    "0xc000015b": "logon type not granted",
    "0xc0000193": "account expired",
    "0xc0000224": "password must be changed",
    "0xc0000234": "account locked out",
}
_KERBEROS = {
    "0x3": "protocol version not supported",
    "0x6": "client not found",
    "0x7": "server not found",
    "0xb": "start time is later than end time",
    "0xc": "policy does not allow it",
    "0xd": "option not accommodated",
    "0xe": "encryption type not supported",
    "0x10": "pre-authentication type not supported",
    "0x12": "account disabled, expired or locked out",
    "0x17": "password expired",
    "0x18": "wrong password",
    "0x19": "additional pre-authentication required",
    "0x1b": "server requires user-to-user authentication",
    "0x1f": "integrity check failed",
    "0x20": "ticket expired",
    "0x21": "ticket not yet valid",
    "0x22": "request is a replay",
    "0x23": "ticket is for another server",
    "0x25": "clocks are out of step",
    "0x29": "message was modified",
    "0x3c": "generic error",
    "0x3e": "certificate of the client is not trusted",
    "0x44": "wrong realm",
}
_OF_LOGONS = ("SubStatus", "Status", "ErrorCode")
_OF_KERBEROS = ("Status", "ErrorCode", "ResultCode")


def reason(action: str, said: dict[str, str]) -> str | None:
    """Why what `action` tells of failed, by the codes that an event `said`; `None` if they are not known."""
    table, names = (_KERBEROS, _OF_KERBEROS) if action.startswith("kerberos") else (_REASONS, _OF_LOGONS)
    codes = (said.get(name, "").lower() for name in names)
    return next((table[code] for code in codes if code in table), None)
