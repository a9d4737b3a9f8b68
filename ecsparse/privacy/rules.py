"""The rules by which values are replaced: each names what it looks for."""

from __future__ import annotations

IP = "ip"
MAC = "mac"
MAIL = "mail"
USER = "user"
HOST = "host"
RULES = (IP, MAC, MAIL, USER, HOST)

# Those and all others.
ALL = "all"
