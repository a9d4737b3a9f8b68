"""What every document of the profile `ecs` has beside what its product says: the envelope of an event.

Source: the Elastic Common Schema reference, version 9.4: base fields, `ecs` fields, `event` fields.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import related
from ecsparse.timestamps.rfc3339 import says_year, says_zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Header, Record

VERSION = "9.4.0"

# Tags of documents whose time is not, or not in full, what the line says.
TIME_ASSUMED = "timestamp_assumed"
YEAR_ASSUMED = "year_assumed"
WEEKDAY_MISMATCH = "weekday_mismatch"

# The fields that every document can have, beside its product's.
FIELDS = (
    "@timestamp", "ecs.version", "error.message", "error.type", "event.action", "event.category", "event.dataset",
    "event.kind", "event.module", "event.original", "event.outcome", "event.provider", "event.timezone",
    "event.type", "host.hostname", "log.syslog.appname", "log.syslog.facility.code", "log.syslog.facility.name",
    "log.syslog.hostname", "log.syslog.msgid", "log.syslog.priority", "log.syslog.procid",
    "log.syslog.severity.code", "log.syslog.severity.name", "log.syslog.version", "message", "related.hosts",
    "related.ip", "related.user", "tags",
)  # fmt: skip

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
        """`document` with what the profile `ecs` asks of every event; it is changed.

        `@timestamp` is the record's own time, else its header's, else the clock's reference; a tag says if it, or
        its year, is not the line's. `event.timezone` is the zone that was taken for a time of the header's. An
        event that has what `every_event` has is the document's own; any other may be shared, and is copied.
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


def _add_time(document: Document, record: Record) -> None:
    header, clock = record.header, record.clock
    time = document.get("@timestamp") or record.header_time()
    if time is None or header is None or header.time is None:
        if clock.reference is not None:
            document["@timestamp"] = clock.reference.moment
            add_tags(document, [TIME_ASSUMED])
        return
    document["@timestamp"] = time
    if not says_zone(header.time):
        document["event"].setdefault("timezone", clock.zone)
    if not says_year(header.time):
        add_tags(document, [YEAR_ASSUMED])


def add_tags(document: Document, tags: list[str]) -> None:
    """Add `tags` to those of `document`."""
    document["tags"] = [*document.get("tags", ()), *tags]


def add_host(document: Document, header: Header) -> None:
    """Add the header's host to `related.hosts`."""
    if header.hostname is not None:
        hosts = document.get("related", {}).get("hosts", ())
        document["related"] = {**document.get("related", {}), **related(hosts=(*hosts, header.hostname))}
