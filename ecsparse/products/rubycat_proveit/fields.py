"""The fields and actions of documents about PROVE IT, and what differs in the profile `ecs`: data alone."""

from __future__ import annotations

from ecsparse.record import Field

# The fields of ECS in documents of the profile `ecs`, besides those that every document can have.
FIELDS = (
    "destination.{address,domain,ip,port}", "destination.user.name", "event.{code,duration,end,reason,severity,start}",
    "log.level", "network.protocol", "observer.{product,type,vendor}", "service.{address,name,type}",
    "source.{address,ip}", "source.user.{domain,name}", "user.{domain,name,roles}", "user_agent.{name,version}",
    "user_agent.os.{full,name,type,version}",
)  # fmt: skip

# Those that have no place in ECS.
OWN_FIELDS = {
    "rubycat.proveit.audit_records_number": Field("long", "number of audit records on the storage"),
    "rubycat.proveit.auth_server.name": Field("keyword", "name of the server that authenticates the user"),
    "rubycat.proveit.auth_server.type": Field("keyword", "type of that server, such as LDAP"),
    "rubycat.proveit.context.auth_mode": Field("keyword", "how the user authenticates at the service"),
    "rubycat.proveit.modification_diff": Field("keyword", "what was modified, as text or compact JSON"),
    "rubycat.proveit.service.group_name": Field("keyword", "group of services that the service is in"),
    "rubycat.proveit.source.authentication_mode": Field("keyword", "how the user authenticates at the bastion"),
    "rubycat.proveit.source.componentId": Field("keyword", "component of PROVE IT that reports"),
    "rubycat.proveit.source.{profiles,roles}": Field("keyword", "{profiles,roles} of the user in PROVE IT"),
    "rubycat.proveit.source.protocol": Field("keyword", "protocol between the user and the bastion"),
    "rubycat.proveit.source.session_id": Field("keyword", "session of the user on the bastion"),
    "rubycat.proveit.source.type": Field("keyword", "HB for a human, SYSTEM for a component"),
    "rubycat.proveit.status": Field("keyword", "how a connection that is summed up went"),
    "rubycat.proveit.storage.{current,free,total}_space": Field("long", "{used,free,total} space, in bytes"),
    "rubycat.proveit.storage.{id,name}": Field("keyword", "{identifier,name} of the storage"),
}

# `event.action` of the types that RubyCat's documentation names.
ACTIONS = {
    "admin-services-service-modify": "an administrator changes a service",
    "system-simm-unlocked": "the module SIMM of the appliance is unlocked",
    "system-storage-stats": "the appliance reports how full a storage is",
    "user-connection-failure": "a user fails to log in to the bastion",
    "user-connection-success": "a user logs in to the bastion",
    "user-disconnection": "a user leaves the bastion",
    "user-disconnection-forced-by-privileged-profile": "a privileged user ends a user's session on the bastion",
    "user-disconnection-on-inactivity": "the bastion ends an idle user's session",
    "user-service-connection-failure": "a user fails to reach a service through the bastion",
    "user-service-connection-success": "a user reaches a service through the bastion",
    "user-service-connection-summary": "a connection to a service is summed up after its end",
    "user-service-disconnection": "a user leaves a service",
    "user-service-disconnection-on-inactivity": "the bastion ends an idle user's connection to a service",
}

# What differs from the documented profile, and why.
DIFFERENCES = {
    "event.category, event.type": "given to every record; the page knows only connections to the bastion",
    "event.category of connections to the bastion": "`session` too where a session begins or ends",
    "event.category of connections to services": "`network` and `session`; `authentication` too if the record says how",
    "event.outcome": "from the result that the type names, else from `status`; the page never fills it",
    "event.kind": "`metric` for statistics, which measure and report no act",
    "event.action": "words with hyphens, as in all products; `event.code` has the type as PROVE IT writes it",
    "event.reason": "also from the end of the type (ON_INACTIVITY, FORCED_BY_…): it says why a session ended",
    "event.duration": "from `duration`, whole seconds, as nanoseconds; the page drops it",
    "event.timezone": "the zone that was taken for times without an offset: what was assumed is to be said",
    "log.level": "the severity as the record writes it; `event.severity` is only its number",
    "user": "who acted, the user of the bastion, as in `source.user`; the page has the account on the service",
    "destination.user.name": "the account on the service, which is known at that end only",
    "destination": "host and port of the service, the other end of the connection; the page drops the port",
    "network.protocol": "the service's, if the record names one; the bastion's is `rubycat.proveit.source.protocol`",
    "service": "also the service that an administrator changed, so that all that befell it is found by its name",
    "source.ip": "also of an IPv6 address with a zone, without it: the page's field is empty then",
    "user_agent": "software and system of the user's machine; not `host.os`, which is that of the event",
    "rubycat.proveit": "also session, authentication, group, status, changes and storage; nothing that is empty",
    "related": "also address, host and account of the service: ECS asks for all that a document names",
}
