"""The fields that carriers add to documents."""

from __future__ import annotations

from ecsparse.carriers import containers, journald, rsyslog, shippers
from ecsparse.record import Field

# The namespaces of carriers, each with the members that have no field of ECS.
_NAMESPACES = ("cri", "docker", journald.NAME, rsyslog.NAME, *shippers.NAMES)

# All fields that carriers add to documents besides those that every document can have.
FIELDS = tuple(sorted({*journald.FIELDS, *containers.FIELDS, *shippers.FIELDS}))
OWN_FIELDS = {
    **{f"{name}.fields": Field("keyword", "other members, each as `name=value`") for name in _NAMESPACES},
    **journald.OWN_FIELDS,
}
