r"""How the values of Windows' events are read."""

from __future__ import annotations

from ecsparse.ecs.accounts import account as user_of
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import dns_answer
from ecsparse.ecs.places import address as address_of
from ecsparse.ecs.places import host_name, port_number
from ecsparse.ecs.url import authority as end_of_url
from ecsparse.ecs.url import host
from ecsparse.formats import json
from ecsparse.patterns import Pattern
from ecsparse.record import Document

# S-1-5-21-1004336348-1177238915-682003330-512
_SID = Pattern(r"S-[0-9]{1,3}(?:-[0-9]{1,20}){1,20}")
# 8020000000000000
_HEXADECIMAL = Pattern(r"[0-9A-Fa-f]{1,16}")
# EXAMPLE\alice | NT AUTHORITY\SYSTEM | alice
_ACCOUNT = Pattern(r"(?!S-[0-9])(?:[\w .-]{1,64}\\)?\w[\w .$-]{0,63}")
# T1059.001
_TECHNIQUE_ID = Pattern(r"(T[0-9]{4})(?:\.[0-9]{3})?")
# MD5=0123…,IMPHASH=0123…
_HASH = Pattern(r"(MD5|SHA1|SHA256|IMPHASH)=([0-9A-Fa-f]{32,64})")
NOBODY = "S-1-0-0"
_LENGTHS = {"md5": 32, "sha1": 40, "sha256": 64, "imphash": 32}
_LONGEST_EXTENSION = 32
_LONGEST_PATH = 1024
_LONGEST_SCHEME = 16

_LOGON_TYPES = {
    "0": "System", "2": "Interactive", "3": "Network", "4": "Batch", "5": "Service", "7": "Unlock",
    "8": "NetworkCleartext", "9": "NewCredentials", "10": "RemoteInteractive", "11": "CachedInteractive",
    "12": "CachedRemoteInteractive", "13": "CachedUnlock",
}  # fmt: skip
_LEVELS = {
    "0": "information", "1": "critical", "2": "error", "3": "warning", "4": "information", "5": "verbose",
}  # fmt: skip
DIRECTIONS = {"%%14592": "ingress", "inbound": "ingress", "%%14593": "egress", "outbound": "egress"}
TRANSPORTS = {"1": "icmp", "6": "tcp", "17": "udp", "58": "ipv6-icmp", "tcp": "tcp", "udp": "udp"}
_HIVES = {
    "HKEY_LOCAL_MACHINE": "HKLM", "HKEY_USERS": "HKU", "HKEY_CURRENT_USER": "HKCU", "HKEY_CLASSES_ROOT": "HKCR",
    "HKEY_CURRENT_CONFIG": "HKCC", "MACHINE": "HKLM", "USER": "HKU",
}  # fmt: skip
_REGISTRY_TYPES = {
    "%%1872": "REG_NONE", "%%1873": "REG_SZ", "%%1874": "REG_EXPAND_SZ", "%%1875": "REG_BINARY",
    "%%1876": "REG_DWORD", "%%1877": "REG_DWORD_BIG_ENDIAN", "%%1878": "REG_LINK", "%%1879": "REG_MULTI_SZ",
    "%%1883": "REG_QWORD",
}  # fmt: skip
# How Sysmon's values begin that are not texts.
_REGISTRY_VALUES = {"DWORD (0x": "REG_DWORD", "QWORD (0x": "REG_QWORD", "Binary Data": "REG_BINARY"}
# Texts of Windows' messages by their numbers.
_OPERATIONS = {
    "%%1904": "New registry value created", "%%1905": "Existing registry value modified",
    "%%1906": "Registry value deleted", "%%14674": "Value Added", "%%14675": "Value Deleted",
}  # fmt: skip
# Names of the parts of a rule's name, as configurations of Sysmon write them.
_TECHNIQUE = frozenset(("technique_id", "Attack"))
_TECHNIQUE_NAME = frozenset(("technique_name", "Technique"))
_TACTIC = frozenset(("tactic_name", "Tactic"))
_REGISTRY_START = "\\REGISTRY\\"


def level(text: str) -> str:
    """The level of an event in words; Windows knows it by its number."""
    return _LEVELS.get(text, text.lower())


def sid(text: str) -> str | None:
    r"""The identifier of an account, also with the domain's form of Snare: `%{S-1-5-18}`.

    A shipper that resolves identifiers writes the name in its place: `EXAMPLE\alice`.
    """
    found = text.removeprefix("%{").removesuffix("}")
    return found if _SID.fullmatch(found) is not None or _ACCOUNT.fullmatch(found) is not None else None


