"""What every ECS document has besides what its product says: the envelope of an event.

Source: the Elastic Common Schema reference, version 9.4: base fields, `ecs` fields, `event` fields.
"""

from __future__ import annotations

from ecsparse.timestamps.header_time import SHORTEST, says_year, says_zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Record

VERSION = "9.4.0"

# Tags of documents whose time is not, or not in full, what the line says.
TIME_ASSUMED = "timestamp_assumed"
YEAR_ASSUMED = "year_assumed"
ZONE_ASSUMED = "timezone_assumed"
WEEKDAY_MISMATCH = "weekday_mismatch"

# The fields that every document can have, besides its product's.
FIELDS = (
    "@timestamp", "ecs.version", "error.message", "error.type", "event.action", "event.category", "event.dataset",
    "event.kind", "event.module", "event.original", "event.outcome", "event.provider", "event.timezone",
    "event.type", "host.hostname", "host.name", "log.file.path", "log.offset", "log.syslog.appname",
    "log.syslog.facility.code", "log.syslog.facility.name", "log.syslog.hostname", "log.syslog.msgid",
    "log.syslog.priority", "log.syslog.procid", "log.syslog.severity.code", "log.syslog.severity.name",
    "log.syslog.structured_data", "log.syslog.version", "message", "related.hosts", "related.ip",
    "related.user", "tags",
)  # fmt: skip

# How texts begin that begin with a time, and what follows a weekday or a month's name.
_BEFORE_TIMES = frozenset("0123456789[(<\"' \t")
_BEHIND_WEEKDAYS = frozenset(" ,")

_ECS = {"version": VERSION}
_NOTHING: Document = {}


def every_event(module: str, dataset: str, provider: str | None) -> Document:
    """What `event` says in all documents of a source; with `None` as its provider, nothing of that.

    >>> every_event("acme_fw", "log", "acme")
    {'kind': 'event', 'module': 'acme_fw', 'dataset': 'acme_fw.log', 'provider': 'acme'}
    """
    event = {"kind": "event", "module": module, "dataset": f"{module}.{dataset}"}
    return event if provider is None else {**event, "provider": provider}


class Envelope:
    """Closes the documents of one source: `module` and `dataset` are its event's fields of these names.

    `provider` is `event.provider`; with `None`, it is the APP-NAME of the record's header.
    """

    __slots__ = ("_event", "_provider")

    def __init__(self, module: str, dataset: str, provider: str | None) -> None:
        self._provider = provider
        self._event = every_event(module, dataset, provider)

    def close(self, document: Document, record: Record) -> Document:
        """`document` with what ECS asks of every event; it is changed.

        `@timestamp` is the record's own time, else a header's that says the year, else one that the text begins
        with (or, where no product read it, states anywhere), else the header's, else the clock's reference; a tag
        says if it, or its year or zone, is not the line's. `event.timezone` is the zone that was taken for a time
        without one. An event that has what `every_event` has is the document's own; any other may be shared, and is
        copied.
        """
        event: Document = document.get("event", _NOTHING)
        if "module" in event:
            event["original"] = record.text
        else:
            event = document["event"] = {**self._event, **event, "original": record.text}
        if self._provider is None and record.header is not None and record.header.appname is not None:
            event["provider"] = record.header.appname
        document["ecs"] = _ECS
        if "@timestamp" not in document or record.took_header_time:
            _add_time(document, record)
        return document


def time_of(document: Document, record: Record) -> tuple[str | None, bool]:
    """The `@timestamp` that an envelope gives `document`, which has an `event`; `None` if it would assume one.

    And whether it would assume its year.
    """
    if "@timestamp" in document and not record.took_header_time:
        return str(document["@timestamp"]), False
    # the event of a product may be shared between documents
    closed: Document = {"event": {**document["event"]}}
    if "@timestamp" in document:
        closed["@timestamp"] = document["@timestamp"]
    _add_time(closed, record)
    tags = closed.get("tags", ())
    return None if TIME_ASSUMED in tags else closed.get("@timestamp"), YEAR_ASSUMED in tags


def _add_time(document: Document, record: Record) -> None:
    header, clock = record.header, record.clock
    stated = None if header is None else header.time
    # most headers: Oct 31 15:09:55
    is_short = stated is not None and len(stated) <= SHORTEST and not stated[:1].isdecimal()
    has_year = stated is not None and not is_short and says_year(stated)
    if not has_year and _may_state_time(document["event"], record.text) and _add_own_time(document, record):
        return
    time = document.get("@timestamp") or (None if stated is None else clock.header(stated))
    if time is None or stated is None:
        if clock.reference is not None:
            document["@timestamp"] = clock.reference.moment
            add_tags(document, [TIME_ASSUMED])
        return
    document["@timestamp"] = time
    if is_short or not says_zone(stated):
        document["event"].setdefault("timezone", clock.zone)
    elif not clock.knows_zone(stated):
        document["event"].setdefault("timezone", clock.zone)
        add_tags(document, [ZONE_ASSUMED])
    if not has_year:
        add_tags(document, [YEAR_ASSUMED])


def _may_state_time(event: Document, text: str) -> bool:
    """Whether it is worth looking for a time in `text`: most lines that a product read begin otherwise."""
    return text[:1] in _BEFORE_TIMES or text[3:4] in _BEHIND_WEEKDAYS or event.get("kind") == "pipeline_error"


def _add_own_time(document: Document, record: Record) -> bool:
    """Give `document` the time that its text states, and return whether it states one.

    Beside a header's time, which says no year then, one without a year does not count.
    """
    # only for such lines: most runs have none
    from ecsparse.timestamps.leading import leading, within  # noqa: PLC0415

    has_header_time = record.header is not None and record.header.time is not None
    if document["event"].get("kind") == "pipeline_error":
        stated = within(record.text, record.clock, bare_numbers=not has_header_time)
    else:
        stated = leading(record.text, record.clock)
    if stated is None or (has_header_time and not stated.says_year):
        return False
    document["@timestamp"] = stated.moment
    if not stated.says_zone:
        document["event"].setdefault("timezone", record.clock.zone)
    if not stated.says_year:
        add_tags(document, [YEAR_ASSUMED])
    return True


def add_tags(document: Document, tags: list[str]) -> None:
    """Add `tags` to those of `document`, each once."""
    said = document.get("tags")
    document["tags"] = tags if said is None else list(dict.fromkeys((*said, *tags)))


def add_host(document: Document, name: str) -> None:
    """Add the header's host: to `host`, unless the line itself names that of its event, and to `related.hosts`."""
    host, related = document.get("host"), document.get("related")
    if host is None:
        document["host"] = {"hostname": name, "name": name}
    elif "hostname" not in host or "name" not in host:
        document["host"] = {**host, "hostname": name, "name": name}
    if related is None:
        document["related"] = {"hosts": [name]}
    elif "hosts" not in related:
        document["related"] = {**related, "hosts": [name]}
    elif name not in related["hosts"]:
        document["related"] = {**related, "hosts": sorted((*related["hosts"], name))}
