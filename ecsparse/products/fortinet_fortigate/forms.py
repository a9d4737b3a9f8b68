"""The forms of the lines of FortiOS: pairs with blanks or commas between them, and CEF.

Source: Fortinet, FortiOS Log Message Reference, 5.6 to 7.6: FortiOS to CEF log field mapping guidelines, and the
tables of fields of each log.
"""

from __future__ import annotations

from ecsparse.formats import cef
from ecsparse.formats.pairs import quoted, quoted_between_commas

Pairs = list[tuple[str, str]]

# What took `CEF:` for a tag leaves the rest of the event.
_CEF_WITHOUT_TAG = ("0|Fortinet|Fortigate|", "0|Fortinet|FortiGate|")
CEF_BEGINNINGS = (
    *_CEF_WITHOUT_TAG,
    *(f"{begin}Fortinet|{product}|" for begin in cef.BEGINNINGS for product in ("Fortigate", "FortiGate")),
)

# Names that CEF has none for are FortiOS's, with this in front; ArcSight puts `ad.` before that.
_PREFIXES = ("FTNTFGT", "FortinetFortiGate")
_ADDITIONAL = "ad."
_OF_CEF = {
    "act": "action", "app": "service", "cnt": "count", "destinationTranslatedAddress": "tranip",
    "destinationTranslatedPort": "tranport", "deviceExternalId": "devid", "deviceInboundInterface": "srcintf",
    "deviceOutboundInterface": "dstintf", "dmac": "dstmac", "dpt": "dstport", "dst": "dstip", "duser": "user",
    "dvchost": "devname", "externalId": "sessionid", "fname": "filename", "fsize": "filesize", "in": "rcvdbyte",
    "out": "sentbyte", "outcome": "status", "request": "url", "requestClientApplication": "agent",
    "requestContext": "catdesc", "requestCookies": "cookies", "requestMethod": "httpmethod",
    "shost": "srcname", "smac": "srcmac", "sourceServiceName": "role", "sourceTranslatedAddress": "transip",
    "sourceTranslatedPort": "transport", "sproc": "ui", "spt": "srcport", "src": "srcip", "suser": "from",
}  # fmt: skip
# What 5.6 writes as a value with a label.
_LABELS = {
    "Attack": "attack", "Duration": "duration", "Filter Type": "filtertype", "Group": "group",
    "Packets Received": "rcvdpkt", "Packets Sent": "sentpkt", "Policy Id": "policyid", "Reference": "ref",
    "Virus": "virus",
}  # fmt: skip
_LABEL = "Label"
_DIRECTIONS = {"0": "incoming", "1": "outgoing"}


def of_text(text: str) -> Pairs:
    """The pairs of a line that is not a CEF."""
    return quoted_between_commas(text) if _has_commas(text) else quoted(text)


def _has_commas(text: str) -> bool:
    """Whether commas are between the pairs."""
    return ",type=" in text and "," in text.lstrip(" \t").partition(" ")[0]


def event_of(text: str) -> cef.Event:
    """The event in `text`, which begins with one of `CEF_BEGINNINGS`."""
    return cef.read(f"CEF:{text}" if text.startswith(_CEF_WITHOUT_TAG) else text)


# Logs that know no senders: `suser` is who is at the source.
_OF_FLOWS = frozenset(("app-ctrl", "dns", "forward", "ips", "local", "ssl", "webfilter"))


def of_cef(event: cef.Event) -> Pairs:
    """The pairs of `event` by the names that FortiOS has for them."""
    kind, _, subtype = event.name.partition(" ")[0].partition(":")
    labels = {name[:-5]: _LABELS.get(label) for name, label in event.extension if name.endswith(_LABEL)}
    found: Pairs = [("cef_severity", event.severity)]
    has_sender = False
    for name, value in event.extension:
        called = labels.get(name) or _named(name)
        if name == "cat":
            kind, _, subtype = value.partition(":")
        elif name.endswith(_LABEL) and labels.get(name[:-5]) is not None:
            continue
        elif name == "deviceDirection":
            found.append(("direction", _DIRECTIONS.get(value, value)))
        elif name == "dhost":
            found.append(("dstname" if kind == "traffic" else "hostname", value))
        elif name == "suser" and subtype in _OF_FLOWS:
            found.append(("user", value))
        elif name == "duser" and has_sender:
            found.append(("to", value))
        else:
            has_sender = has_sender or name == "suser"
            found.append((called, value))
    # what the header says alone where the extension was shortened
    said = dict(found)
    stated = (("type", kind), ("subtype", subtype), ("logid", event.signature))
    return [*found, *((name, value) for name, value in stated if name not in said)]


def _named(name: str) -> str:
    """FortiOS' name of what CEF calls `name`."""
    plain = name.removeprefix(_ADDITIONAL)
    for prefix in _PREFIXES:
        if plain.startswith(prefix):
            return plain[len(prefix) :] or name
    return _OF_CEF.get(plain, plain) or name