def number(text: str) -> int | None:
    """A number in decimal digits, or in hexadecimal ones after `0x`."""
    digits = text.removeprefix("0x").removeprefix("0X")
    if len(digits) == len(text):
        return parse_uint(text)
    is_hexadecimal = 0 < len(digits) <= 16 and not digits.strip("0123456789abcdefABCDEF")
    return int(digits, 16) if is_hexadecimal and len(digits.lstrip("0")) < 16 else None


def keywords(text: str) -> int | None:
    """The 64 bits of keywords, in decimal digits or, after `0x`, in hexadecimal ones."""
    digits = text.removeprefix("0x").removeprefix("0X")
    is_hexadecimal = len(digits) < len(text) and 0 < len(digits) <= 16 and _HEXADECIMAL.fullmatch(digits) is not None
    return int(digits, 16) if is_hexadecimal else number(text)


def port(text: str) -> int | None:
    """A port; 0 is none."""
    return port_number(text) or None


def address(text: str) -> str | None:
    """An address; IPv4 in IPv6 is IPv4, and no other host than this one is `::1`."""
    found = address_of(text.removeprefix("::ffff:")) if "." in text else address_of(text)
    return None if found in ("0.0.0.0", "::") else found  # noqa: S104 - no address that is bound


def peer(text: str) -> Document:
    """An end of a connection as the directory writes it: `192.0.2.7:49152`."""
    found = end_of_url(text)
    return found if "ip" in found else {}


def sql_client(text: str) -> str | None:
    """The address of a client as SQL Server writes it: ` [CLIENT: 192.0.2.7]`."""
    return address(text.strip(" []").removeprefix("CLIENT:").strip())


def server(text: str) -> Document:
    r"""The end of a connection that a name is of, which backslashes may precede: `\\SRV1`."""
    name = text.lstrip("\\")
    return host(name) or end_of_url(name)


def server_of_url(text: str) -> Document:
    """The end of a connection to WinRM: `srv1.example.com/wsman?PSVersion=5.1`."""
    return end_of_url(text.partition("/")[0])


def trimmed(text: str) -> str:
    """A text without blanks around it, and without SQL Server's word before a reason."""
    return text.strip().removeprefix("Reason: ")


def technique(text: str) -> Document:
    """`threat` of a rule's name that says what it detects: `technique_id=T1059.001,technique_name=PowerShell`."""
    parts = dict(part.strip().partition("=")[::2] for part in text.split(","))
    match = _TECHNIQUE_ID.fullmatch(next((parts[name] for name in parts if name in _TECHNIQUE), ""))
    if match is None:
        return {}
    name = next((parts[name] for name in parts if name in _TECHNIQUE_NAME and parts[name]), None)
    tactic = next((parts[name] for name in parts if name in _TACTIC and parts[name]), None)
    named = {} if name is None else {"name": [name]}
    found: Document = {"id": [match[1]]}
    if match[0] == match[1]:
        found |= named
    else:
        found["subtechnique"] = {"id": [match[0]], **named}
    return {"technique": found} if tactic is None else {"tactic": {"name": [tactic]}, "technique": found}


def origin(text: str) -> Document:
    """`file` of where a file is from, in its stream: `[ZoneTransfer] ZoneId=3 HostUrl=https://example.com/a.exe`."""
    parts = dict(part.partition("=")[::2] for part in text.split())
    found = {"origin_referrer_url": parts.get("ReferrerUrl"), "origin_url": parts.get("HostUrl")}
    return {name: value for name, value in found.items() if value}


def first_name(text: str) -> str:
    """The name that a name of the directory begins with: `CN=Alice,OU=Staff,DC=example,DC=com`."""
    return text.partition(",")[0].partition("=")[2] or text


def workstation(text: str) -> str | None:
    r"""The name of a computer, which backslashes may precede: `\\WS7`."""
    return host_name(text.removeprefix("\\\\"))


def user(text: str) -> Document:
    r"""`user` of a name with its domain: `NT AUTHORITY\SYSTEM`."""
    domain, separator, name = text.partition("\\")
    return {"name": name, "domain": domain} if separator and domain and name else user_of(text)


def split_path(path: str) -> tuple[str, str, str]:
    r"""The folder, the name and the extension of `C:\Windows\cmd.exe`, empty where it has none."""
    folder, separator, name = path.rpartition("\\")
    extension = name.rpartition(".")[2] if "." in name.strip(".") else ""
    if separator and folder[-1:] == ":":
        folder += separator
    return folder, name, extension if extension.isalnum() and len(extension) <= _LONGEST_EXTENSION else ""


def process(text: str) -> Document:
    r"""`process` of a path, which a program without one may stand in for: `System`."""
    name = split_path(text)[1]
    return {"executable": text, "name": name} if name else {}


