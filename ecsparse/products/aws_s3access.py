r"""AWS S3: server access logs, the requests that were made to a bucket.

Layout:
    79a59df9… example-bucket [31/Oct/2023:15:09:55 +0000] 192.0.2.20 arn:aws:iam::111122223333:user/alice
        3E57427F3EXAMPLE REST.GET.OBJECT a/b.pdf "GET /example-bucket/a/b.pdf HTTP/1.1" 200 - 113 113 7 6
        "-" "aws-cli/2.13" - s9lzHYrFp76Z= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader
        example-bucket.s3.eu-west-1.amazonaws.com TLSv1.3 arn:aws:s3:eu-west-1:111122223333:accesspoint/ap Yes
        eu-west-1

    Columns have blanks between them, `-` is nothing. What follows the version of the object came later, one
    by one; what comes after the region is in `aws_s3access.other`. CloudWatch has the same as JSON.

Source: Amazon S3 User Guide, Amazon S3 server access log format, log format in CloudWatch Logs.

Timestamps: UTC, to the second; of JSON to the millisecond. It is when the request came.

Quirks:
    `event.action` is S3's own name of the operation. What kind of event it is follows from that.
    Nothing escapes a quotation mark in a request, a referrer or a program: `requests.log`.
    What S3 does by itself, such as deleting what is too old, has no client and no request: `operations.log`.
    The session of a role is the name of the user, the role is `user.roles`: `requests.log`.
    A service of AWS that asks, or S3 itself, is no user: `aws_s3access.requester_service`: `operations.log`.
    A key stays encoded as it was logged, also in `file.path`: `requests.log`.

Other readings:
    `user.name` of the whole name of a user in AWS: that is `user.id`, and `user.name` is its last part.
    `http.response.bytes` of the bytes that were sent: they are without headers, `http.response.body.bytes`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.numbers import from_milliseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count
from ecsparse.ecs.url import url
from ecsparse.ecs.web import status_code
from ecsparse.formats import arn, clf, columns, json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, named_host, own, path, tls
from ecsparse.messages.values import Values, number, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Members, Phrase, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


ACTIONS = actions("""
bucket/access    web: access | a bucket, or a setting of it, is read or changed
bucket/change    configuration: change
bucket/creation  configuration: creation
bucket/deletion  configuration: deletion
object/access    file web: access | an object is read or changed
object/change    file: change
object/creation  file: creation
object/deletion  file: deletion
""")

_FIRST = columns.names("bucket_owner_id bucket_name - remote_ip requester request_id operation key_name")
_MIDDLE = columns.names(
    "request_uri http_status error_code bytes_sent object_size total_time turn_around_time referer user_agent"
)
_LAST = columns.names(
    "version_id host_id signature_version cipher_suite authentication_type host_header tls_version"
    " access_point_arn acl_required source_region"
)
_TIME_PLACE = 2
# What the last column of those that are in no list is called, and how many columns are before it.
_MORE = "column"
_BEFORE = len(_FIRST) + len(_MIDDLE)

# What is read, written and deleted alike.
_OF_BOTH = (
    "ACCELERATE", "ACL", "BUCKET", "BUCKETPOLICY", "CORS", "ENCRYPTION", "LIFECYCLE", "LOGGING_STATUS",
    "NOTIFICATION", "OBJECT", "OBJECT_ACL", "OBJECT_LOCK_CONFIGURATION", "OBJECT_LOCK_RETENTION",
    "OBJECT_TAGGING", "OWNERSHIP_CONTROLS", "PUBLIC_ACCESS_BLOCK", "REPLICATION", "REQUEST_PAYMENT", "TAGGING",
    "VERSIONING", "WEBSITE",
)  # fmt: skip
# The operations by which lines are found; those of signed requests are found by their signature as well.
_OPERATIONS = (
    "BATCH.DELETE.OBJECT", "S3.CREATE.DELETEMARKER", "S3.DELETE.UPLOAD", "S3.EXPIRE.OBJECT",
    "S3.TRANSITION.OBJECT", "S3.TRANSITION_GDA.OBJECT", "S3.TRANSITION_GIR.OBJECT", "S3.TRANSITION_INT.OBJECT",
    "S3.TRANSITION_SIA.OBJECT", "S3.TRANSITION_ZIA.OBJECT", "S3.RESTORE.OBJECT",
    *(f"REST.COPY.{what}" for what in ("OBJECT", "OBJECT_GET", "PART", "PART_GET")),
    *(f"REST.DELETE.{what}" for what in (*_OF_BOTH, "UPLOAD")),
    *(f"REST.GET.{what}" for what in (*_OF_BOTH, "BUCKETVERSIONS", "LOCATION", "SERVICE", "UPLOAD", "UPLOADS")),
    *(f"REST.HEAD.{what}" for what in ("BUCKET", "OBJECT")),
    "REST.OPTIONS.PREFLIGHT",
    *(f"REST.POST.{what}" for what in ("BUCKET", "MULTI_OBJECT_DELETE", "OBJECT", "RESTORE", "UPLOAD", "UPLOADS")),
    *(f"REST.PUT.{what}" for what in (*_OF_BOTH, "PART")),
    *(
        f"SOAP.{what}"
        for what in ("CreateBucket", "DeleteBucket", "DeleteObject", "GetObject", "ListBucket", "PutObject")
    ),
    *(f"WEBSITE.{verb}.{what}" for verb in ("GET", "HEAD") for what in ("BUCKET", "OBJECT")),
)  # fmt: skip
# An operation is of an object if its last part begins so; the verbs that are not words of the language.
_OF_OBJECTS = ("OBJECT", "PART", "UPLOAD", "DELETEMARKER")
_KINDS = {
    "COPY": "creation", "CREATE": "creation", "DELETE": "deletion", "EXPIRE": "deletion", "GET": "access",
    "HEAD": "access", "OPTIONS": "access", "POST": "change", "PUT": "change",
}  # fmt: skip
# What a request that makes an object is called; others that put something on it change it.
_CREATIONS = frozenset(("REST.POST.OBJECT", "REST.POST.UPLOAD", "REST.PUT.BUCKET", "REST.PUT.OBJECT", "REST.PUT.PART"))
_READS = frozenset(("REST.COPY.OBJECT_GET", "REST.COPY.PART_GET", "REST.POST.OBJECT_SELECT"))
_DELETIONS = frozenset(("REST.POST.MULTI_OBJECT_DELETE",))
# Who asks where S3 acts by itself.
_SELF = "AmazonS3"
_OUTCOMES = {"2": "success", "3": "success", "4": "failure", "5": "failure"}

# 79a59df9 example-bucket [31/Oct/2023:15:09:55 +0000] 192.0.2.20 - 3E57427F3EXAMPLE REST.GET.OBJECT a.pdf
_HEAD = Pattern(
    r"(\S+) (\S+) \[([^\]\s]{20} [+-][0-9]{4})\] (\S+) (\S+) (\S+) "
    r"([A-Z0-9]{2,16}(?:\.[A-Za-z0-9_-]{1,64}){1,3}) (\S+) "
)
# "GET /a HTTP/1.1" 200 - 113 113 7 6
_REQUEST = Pattern(
    r'(?:"(.*?)"|-) ([0-9]{3}|-) ([^ "]{1,128}) ([0-9]{1,20}|-) ([0-9]{1,20}|-) ([0-9]{1,20}|-) ([0-9]{1,20}|-) '
)
# s3.eu-west-1.amazonaws.com | s3-eu-west-1.amazonaws.com
_REGION = Pattern(
    r"(?:[a-z0-9.-]{1,200}\.)?s3(?:-accesspoint|-website)?(?:\.dualstack)?[.-]([a-z]{2}(?:-[a-z]{1,16}){1,3}-[0-9])"
    r"\.amazonaws\.com(?:\.cn)?(?::[0-9]{1,5})?"
)


def _region(text: str) -> str | None:
    match = _REGION.fullmatch(text)
    return None if match is None else match[1]


def _service(text: str) -> str | None:
    """The service that made a request; `None` if it was somebody."""
    name = text.removeprefix("svc:")
    return name if name != text or text == _SELF else None


def _user(text: str) -> Document:
    """`user` of a requester: the whole is its id; a name in AWS has the user's at its end, or a role's session."""
    if _service(text) is not None:
        return {}
    piece: Document = {"id": text}
    kind, _, name = text.split(":", 5)[-1].partition("/") if text.startswith("arn:") else ("", "", "")
    if kind == "assumed-role":
        role, _, name = name.partition("/")
        if role:
            piece["roles"] = [role]
    if name := name.rpartition("/")[2]:
        piece["name"] = name
    return piece


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "schema_version_id": word("version of the format", "version"),
    "bucket_owner_id": word("account that owns the bucket", "bucket.owner"),
    "bucket_name": word("bucket", "bucket.name"),
    "bucket_arn": word("name of the bucket in all of AWS", "bucket.arn"),
    "remote_ip": ecs("source.ip", read=ip, related="ip"),
    "requester": (
        Capture("user", "", _user, parts=("id", "name", "roles"), related=("user", "name")),
        own("keyword", "service of AWS that made the request", read=_service, name="requester_service"),
    ),
    "request_id": ecs("http.request.id"),
    "key_name": path(),
    "method": ecs("http.request.method"),
    "url": Capture("url", "", url, parts=("extension", "original", "path", "query")),
    "http_version": ecs("http.version"),
    "http_status": ecs("http.response.status_code", read=status_code),
    "error_code": ecs("error.code"),
    "bytes_sent": ecs("http.response.body.bytes", read=count),
    "object_size": ecs("file.size", read=count),
    "total_time": ecs("event.duration", read=from_milliseconds),
    "turn_around_time": number("milliseconds that S3 needed to answer", "turn_around_time"),
    "referer": ecs("http.request.referrer"),
    "user_agent": ecs("user_agent.original"),
    "version_id": word("version of the object", "version_id"),
    "host_id": word("second identifier of the request", "host_id"),
    "signature_version": word("version of the signature", "signature_version"),
    "cipher_suite": ecs("tls.cipher"),
    "authentication_type": word("how the request was authenticated", "authentication_type"),
    "host_header": (
        named_host(),
        ecs("cloud.region", read=_region),
    ),
    "tls_version": tls(),
    "access_point_arn": (
        word("access point that was asked", "access_point"),
        ecs("cloud.account.id", read=arn.account),
    ),
    "acl_required": word("whether an access control list decided", "acl_required"),
    "source_region": word("region that the request came from", "source_region"),
}  # fmt: skip

VALUES = Values(
    "aws_s3access",
    ACTIONS,
    CAPTURES,
    read_by_product="operation request_uri",
    names_actions=True,
    times={"request_time": "@timestamp"},
)

PRODUCT = Product(
    vendor="Amazon",
    name="S3 server access logs",
    versions="2006 to 2025",
    formats=("text", "json"),
    signatures=(
        *(Phrase(f" {operation} ") for operation in _OPERATIONS),
        Phrase(" SigV2 "),
        Phrase(" SigV4 "),
        Members("bucket_owner_id bucket_name operation request_time"),
    ),
    dataset="access",
    fields=("cloud.provider",),
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}


def parse(record: Record) -> Document | None:
    """The document of a request; `None` if its columns are not those of S3."""
    text = record.text.strip(" \t")
    said = _members(record) if text[:1] == "{" else _columns(text)
    operation = said.get("operation", "")
    if "." not in operation:
        return None
    request = clf.request(said.get("request_uri", ""))
    if request is not None:
        said["method"], said["url"], version = request
        said["http_version"] = version or ""
    document = VALUES.document(_action(operation), said, operation, record)
    outcome = _OUTCOMES.get(said.get("http_status", "")[:1])
    if outcome is not None:
        document["event"]["outcome"] = outcome
    document["cloud"] = {"provider": "aws", **document.get("cloud", _NOTHING)}
    return document


def _members(record: Record) -> dict[str, str]:
    return dict(json.flattened(objects.members(record)))


def _columns(text: str) -> dict[str, str]:
    """The columns of a line by their names; empty if it is not of S3."""
    head = _HEAD.match(text)
    request = None if head is None else _REQUEST.match(text, head.end())
    if head is None or request is None:
        return {}
    client, last = _client(text[request.end() :])
    first = [*head.groups()]
    time = first.pop(_TIME_PLACE)
    said = dict(columns.named((*_FIRST[:_TIME_PLACE], *_FIRST[_TIME_PLACE + 1 :]), first))
    said |= columns.named(_MIDDLE, [request[1] or "", *request.groups()[1:], *client])
    said |= columns.named(_LAST, last)
    for place, value in enumerate(last[len(_LAST) :], _BEFORE + len(_LAST)):
        said[f"{_MORE}{place + 1}"] = value
    return {**said, "request_time": time}


def _client(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The referrer and the program, and the columns after both, none of which is quoted."""
    if text[:1] != '"':
        referrer, _, rest = text.partition(" ")
        agent, _, last = rest.partition(" ")
        return (referrer, agent), last.split()
    both, _, last = text[1:].rpartition('"')
    referrer, _, agent = both.partition('" "')
    return (referrer, agent), last.split()


def _action(operation: str) -> str:
    """The kind of an event, by its operation: `REST.GET.OBJECT`."""
    _, verb, *rest = operation.split(".")
    what = rest[-1] if rest else verb
    subject = "object" if what.startswith(_OF_OBJECTS) or operation in _DELETIONS else "bucket"
    if operation in _READS:
        return f"{subject}/access"
    if operation in _CREATIONS:
        return f"{subject}/creation"
    if operation in _DELETIONS:
        return f"{subject}/deletion"
    kind = _KINDS.get(verb) or verbs.type_of(verb)
    return f"{subject}/{kind}" if f"{subject}/{kind}" in ACTIONS else f"{subject}/change"
