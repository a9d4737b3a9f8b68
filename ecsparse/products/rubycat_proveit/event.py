"""What a record says of its event, for the profile `ecs`: by the words of its type, and how long and how it went.

USER_SERVICE_CONNECTION_FAILURE is a category, an object, a connection and a result; others have a verb in place of
the connection, and may end with a reason. The manual of `rubycat_proveit` has the rules.
"""

from __future__ import annotations

from ecsparse.ecs.envelope import every_event
from ecsparse.formats.words import by_word
from ecsparse.products.rubycat_proveit import PRODUCT
from ecsparse.products.rubycat_proveit.members import EVENT_TIMES, text_of
from ecsparse.record import Document
from ecsparse.timestamps.clock import Clock

# Where a type begins to say why, such as ON_INACTIVITY.
QUALIFIERS = frozenset(("AFTER", "BY", "DUE", "FORCED", "ON"))

DENIALS = frozenset(("BLOCKED", "DENIED", "FORBIDDEN", "REFUSED", "REJECTED"))

# Result to `event.outcome`.
RESULTS = by_word({
    "failure": f"ERROR FAIL FAILED FAILURE KO {' '.join(DENIALS)}",
    "success": "ACCEPTED OK SUCCEEDED SUCCESS SUCCESSFUL",
})  # fmt: skip

# Verb to `event.type`; statistics are `event.kind` `metric`.
VERBS = by_word({
    "access": "{ACCESS,DOWNLOAD,EXPORT,VIEW}{,ED} READ",
    "change": "{,DE}ACTIVAT{E,ED,ION} {,UN}{ASSIGN,LOCK}{,ED} {CHANGE,DISABLE,ENABLE,RENAME,RESTORE,REVOKE}{,D} "
    "{UPDATE,UPGRADE}{,D} {EDIT,GRANT,IMPORT}{,ED} MODIF{ICATION,IED,Y} RESET",
    "creation": "{ADD,UPLOAD}{,ED} CREAT{E,ED,ION}",
    "deletion": "DELET{E,ED,ION} REMOV{AL,E,ED}",
    "end": "CLOSE{,D} END{,ED} EXPIRATION EXPIRED KILLED LOST SHUTDOWN STOP{,PED} TERMINATED",
    "info": "SUMMARY",
    "metric": "METRICS STATISTICS STATS",
    "start": "BEGIN BOOT {OPEN,REBOOT,RESTART,START}{,ED} STARTUP",
})  # fmt: skip

CONNECTIONS = frozenset(("AUTHENTICATION", "CONNECTED", "CONNECTION", "LOGIN", "LOGON"))
DISCONNECTIONS = frozenset(("DISCONNECTED", "DISCONNECTION", "LOGOFF", "LOGOUT"))
LINKS = CONNECTIONS | DISCONNECTIONS
SERVICES = frozenset(("SERVICE", "SERVICES"))

# Words of a reason which say that a connection failed for its authentication: AUTH_ERROR, BAD_CREDENTIALS.
AUTHENTICATION_REASONS = frozenset((
    "AUTH", "AUTHENTICATION", "CREDENTIAL", "CREDENTIALS", "LOGIN", "OTP", "PASSWORD",
))  # fmt: skip

# Object, in the singular, to `event.category` and the type that goes with any verb.
OBJECTS = by_word({
    ("configuration", ""): "CERTIFICATE CONFIG CONFIGURATION LICENCE LICENSE PARAMETER POLICIES POLICY REALM RULE "
    "SERVICE SETTING",
    ("file", ""): "FILE",
    ("host", ""): "BACKUP DISK STORAGE",
    ("iam", "admin"): "PERMISSION PROFILE RIGHT ROLE",
    ("iam", "group"): "GROUP",
    ("iam", "user"): "ACCOUNT ADMINISTRATOR CREDENTIAL PASSWORD USER",
    ("session", ""): "SESSION",
})  # fmt: skip

# What a type may be about.
_SUBJECTS = LINKS.union(OBJECTS, (f"{word}S" for word in OBJECTS))

# What SERVICE is for others than administrators: what a user works on, and a daemon of the appliance.
_SERVICE_OF = {"USER": ("session", ""), "SYSTEM": ("process", "")}

# Category of a record to `event.category`, where the object is unknown.
_UNKNOWN_OBJECT = {"USER": ("session", ""), "ADMIN": ("configuration", ""), "SYSTEM": ("host", "")}

# Types of verbs that can be said of a category; the others are `info`.
_TYPES_OF_CATEGORY = {
    "configuration": ("access", "change", "creation", "deletion"),
    "file": ("access", "change", "creation", "deletion"),
    # the host starts and ends with nothing that is on it
    "host": ("change",),
    "iam": ("change", "creation", "deletion"),
    "process": ("change", "end", "start"),
    "session": ("end", "start"),
}

