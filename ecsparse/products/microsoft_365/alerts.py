"""The `Data` of alerts and investigations: JSON in a text, with short names, or with the entities that it is about.

Source: Microsoft, Office 365 Management Activity API schema: alerts of Security and Compliance, automated
investigation and response; Microsoft Graph, types of entities.
"""

from __future__ import annotations

from ecsparse.formats import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST = 256
# What a message of an alert has, by the name of its capture: lists, and what only the first one gives.
_LISTED = {"Entity.From": ("P2Sender", "Sender"), "Entity.To": ("Recipient",)}
_FIRST = {
    "Entity.Sender": "P1Sender", "Entity.Subject": "Subject", "Entity.MessageId": "InternetMessageId",
    "Entity.LocalId": "NetworkMessageId", "Entity.Direction": "AntispamDirection",
    "Entity.Delivery": "DeliveryAction", "SenderIp": "SenderIP",
}  # fmt: skip
# Whom an alert is about, the best first: the user of a rule, who sent, an entity that is a user, a recipient.
_USER, _USERS = "User", ("f3u", "suid")
_ENTITY, _RECIPIENT = "eid", "trc"
_FULL_NAMES = "Entities"


def values(text: object) -> list[tuple[str, str]] | None:
    """The values in the `Data` of an event, and of the entities in it; `None` if it is not JSON."""
    if not isinstance(text, str) or text[:1] != "{":
        return None
    try:
        data = json.decode(text)
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    pairs = [(f"Data.{name}", found) for name, found in json.flattened(data)]
    if (user := _user(data)) is not None:
        pairs.append(("Alert.User", user))
    return [*pairs, *_of_entities(_objects(data.get(_FULL_NAMES)))]


def entities(text: object) -> list[dict[str, Any]]:
    """The files that the entities in the `Data` of an event have, with `Name` and `FileHashes`."""
    try:
        data = json.decode(text) if isinstance(text, str) and text[:1] == "{" else None
    except ValueError:
        data = None
    found = _objects(data.get(_FULL_NAMES)) if isinstance(data, dict) else []
    return [file for entity in found for file in _objects(entity.get("Files"))][:_MOST]


def sha256(file: dict[str, Any]) -> str | None:
    """The SHA-256 hash of a file that has a list of hashes."""
    values = (one.get("Value") for one in _objects(file.get("FileHashes")) if one.get("Algorithm") == "SHA256")
    return next((value for value in values if isinstance(value, str) and value), None)


def _user(data: dict[str, Any]) -> str | None:
    named = [data.get(name) for name in _USERS]
    if data.get("etype") == _USER:
        named.append(data.get(_ENTITY))
    recipient = data.get(_RECIPIENT)
    if isinstance(recipient, str) and ";" not in recipient and "," not in recipient:
        named.append(recipient)
    return next((name for name in named if isinstance(name, str) and "@" in name), None)


def _of_entities(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The values of the messages, mailboxes and URLs that an investigation is about."""
    lists = {
        name: [text for one in found if (text := next(filter(None, (_text(one, key) for key in keys)), ""))]
        for name, keys in _LISTED.items()
    }
    if not lists["Entity.To"]:
        lists["Entity.To"] = [text for one in found if (text := _text(one, "MailboxPrimaryAddress"))]
    urls = [url for one in found for url in (*_texts(one.get("Urls")), _text(one, "Url")) if url]
    lists["Entity.Urls"] = urls
    pairs = [(name, json.encode([*dict.fromkeys(texts)][:_MOST]) or "") for name, texts in lists.items() if texts]
    for name, key in _FIRST.items():
        pairs += [(name, text) for one in found if (text := _text(one, key))][:1]
    return pairs


def _text(found: dict[str, Any], name: str) -> str:
    text = found.get(name)
    return text if isinstance(text, str) else ""


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