def file(text: str) -> Document:
    r"""`file` of a path, or of the resource that Defender names: `file:_C:\a.exe; containerfile:_C:\b.zip`."""
    path = text
    if "file:_" in text[:_LONGEST_SCHEME]:
        # of Defender: file:_C:\a.exe; containerfile:_C:\b.zip
        path = text.partition("file:_")[2].partition("; ")[0]
    folder, name, extension = split_path(path)
    piece = {"path": path, "directory": folder, "name": name, "extension": extension}
    return {field: value for field, value in piece.items() if value}


def library(text: str) -> Document:
    """`dll` of a path."""
    name = split_path(text)[1]
    return {"path": text, "name": name} if name else {}


def logon_type(text: str) -> str:
    """The kind of a logon in words; Windows knows it by its number."""
    return _LOGON_TYPES.get(text, text)


def started(text: str) -> Document:
    r"""`process` of the program that a command line begins with: `"C:\a b\x.exe" -y` or `C:\a b\x.exe -y`."""
    if text[:1] == '"':
        return process(text[1:].partition('"')[0])
    program, extension, rest = text[:_LONGEST_PATH].partition(".exe")
    return process(program + extension) if extension and rest[:1] in ("", " ") else {}


def hashes(text: str) -> Document:
    """The hashes of Sysmon's list, by their names in ECS: `MD5=…,IMPHASH=…`."""
    found = {name.lower(): value.lower() for name, value in _HASH.findall(text)}
    return {name: value for name, value in found.items() if len(value) == _LENGTHS[name]}


def hash_of(text: str) -> Document:
    """`hash` of a list of hashes."""
    return {name: value for name, value in hashes(text).items() if name != "imphash"}


def sha256(text: str) -> str | None:
    """A SHA-256 hash, after `0x` or not."""
    return hashes(f"SHA256={text.removeprefix('0x')}").get("sha256")


def sha1(text: str) -> str | None:
    """A SHA-1 hash."""
    return hashes(f"SHA1={text.removeprefix('0x')}").get("sha1")


def imphash(text: str) -> str | None:
    """The hash of what a program imports, in a list of hashes."""
    return hashes(text).get("imphash")


def registry_key(text: str) -> Document:
    r"""`registry` of the path of a key: `HKLM\Software\Key` or `\REGISTRY\MACHINE\Software\Key`."""
    hive, _, key = text.removeprefix(_REGISTRY_START).partition("\\")
    hive = _HIVES.get(hive.upper(), hive)
    if not key or hive not in _HIVES.values():
        return {"path": text}
    return {"hive": hive, "key": key, "path": f"{hive}\\{key}"}


def registry_value(text: str) -> Document:
    """The same of the path of a value, which is in a key."""
    key, separator, name = text.rpartition("\\")
    found = registry_key(key) if separator else {}
    return {**found, "path": f"{found['path']}\\{name}", "value": name} if "key" in found else {"path": text}


def registry_type(text: str) -> str | None:
    """The type of a value that Sysmon writes: `DWORD (0x00000001)`; texts do not say theirs."""
    return next((kind for beginning, kind in _REGISTRY_VALUES.items() if text.startswith(beginning)), None)


def type_of(text: str) -> str | None:
    """The type of a value, which Windows may say with the number of a text."""
    return text if text.startswith("REG_") else _REGISTRY_TYPES.get(text)


def operation(text: str) -> str:
    """What was done, which Windows may say with the number of a text."""
    return _OPERATIONS.get(text, text)


def lookups(text: str) -> Document:
    """`dns` of Sysmon's results: `type:  5 www.example.com;::ffff:192.0.2.7;`."""
    answers, resolved = [], []
    for part in text.split(";"):
        kind, _, name = part.strip().removeprefix("type:").strip().partition(" ")
        if part.strip().startswith("type:"):
            if name and kind == "5":
                answers.append({"data": name, "type": "CNAME"})
            elif name:
                answers.append({"data": name})
        elif (found := address(part.strip())) is not None:
            piece = dns_answer(found)
            answers += piece["answers"]
            resolved.append(found)
    return {name: value for name, value in (("answers", answers), ("resolved_ip", resolved)) if value}


def lookups_of_ecs(text: str) -> Document:
    """`dns` of answers that are ECS's already: `[{"data": "192.0.2.7", "type": "A"}]`."""
    answers = []
    for each_of_them in json.texts(text):
        try:
            found = json.decode(each_of_them)
        except ValueError:
            continue
        if isinstance(found, dict):
            answers.append({name: found[name] for name in ("data", "type") if isinstance(found.get(name), str)})
    return {"answers": answers} if any(answers) else {}


def resolved(text: str) -> list[str] | None:
    """The addresses of Sysmon's results."""
    return lookups(text).get("resolved_ip")


def status(text: str) -> str | None:
    """The code that says more of a failure; 0 says nothing."""
    return None if not text.strip("0x") else text


def privileges(text: str) -> list[str] | None:
    """The privileges of a list with blanks."""
    return text.split() or None