_EVERY_EVENT = every_event("rubycat_proveit", PRODUCT.dataset, PRODUCT.provider)
_START = ["start"]


def classified(kind: str, reason: str, authenticated: bool) -> Document:  # noqa: FBT001 - part of a key
    """`event` of a type and a reason.

    The reason is the record's own, empty if it has none. `authenticated` says whether the record tells as whom, or
    how, the user authenticated at a service.
    """
    category, *words = kind.split("_")
    event: Document = {**_EVERY_EVENT, "action": kind.lower().replace("_", "-"), "code": kind}
    place = next((place for place, word in enumerate(words) if word in QUALIFIERS), len(words))
    if reason := reason or "_".join(words[place:]):
        event["reason"] = reason
    del words[place:]
    result = words.pop() if words and words[-1] in RESULTS else ""
    verb = VERBS.get(words[-1], "") if words else ""
    if verb:
        words.pop()
    if verb == "metric":
        event["kind"] = "metric"
    if result:
        event["outcome"] = RESULTS[result]
    place = next((place for place in reversed(range(len(words))) if words[place] in _SUBJECTS), len(words))
    if place < len(words) and words[place] in LINKS:
        event["category"], event["type"] = _connection(category, words, place, verb, result)
    else:
        event["category"], event["type"] = _deed(category, words, place, verb)
    if "network" in event["category"] and event["type"] == _START:
        if event.get("outcome") == "failure":
            authenticated = not AUTHENTICATION_REASONS.isdisjoint(reason.split("_"))
        if authenticated:
            event["category"].insert(0, "authentication")
    return event


def _connection(category: str, words: list[str], place: int, verb: str, result: str) -> tuple[list[str], list[str]]:
    """`event.category` and `event.type` of a connection, or of its end."""
    link, is_denied = words[place], result in DENIALS
    kind = "start" if verb in ("", "start") and place == len(words) - 1 else "info"
    if link in DISCONNECTIONS or verb == "end":
        kind = "end"
    if category == "SYSTEM":
        return ["network"], ["connection", "denied" if is_denied else kind]
    begins_nothing = kind == "start" and RESULTS.get(result) == "failure"
    if link == "AUTHENTICATION":
        return ["authentication"], [kind]
    if SERVICES.isdisjoint(words[:place]):
        return ["authentication"] if begins_nothing else ["authentication", "session"], [kind]
    if is_denied and begins_nothing:
        return ["network"], ["connection", "denied"]
    return ["network"] if begins_nothing else ["network", "session"], [kind]


def _deed(category: str, words: list[str], place: int, verb: str) -> tuple[list[str], list[str]]:
    """`event.category` and `event.type` of what is done to the object at `place`, which may be unknown."""
    if place == len(words):
        subject, also = _UNKNOWN_OBJECT[category]
        # SYSTEM_SHUTDOWN
        if category == "SYSTEM" and not words and verb in ("start", "end"):
            return [subject], [verb]
    else:
        word = words[place]
        subject, also = OBJECTS.get(word) or OBJECTS[word.removesuffix("S")]
        if word in SERVICES:
            subject, also = _SERVICE_OF.get(category, (subject, also))
        # a group of services
        elif also == "group" and not SERVICES.isdisjoint(words[:place]):
            subject, also = "configuration", ""
    kind = verb if verb in _TYPES_OF_CATEGORY[subject] else "info"
    return [subject], [also, kind] if also else [kind]


def add_details(document: Document, payload: Document, said: Document, clock: Clock) -> None:
    """Add from when to when, how long and how it went, to `event`; `said` is that of the documented profile."""
    event = document["event"]
    times = [payload["timestamp"]] if "@timestamp" in document else []
    for member, name in EVENT_TIMES:
        if name in said:
            event[name] = said[name]
            times.append(payload[member])
    if not all(time[-6] in "+-" or time[-1] in "Zz" or time[-5] in "+-" for time in times):
        event["timezone"] = clock.zone
    if "duration" in payload and (duration := _nanoseconds(payload["duration"])) is not None:
        event["duration"] = duration
    if "outcome" not in event and (outcome := RESULTS.get(text_of(payload, "status").rpartition("_")[2])):
        event["outcome"] = outcome


def _nanoseconds(seconds: object) -> int | None:
    """A duration, `None` if it is not one or none that ECS has room for."""
    if not isinstance(seconds, (int, float)) or isinstance(seconds, bool) or not 0 <= seconds <= (2**63 - 1) // 10**9:
        return None
    return round(seconds * 10**9)
