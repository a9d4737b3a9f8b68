r"""Teleport: audit events of an access proxy, of logins, sessions on servers, databases, clusters and desktops.

Layout:
    {"ei":0,"event":"user.login","uid":"a5ad9e0b-…","code":"T1000I","time":"2023-10-31T15:09:55.123Z",
        "cluster_name":"example.teleport.sh","user":"alice","success":true,"method":"local",
        "addr.remote":"192.0.2.20:51544"}

    An event an object, in the log of the auth service and as the event handler forwards it.

Source: Teleport, audit events reference and `lib/events`, versions 5 to 17.

Timestamps: `time`, UTC, to the millisecond.

Quirks:
    `event.action` is Teleport's own name of the event, and its code ends in `I`, `W` or `E`, in `S` at the end of a
    port's forwarding. What kind it is follows from the beginning of the name. An unknown name is claimed, too:
    `access.log`.
    The account on a server or in a database is another one than that of Teleport: `user.effective.name`:
    `sessions.log`.
    What connects in a session has ends of its own; whose session it is, is `client` then: `sessions.log`.
    Names of members have dots (`addr.remote`), and may also be objects: `logins.log`.
    `tx` is what the session sent to the client: `destination.bytes`: `sessions.log`.

Other readings:
    `event.outcome` of every code: only a result, an error or the code of a program says one.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, integer, lower, port_number
from ecsparse.ecs.url import authority, url
from ecsparse.ecs.web import status_code
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, account, ecs, login, path
from ecsparse.messages.values import Values, computer, each, flag, word, words
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Members, Product, Record

ACTIONS = actions("""
authentication          authentication: start | a user or a service is authenticated
command                 process: start | a program ran in a session
configuration/access    configuration: access | a resource of the cluster is managed
configuration/change    configuration: change
configuration/creation  configuration: creation
configuration/deletion  configuration: deletion
file                    file: access | a file was copied, read or changed
iam/change              iam: change | access is asked for, granted or taken
network                 network: connection | a connection in a session
query                   database: access | a database or a cluster was asked for something
request                 api: access | a cluster or an application was asked for something
session                 session: info | a session, or something in it
session-end             session: end
session-start           session: start
other                   configuration: info | any other event
user/change             iam: change user | a user is managed
user/creation           iam: creation user
user/deletion           iam: deletion user
""")

# What kind an event is, by how its name begins; the first that fits.
_BEGINNINGS = (
    ("user.login", "authentication"), ("bot.join", "authentication"),
    ("instance.join", "authentication"), ("cert.create", "authentication"),
    ("mfa_auth_challenge", "authentication"),
    ("session.start", "session-start"), ("session.join", "session-start"),
    ("session.end", "session-end"), ("session.leave", "session-end"), ("client.disconnect", "session-end"),
    ("session.command", "command"), ("exec", "command"),
    ("session.disk", "file"), ("scp", "file"), ("sftp", "file"), ("desktop.directory", "file"),
    ("session.network", "network"), ("port", "network"), ("subsystem", "session"), ("x11-forward", "session"),
    ("session.", "session"), ("resize", "session"), ("desktop.", "session"),
    ("db.session.start", "session-start"), ("db.session.end", "session-end"), ("db.session.", "query"),
    ("app.session.start", "session-start"), ("app.session.end", "session-end"), ("app.session.", "request"),
    ("windows.desktop.session.start", "session-start"), ("windows.desktop.session.end", "session-end"),
    ("kube.request", "request"), ("access_request.search", "configuration/access"),
    ("access_request.", "iam/change"), ("reset_password_token.", "user/change"),
    ("recovery_", "user/change"), ("mfa.", "user/change"),
)  # fmt: skip
_SUFFIXES = (
    ("create", "creation"), ("created", "creation"), ("delete", "deletion"), ("deleted", "deletion"),
    ("update", "change"), ("updated", "change"), ("password_change", "change"), ("add", "creation"),
    ("read", "access"), ("list", "access"),
)  # fmt: skip
_FIRST_FAILURE = 400
_FLAGS = {"true": "success", "false": "failure"}

# T1000I | TDB02W | TSPIFFE000E | DC001I | T3003S
_CODE = Pattern(r"[A-Z]{1,8}[0-9]{2,6}[IWES]")
# access_request.create | x11-forward
_NAME = Pattern(r"[a-z0-9_-]{2,64}(?:\.[a-z0-9_-]{1,64}){0,5}")


def _end(text: str) -> Document:
    """An endpoint of an address and a port; empty for a name."""
    piece = authority(text)
    return piece if "ip" in piece else {}


_REMOTE = Capture("source", "", _end, parts=("address", "ip", "port"), related=("ip", "ip"))
_LOCAL = Capture("destination", "", _end, parts=("address", "ip", "port"), related=("ip", "ip"))

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "uid": ecs("event.id"),
    "code": ecs("event.code"),
    "cluster_name": word("cluster of Teleport", "cluster"),
    **dict.fromkeys(("user", "identity.user"), login()),
    "user_kind": word("kind of user", "user_kind"),
    "impersonator": word("who acts for the user", "impersonator"),
    "user_roles": ecs("user.roles", read=each()),
    "addr.remote": _REMOTE,
    "addr.local": _LOCAL,
    "client": Capture("client", "", _end, parts=("address", "ip", "port"), related=("ip", "ip")),
    "server": Capture("server", "", _end, parts=("address", "ip", "port"), related=("ip", "ip")),
    "user_agent": ecs("user_agent.original"),
    "method": word("how the user was authenticated", "method"),
    "connector": word("connector of single sign-on", "connector"),
    "success": flag("whether it succeeded", "success"),
    "error": ecs("error.message"),
    "exitError": ecs("error.message"),
    **dict.fromkeys(("message", "reason"), ecs("event.reason")),
    "mfa_device.mfa_device_name": word("second factor", "mfa.name"),
    "mfa_device.mfa_device_type": word("kind of second factor", "mfa.type"),
    "with_mfa": word("second factor of the session", "mfa.session"),
    # sessions
    "sid": word("session", "session_id"),
    "login": account("user.effective"),
    "server_id": ecs("host.id"),
    "server_hostname": computer(),
    "namespace": word("namespace of the server", "namespace"),
    "proto": ecs("network.protocol", read=lower),
    "participants": words("who took part in a session", "participants"),
    "interactive": flag("whether the session has a terminal", "interactive"),
    "session_recording": word("where the session is recorded", "recording"),
    "rx": ecs("source.bytes", read=count),
    "tx": ecs("destination.bytes", read=count),
    "command": ecs("process.command_line"),
    "initial_command": ecs("process.args", read=each()),
    "exitCode": ecs("process.exit_code", read=integer),
    "program": ecs("process.name"),
    "argv": ecs("process.args", read=each()),
    "pid": ecs("process.pid", read=count),
    "executable": ecs("process.executable"),
    "ppid": ecs("process.parent.pid", read=count),
    "return_code": ecs("process.exit_code", read=integer),
    "path": path(),
    "action": word("what was done with a file", "file_action"),
    "src_addr": ecs("source.ip", read=ip, related="ip"),
    "dst_addr": ecs("destination.ip", read=ip, related="ip"),
    "dst_port": ecs("destination.port", read=port_number),
    # databases, applications, clusters, desktops
    "db_service": word("database, as Teleport calls it", "database.service"),
    "db_protocol": word("protocol of the database", "database.protocol"),
    "db_uri": word("where the database is", "database.uri"),
    "db_name": word("name within the database", "database.name"),
    "db_user": account("user.effective"),
    "db_query": word("statement", "database.query"),
    "app_name": ecs("service.name"),
    "app_uri": word("where the application is", "application.uri"),
    "app_public_addr": ecs("url.domain", read=host_name, related="hosts"),
    "kubernetes_cluster": ecs("orchestrator.cluster.name"),
    "kubernetes_users": words("users in the cluster", "kubernetes.users"),
    "kubernetes_groups": words("groups in the cluster", "kubernetes.groups"),
    "kubernetes_pod_namespace": ecs("orchestrator.namespace"),
    "kubernetes_pod_name": ecs("orchestrator.resource.name"),
    "resource_namespace": ecs("orchestrator.namespace"),
    "resource_kind": ecs("orchestrator.resource.type"),
    "resource_name": ecs("orchestrator.resource.name"),
    "verb": ecs("http.request.method"),
    "request_path": Capture("url", "", url, parts=("original", "path", "query")),
    "response_code": ecs("http.response.status_code", read=status_code),
    "status_code": ecs("http.response.status_code", read=status_code),
    "desktop_addr": _LOCAL,
    "desktop_name": word("desktop", "desktop.name"),
    "windows_user": account("user.effective"),
    "windows_domain": ecs("user.effective.domain"),
    # what is managed
    "target_user": login("user.target"),
    "target.user": login("user.target"),
    "roles": words("roles that are given, or asked for", "roles"),
    "name": word("what is managed", "name"),
    "id": word("request for access", "request.id"),
    "state": word("what became of a request", "request.state"),
    "proposed_state": word("what a reviewer proposes", "request.proposed_state"),
    **dict.fromkeys(("reviewer", "author"), word("who reviewed a request", "request.reviewer")),
    "cert_type": word("kind of certificate", "certificate.type"),
    "updated_by": word("who changed it last", "updated_by"),
}  # fmt: skip

VALUES = Values(
    "teleport",
    ACTIONS,
    CAPTURES,
    names_actions=True,
    read_by_product="event ei",
    times={"time": "@timestamp", "session_start": "event.start", "session_stop": "event.end"},
)

PRODUCT = Product(
    vendor="Teleport",
    name="Teleport",
    versions="5 to 17",
    formats=("json",),
    signatures=(
        Members("ei event uid code time"),
        Members("event uid code time cluster_name"),
        Members("event code time user addr.remote"),
    ),
    dataset="audit",
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it has no name, or no code of Teleport."""
    payload = objects.members(record)
    name, code = payload.get("event"), payload.get("code")
    if not isinstance(name, str) or not isinstance(code, str):
        return None
    if _NAME.fullmatch(name) is None or _CODE.fullmatch(code) is None:
        return None
    said = dict(json.flattened(payload))
    action = _action(name)
    if "user" not in said and (reviewer := said.get("reviewer") or said.get("author")):
        said["user"] = reviewer
    if action.startswith("user/") and "name" in said:
        said["target_user"] = said.pop("name")
    if name == "app.session.request":
        query = said.pop("raw_query", "")
        path = said.pop("path", "")
        said["request_path"] = f"{path}?{query}" if query else path
        said["verb"] = said.pop("method", "")
    if action == "command" and "path" in said:
        said["executable"] = said.pop("path")
    if "dst_addr" in said:
        # the connection is one that a session made: who has the session is another end
        said["client"], said["server"] = said.pop("addr.remote", ""), said.pop("addr.local", "")
    document = VALUES.document(action, said, name, record)
    outcome = _outcome(said, code)
    if outcome is not None:
        document["event"]["outcome"] = outcome
    return document


def _action(name: str) -> str:
    """The kind of an event, by its name."""
    if name == "auth":
        return "authentication"
    found = next((kind for beginning, kind in _BEGINNINGS if name.startswith(beginning)), None)
    if found is not None:
        return found
    subject, _, verb = name.rpartition(".")
    kind = next((kind for suffix, kind in _SUFFIXES if verb == suffix), None)
    if kind is None:
        return "other"
    whole = f"{'user' if subject == 'user' else 'configuration'}/{kind}"
    return whole if whole in ACTIONS else "other"


def _outcome(said: dict[str, str], code: str) -> str | None:
    """Whether it went well, if a result, an error or the code of a program says so."""
    if said.get("success") in _FLAGS:
        return _FLAGS[said["success"]]
    if code[-1] in "WE" or said.get("error"):
        return "failure"
    status = status_code(said.get("response_code") or said.get("status_code", ""))
    if status is not None:
        return "success" if status < _FIRST_FAILURE else "failure"
    exit_code = integer(said.get("exitCode") or said.get("return_code") or "-")
    return None if exit_code is None else "failure" if exit_code else "success"
