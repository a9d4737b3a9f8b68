"""Documents in which what tells who and where is replaced: laws over all samples."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from html import unescape
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import orjson
import pytest
from command import CARRIERS, DATED, REFERENCE, documents, run, sample_lines, samples
from sampled import each_extent, lines_of

import ecsparse
from ecsparse.ecs.lint import check, table
from ecsparse.ecs.pieces import is_ip
from ecsparse.encoding import FLAT, encoder
from ecsparse.explanation import Explainer
from ecsparse.explanation.fields import WHOLE
from ecsparse.outcomes import REJECTED
from ecsparse.pipeline import Pipeline
from ecsparse.privacy.documents import TEXT_LEFT_OUT, Privacy
from ecsparse.privacy.pseudonyms import Pseudonyms
from ecsparse.privacy.roles import CLOSED, WORDS, role_of, says_nothing
from ecsparse.privacy.rules import HOST, IP, RULES, USER
from ecsparse.profiles import ECS, PROFILES
from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from command import Argument

    from ecsparse.profiles import Profile
    from ecsparse.record import Document

KEY = bytes(range(32))
WAYS = {"marks": Privacy(), "pseudonyms": Privacy(key=KEY), "texts": Privacy(key=KEY, keeps_text=True)}
PSEUDONYMS = Pseudonyms(KEY)
MARK = re.compile(rf"\[(?:{'|'.join((*RULES, 'redacted'))})\]")

each_way = pytest.mark.parametrize("way", WAYS)
each_profile = pytest.mark.parametrize("profile", PROFILES)

# Fields that name users and hosts, whatever else does.
USERS = (
    "related.user", "user.name", "source.user.name", "destination.user.name", "user.target.name", "user.email",
    "user.effective.name", "user.changes.name", "client.user.name", "server.user.name", "url.username",
)  # fmt: skip
HOSTS = (
    "related.hosts", "host.name", "host.hostname", "source.domain", "destination.domain", "observer.name",
    "client.domain", "server.domain", "url.domain", "dns.question.name",
)  # fmt: skip


@cache
def plain(profile: Profile, extent: str) -> list[Document]:
    return list(Pipeline(profile=profile, reference_date=REFERENCE).documents(lines_of(extent, profile)))


@cache
def replaced(profile: Profile, extent: str, way: str) -> list[Document]:
    pipeline = Pipeline(profile=profile, reference_date=REFERENCE, privacy=WAYS[way])
    return list(pipeline.documents(lines_of(extent, profile)))


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any part of a document
    """The values in a document with the names of their fields, and each key as a value of its object."""
    if isinstance(value, dict):
        for key, inner in value.items():
            name = f"{path}.{key}" if path else key
            if path in table().open:
                yield path, key
            yield from leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value


def originals(document: Document) -> Iterator[tuple[str, str]]:
    """What must not be in the output: addresses, users, hosts, each with its rule."""
    for path, value in leaves(document):
        is_address = isinstance(value, str) and path.endswith("ip") and is_ip(value)
        # `::` is any address, and nobody's
        if (is_address or table().types.get(path) == "ip") and not says_nothing(value, IP):
            yield value, IP
        for rule, names in ((USER, USERS), (HOST, HOSTS)):
            if path in names and not says_nothing(value, rule) and not value.isdecimal():
                yield value.lower(), rule


def decoded(text: str) -> Iterator[str]:
    """A text as it stands, and without each of its encodings."""
    yield text
    yield unquote(text)
    yield unescape(text)
    halves = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text).replace("\\\\", "\\")
    yield halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for word in re.findall(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){4,}(?![0-9A-Za-z])", text):
        yield bytes.fromhex(word).decode(errors="replace")
    for word in re.findall(r"(?<![\w+/=-])[\w+/-]{12,}={0,2}", text, re.ASCII):
        try:
            yield base64.b64decode(word + "=" * (-len(word) % 4)).decode(errors="replace")
        except ValueError:
            continue


def is_in(value: str, texts: str) -> bool:
    """Whether `texts` have `value` as a whole token."""
    before = r"(?<![\w])" if re.match(r"\w", value) else ""
    after = r"(?![\w])" if re.search(r"\w\Z", value) else ""
    return value in texts and re.search(f"{before}{re.escape(value)}{after}", texts) is not None


class Texts:
    """What `document` says in its fields, plain and decoded."""

    def __init__(self, document: Document) -> None:
        found = [
            (path, text)
            for path, each in leaves(document)
            if isinstance(each, str) and path not in CLOSED
            for text in decoded(MARK.sub("[]", each))
        ]
        # a mark may be written in an encoding
        self._all = MARK.sub("[]", "\n".join(text for _, text in found)).lower()
        self._names = MARK.sub("[]", "\n".join(text for path, text in found if path not in WORDS)).lower()

    def have(self, value: str, rule: str) -> bool:
        """Whether they have `value` anywhere but, for a name, among the words of products and protocols."""
        return is_in(value, self._all if rule == IP else self._names)


def is_left(value: str, rule: str, document: Document) -> bool:
    """Whether `document` has `value` anywhere."""
    return Texts(document).have(value, rule)


@cache
def hidden(profile: Profile, extent: str) -> list[set[tuple[str, str]]]:
    """What must not be in the output, by document."""
    return [set(originals(document)) for document in plain(profile, extent)]


@each_extent
@each_profile
def test_values_are_found_where_nothing_is_replaced(profile: Profile, extent: str) -> None:
    for values, document in zip(hidden(profile, extent), plain(profile, extent), strict=True):
        texts = Texts(document)
        assert [each for each in values if not texts.have(*each)] == []
    assert sum(map(len, hidden(profile, extent))) > 100


@pytest.mark.thinned(3)
@each_extent
@each_profile
@each_way
def test_no_value_is_left_in_any_field_or_encoding(way: str, profile: Profile, extent: str) -> None:
    for values, after in zip(hidden(profile, extent), replaced(profile, extent, way), strict=True):
        left = Texts(after)
        assert [each for each in values if left.have(*each)] == [], json.dumps(after)[:900]


def streams(*options: Argument) -> tuple[list[Document], str]:
    """The documents and the notes of a run over chosen lines, carriers, and a file with nothing to read."""
    lines, logs = lines_of("chosen")[::6], samples(f"{CARRIERS}/*.log")
    done = run("--profile", ECS, "-v", *DATED, *options, "-", *logs, "none.log", stdin=b"\n".join(lines))
    assert done.returncode == 1
    return documents(done.stdout), done.stderr.decode()


@pytest.mark.thinned(2)
@pytest.mark.parametrize("options", [("--redact", "all"), ("--pseudonymize", "key", "--sessions")])
def test_no_value_is_on_either_stream_of_the_command(options: tuple[str, ...], tmp_path: Path) -> None:
    key_file(tmp_path)
    before, told_before = streams(*options[2:])
    after, told = streams(*(tmp_path / "key" if each == "key" else each for each in options))
    found = {
        (value, json.dumps(one)[:900])
        for whole, one in zip(before, after, strict=True)
        for value, rule in set(originals(whole))
        if is_left(value, rule, one)
    }
    assert found == set()
    values = {value for whole in before for value, _ in originals(whole)}
    counted = re.compile(r"ecsparse: [\w. -]+ [0-9.]+|ecsparse: none.log: No such file or directory")
    assert all(counted.fullmatch(line) for line in told.splitlines())
    assert {value for value in values if is_in(value, told.lower())} == {
        value for value in values if is_in(value, told_before.lower())
    }


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("f5_bigip.text", "user=al(al) level=x host=192.0.2.5 n=1", "user=[user] level=x host=[ip] n=1"),
        ("f5_bigip.text", "User=al tty=ssh host=192.0.2.5 failed", "User=[user] tty=ssh host=[ip] failed"),
        ("f5_bigip.text", "User=Al B. Doe host=web 1 n=1", "User=[user] host=[host] n=1"),
        ("f5_bigip.text", "user=al on 192.0.2.5", "user=[user] [ip]"),
        ("f5_bigip.text", 'user="al doe" is al', 'user="[user]" is al'),
        ("f5_bigip.text", "User = EX\\al ip: 192.0.2.5 hostname: pc7", "User = [user] ip: [ip] hostname: [host]"),
        ("f5_bigip.text", "Server: web1 done, by 192.0.2.5", "Server: [host] done, by [ip]"),
        ("f5_bigip.text", "a=b,User=al", "a=b,User=[user]"),
        ("f5_bigip.text", "level=al user=root=al", "level=al user=[user]"),
        ("windows_event.other", ["SubjectUserName=Al x=Doe"], ["SubjectUserName=[user]"]),
        ("windows_event.other", ["a.user[0]=al", "n=al"], ["a.user[0]=[user]", "n=[user]"]),
        ("url.query", "user=al&x=alb&host=web1", "user=[user]&x=alb&host=[host]"),
        ("process.command_line", "/bin/x --user=al -h", "/bin/x --user=[user] -h"),
        ("http.request.referrer", "https://al:x@web1/al?b", "https://[user]@[host]/al?b"),
        ("http.request.referrer", "web1.example/a", "[host]/a"),
        (
            "event.reason",
            "no http%3A%2F%2Fweb1%3A80%2F, http://192.0.2.5/",
            "no http%3A%2F%2F%5Bhost%5D%3A80%2F, http://[ip]/",
        ),
        ("tls.client.subject", "CN=al", "CN=[user]"),
        ("tls.client.subject", "C=FR,CN=Al Doe,O=Ex", "C=FR,CN=[user],O=Ex"),
        ("event.reason", "no CN=web1.example for uid=al,ou=x,dc=ex", "no CN=[host] for uid=[user],ou=x,dc=[host]"),
        ("error.message", "x uid=1000 gid=1000 dcn=al", "x uid=1000 gid=1000 dcn=al"),
        ("file.path", "/home/al", "/home/[user]"),
        ("log.file.path", "/export/home/al/x.log", "/export/home/[user]/x.log"),
        ("url.path", "/app/home/x.html", "/app/home/x.html"),
        ("file.path", "C:\\Users\\al\\x", "C:\\Users\\[user]\\x"),
        ("file.path", "C:\\Users\\Public\\x", "C:\\Users\\Public\\x"),
        ("email.from.address", '"Al Doe" <al@ex.example>', '"[user]" <[mail]>'),
        ("email.to.address", ["al"], ["[mail]"]),
    ],
)
def test_names_are_known_by_what_stands_around_them(field: str, text: Any, expected: Any) -> None:  # noqa: ANN401 - texts or lists
    document: Any = text
    for name in reversed(field.split(".")):
        document = {name: document}
    found: Any = WAYS["marks"].document(document)
    for name in field.split("."):
        found = found[name]
    assert found == expected


@pytest.mark.thinned(3)
@each_extent
@each_way
def test_documents_stay_valid(way: str, extent: str) -> None:
    assert [finding for document in replaced(ECS, extent, way) for finding in check(document)] == []


def pseudonym(value: str) -> str:
    """That of an address; one of IPv4 that is written as one of IPv6 has its own."""
    address = ip_address(value)
    return str(PSEUDONYMS.of_address(getattr(address, "ipv4_mapped", None) or address))


@each_extent
@each_profile
def test_a_value_has_one_pseudonym_wherever_it_stands(profile: Profile, extent: str) -> None:
    seen = 0
    for before, after in zip(plain(profile, extent), replaced(profile, extent, "pseudonyms"), strict=True):
        for name in ("related.ip", "source.ip", "source.address"):
            values = [
                value for path, value in leaves(before) if path == name and is_ip(value) and not says_nothing(value, IP)
            ]
            expected = {pseudonym(value) for value in values if "%" not in value}
            assert expected - {value for path, value in leaves(after) if path == name} == set()
            text = before["message"]
            # an address in a longer value has the pseudonym of that: 198.51.100.179 (External AS 64511)
            longer = [
                said for path, said in leaves(before) if path not in WHOLE and isinstance(said, str) and said in text
            ]
            for value in values:
                is_own = not any(value in said and said != value for said in longer)
                if "message" in after and is_in(value, text) and is_own and f"{ip_address(value)}" == value:
                    seen += 1
                    assert pseudonym(value) in after["message"], text
    assert seen > 50


@pytest.mark.thinned(2)
@each_extent
@each_profile
def test_what_explain_shows_of_a_value_is_replaced_in_the_text(profile: Profile, extent: str) -> None:
    explainer = Explainer(profile=profile, reference_date=REFERENCE)
    pipeline = Pipeline(profile=profile, reference_date=REFERENCE, privacy=WAYS["pseudonyms"])
    shown = 0
    for line in lines_of(extent, profile)[:: 10 if extent == "chosen" else 1]:
        explanation = explainer.explain(line)
        (after,) = pipeline.documents([line])
        whole = after.get("event", {}).get("original", after.get("message", ""))
        values = {value for value, _ in originals(explanation.document or {})}
        for field in explanation.fields:
            if field.origin != "line" or str(field.value).lower() not in values or len(str(field.value)) < 3:
                continue
            for start, end in field.spans:
                shown += 1
                assert not is_in(explanation.line[start:end].lower(), whole.lower()), (line, after)
    assert shown > 15


@each_way
def test_the_text_of_a_line_that_nobody_reads_is_left_out_unless_asked(way: str) -> None:
    lines = [
        b"alice called bob@example.com from 192.0.2.7 (00:00:5e:00:53:01)",
        b"FILE_Link dad root root OK 31 jul 20",
    ]
    for line, document in zip(lines, Pipeline(privacy=WAYS[way]).documents(lines), strict=True):
        assert document["error"]["type"] in REJECTED
        assert (TEXT_LEFT_OUT in document.get("tags", ())) == (way != "texts")
        assert ("message" in document) == (way == "texts")
        known = ("192.0.2.7", "00:00:5e:00:53:01", "bob", "dad")
        assert not any(is_in(each, json.dumps(document)) for each in known)
        assert line not in orjson.dumps(document)


@each_way
def test_an_error_that_a_product_tells_of_leaves_its_text(way: str) -> None:
    document = {"event": {"kind": "event"}, "error": {"type": "unmatched"}, "message": "a report of an error"}
    assert WAYS[way].document(document) == document


# How products describe fields that name users or hosts; and those that name a maker, an authority or a role.
OF_SOMEBODY = re.compile(
    r"(?i)(?:whom?|users?|recipient|sender|caller|accounts?|hosts?"
    r"|(?:other )?names? of (?:a|the) (?:user|person|host|client|neighbour|machine|computer|virtual machine))\b"
)
OF_NOBODY = frozenset((
    "aws_cloudtrail.identity.provider", "aws_cloudtrail.recipient_account_id", "cisco_ise.accounting_authentic",
    "cisco_meraki.instigator", "crowdstrike_fdr.system_manufacturer",
    "fortinet_fortigate.destination.device.vendor", "fortinet_fortigate.source.device.vendor",
    "freeradius.accounting.authentic", "github_audit.repository.visibility",
    "google_workspace.drive.old_visibility", "google_workspace.drive.visibility",
    "google_workspace.saml.initiated_by", "keycloak.identity_provider", "okta.provider",
    "sentinelone.threat.classification_source", "sentinelone.threat.initiated_by", "zeek.known.issuer",
    "zeek.known.subject", "zscaler_zpa.identity_provider",
))  # fmt: skip


def test_fields_that_a_product_says_to_name_somebody_are_covered() -> None:
    left = {
        name
        for product in BUILT_IN.names()
        for name, field in BUILT_IN.load(product).PRODUCT.own_fields.items()
        if field.type in {"keyword", "wildcard", "text"}
        and OF_SOMEBODY.match(field.description)
        and role_of(name) is None
    }
    assert left == OF_NOBODY


def test_a_recipient_before_aliases_is_a_user() -> None:
    line = "Oct 31 15:09:55 mx1 postfix/smtp[3]: 4F1A2B3C4D: to=<al@example.com>, orig_to=<wheel>, relay=none, "
    text = f"{line}delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (no route for Wheel)"
    (document,) = Pipeline(profile=ECS, privacy=Privacy([USER])).documents([text])
    assert b"wheel" not in orjson.dumps(document).lower()


def test_the_extension_of_a_name_that_is_replaced_goes_with_it() -> None:
    line = '192.0.2.7 - zoe.smith [31/Oct/2023:15:09:55 +0100] "GET /{} HTTP/1.1" 200 5'
    found = [
        document["url"].get("extension")
        for document in Pipeline(privacy=Privacy([USER])).documents(map(line.format, ("zoe.smith", "zoe.smith/a.PHP")))
    ]
    assert found == [None, "PHP"]


def test_rules_choose_what_is_replaced() -> None:
    line = "2026-03-04T05:06:07Z web1 sshd[412]: Accepted password for alice from 203.0.113.7 port 51022 ssh2"
    for rule, value in {"user": "alice", "host": "web1", "ip": "203.0.113.7"}.items():
        (document,) = Pipeline(privacy=Privacy([rule])).documents([line])
        left = {each for each in ("alice", "web1", "203.0.113.7") if is_left(each, IP, document)}
        assert left == {"alice", "web1", "203.0.113.7"} - {value}
    (document,) = Pipeline(privacy=Privacy([], fields=["source.port", "openssh"])).documents([line])
    assert document["event"]["original"] == line.replace("password", "[redacted]").replace("51022", "[redacted]")
    assert "port" not in document["source"]
    assert document["openssh"] == {"auth_method": "[redacted]"}


@pytest.mark.parametrize("options", [("--redact", "mac"), ("--redact-field", "source.port")])
def test_hashes_of_what_a_document_hides_are_replaced(options: tuple[str, ...]) -> None:
    pytest.importorskip("communityid")
    line = sample_lines("netfilter/traffic.log")[0]
    (plain,) = documents(run("--enrich", "hash,community-id", stdin=line).stdout)
    done = run("--enrich", "hash,community-id", *options, stdin=line)
    for value in (plain["event"]["hash"], plain["network"]["community_id"]):
        assert value.encode() not in done.stdout
    (hidden,) = documents(done.stdout)
    assert {*hidden["event"]} == {*plain["event"]}


def test_numbers_of_versions_are_no_addresses_but_known_addresses_are() -> None:
    line = '192.0.2.7 - - [31/Oct/2023:15:09:55 +0100] "GET / HTTP/1.1" 200 5 "-" "A/120.0.0.0 B/192.0.2.7"'
    (document,) = Pipeline(privacy=WAYS["marks"]).documents([line])
    assert document["user_agent"]["original"] == "A/120.0.0.0 B/[ip]"


def test_colons_of_names_are_no_address() -> None:
    raw = b"2023-10-31T14:09:55Z web1 app: arn:aws:s3:::example-bucket std::beef::zoo 2001:db8::7, [2001:db8::8]:22"
    document = Pipeline(profile=ECS, privacy=Privacy([IP], keeps_text=True)).document(raw)[1]
    assert document["message"] == "arn:aws:s3:::example-bucket std::beef::zoo [ip], [[ip]]:22"


def test_a_document_with_too_much_to_look_for_has_no_texts() -> None:
    privacy = WAYS["marks"]
    users = [f"user{number}" for number in range(10_000)]
    document = {
        "@timestamp": "2023-10-31T15:09:55Z",
        "ecs": {"version": "9.4.0"},
        "event": {"kind": "event", "original": " ".join(users)},
        "message": " ".join(users),
        "related": {"user": users},
        "process": {"command_line": "user7"},
    }
    assert privacy.document(document) == {
        "@timestamp": "2023-10-31T15:09:55Z",
        "ecs": {"version": "9.4.0"},
        "event": {"kind": "event"},
        "related": {"user": ["[user]"]},
        "tags": [TEXT_LEFT_OUT],
    }


def key_file(folder: Path) -> Path:
    path = folder / "key"
    path.write_bytes(KEY)
    path.chmod(0o600)
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "all.log"
    path.write_bytes(b"".join(line + b"\n" for line in lines_of("chosen")[::6]))
    return path


def test_every_way_gives_the_same_documents(tmp_path: Path, log: Path) -> None:
    options = ("--profile", "ecs", *DATED, "--pseudonymize", key_file(tmp_path))
    output = run(*options, log).stdout
    documents = [orjson.loads(line) for line in output.splitlines()]
    pipeline = Pipeline(profile=ECS, reference_date=REFERENCE, privacy=WAYS["pseudonyms"])
    assert documents == list(pipeline.documents(log.read_bytes().splitlines()))
    assert run(*options, "--jobs", "2", log).stdout == output
    flat = run(*options, "--format", "flat", log).stdout.splitlines()
    assert flat == [encoder(FLAT)(document) for document in documents]
    bulk = run(*options, "--format", "bulk", "--no-origin", log).stdout.splitlines()
    assert [orjson.loads(line) for line in bulk[1::2]] == documents
    for jobs in ("1", "2"):
        folder = tmp_path / f"out{jobs}"
        run("convert", *options, "--no-origin", "--jobs", jobs, "-o", folder, log)
        assert (folder / "all.log.ndjson").read_bytes() == output
    again = run("convert", *options, "--no-origin", "--resume", "-o", folder, log).stdout
    assert b"skipped" in again
    # other pseudonyms are other documents: nothing is gone on with
    run("convert", "--profile", "ecs", *DATED, "--redact", "all", "--no-origin", "--resume", "-o", folder, log)
    assert (folder / "all.log.ndjson").read_bytes() != output


@pytest.mark.thinned(2)
@pytest.mark.parametrize("way", ["--redact=all", "--pseudonymize=key"])
def test_ids_are_the_same_in_each_run_and_do_not_tell_the_line(way: str, tmp_path: Path, log: Path) -> None:
    """An id made of the line itself would tell whoever guesses the line that the guess is right."""
    key_file(tmp_path)
    arguments = ("--format", "bulk", *DATED, log.name)
    first, second, before = (
        [*map(orjson.loads, run(*options, *arguments, cwd=tmp_path).stdout.splitlines())]
        for options in ((way,), (way,), ())
    )
    assert first == second
    ids, plain_ids = ([each["create"]["_id"] for each in found[::2]] for found in (first, before))
    assert len({*ids}) == len(ids)
    texts, lines = ([each["event"].get("original") for each in found[1::2]] for found in (first, before))
    changed = [one != other for one, other in zip(texts, lines, strict=True)]
    assert [one != other for one, other in zip(ids, plain_ids, strict=True)] == changed
    assert sum(changed) > 50


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--redact", "name"), "'name' is not one of ip, mac, mail, user, host, all."),
        (
            ("--redact-field", "sorce.ip"),
            "no field 'sorce.ip' to redact; ecsparse schema lists them. Did you mean",
        ),
        (("--redact-field", "event.kind"), "event.kind cannot be redacted: documents are told by it"),
        (("--redact-field", "event"), "event cannot be redacted: documents are told by it"),
        (("--unmatched-text",), "--unmatched-text has no effect without --redact or --pseudonymize"),
        (("--redact", "all", "--rejects", "x"), "--rejects writes lines unchanged; leave it out"),
        (("--pseudonymize", "nokey"), "nokey: cannot read a key: No such file or directory; make one with"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert expected in done.stderr.decode()


def test_a_program_is_told_of_rules_and_fields_that_cannot_be() -> None:
    with pytest.raises(ecsparse.BadRule, match="there is no rule 'name' to redact by; known are ip, mac"):
        Privacy(["name"])
    with pytest.raises(ecsparse.BadRule, match="@timestamp cannot be redacted"):
        Privacy(fields=["@timestamp"])
    with pytest.raises(ecsparse.BadKey, match="has 3 bytes, where a key has 32"):
        Privacy(key=b"abc")
