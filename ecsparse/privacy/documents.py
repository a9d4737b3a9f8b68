"""Documents in which what tells who and where is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ecsparse.decoding import MAX_LINE
from ecsparse.ecs.envelope import add_tags
from ecsparse.ecs.lint import table
from ecsparse.errors import BadRule
from ecsparse.occurrences.addresses import product_versions
from ecsparse.patterns import Pattern
from ecsparse.privacy.marks import Marks
from ecsparse.privacy.pseudonyms import Pseudonyms
from ecsparse.privacy.rewriting import Replacing, Rewriting, address_of, endpoint
from ecsparse.privacy.roles import CLOSED, WORDS, role_of, says_nothing
from ecsparse.privacy.rules import HOST, IP, MAIL, RULES, USER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ecsparse.privacy.rewriting import Replaces
    from ecsparse.record import Document

# The tag of documents whose text is left out, since nobody knows what is in it.
TEXT_LEFT_OUT = "text_left_out"

# The rule of fields that are named by the user.
FIELD = "redacted"

# How much is looked at in one document: the number of its values times the characters of its texts.
_MOST_WORK = 64 * MAX_LINE

# SubjectUserName=alice doe (all of a text)
_MEMBER = Pattern(r"([\w.@:\[\]-]{1,64}?)=(.+)")
# user=alice | User = alice | user: alice (in a text)
_NAME = Pattern(r"(?<![\w.@-])([\w.@-]{1,64})[ \t]?(=|:(?=[ \t]))[ \t]?")
# "alice doe" | alice doe (before ` host=`, `&host=`, the end of a line or of the text)
_VALUE = Pattern(r'"([^"\r\n]+)"|((?:[^ \t\r\n;&]++|[ \t;&]++(?![\w.@-]{1,64}[ \t]?(?:=|:[ \t])))++)')
# alice
_WORD = Pattern(r'"([^"\r\n]+)"|((?:[^\s,;&"\\]++|\\(?!r\\n))++)')
# "Alice Doe" <alice@example.com>
_MAILBOX = Pattern(r'\s*+"?([^"<>]*+)"?\s*+<([^<>]*+)>\s*+')


# Fields of ECS in which pairs of a name and its value stand.
_OF_PAIRS = frozenset(("http.request.body.content", "process.command_line", "url.query"))
_OF_MAILBOXES = frozenset(f"email.{end}.address" for end in ("bcc", "cc", "from", "reply_to", "sender", "to"))

# what `--enrich` makes of the line, or of its addresses and ports
_HASHES = ("event.hash", "network.community_id")


class Privacy:
    """What is replaced in documents, and by what.

    `rules` are some of `RULES`, `fields` the dotted names of more fields, or of objects of fields. With a `key` of
    32 bytes, values are replaced by pseudonyms, else by marks such as `[user]`, and a field that cannot hold a mark
    (an address) is left out. Of a line that no product claims, or that is malformed, the text is left out; with
    `keeps_text`, the addresses and mail addresses in it are replaced.

    Raises:
        BadKey: the key cannot be one, or what pseudonyms need is not installed.
        BadRule: there is no such rule, or documents need one of the fields as it is.
    """

    def __init__(
        self,
        rules: Iterable[str] = RULES,
        *,
        fields: Iterable[str] = (),
        key: bytes | None = None,
        keeps_text: bool = False,
    ) -> None:
        self._rules = frozenset(rules)
        self._fields = tuple(sorted(set(fields)))
        self._key = key
        self._keeps_text = keeps_text
        for rule in sorted(self._rules.difference(RULES)):
            raise BadRule(f"there is no rule {rule!r} to redact by; known are {', '.join(RULES)}")
        for field in self._fields:
            if any(f"{name}.".startswith(f"{field}.") or f"{field}.".startswith(f"{name}.") for name in CLOSED):
                raise BadRule(f"{field} cannot be redacted: documents are told by it; name other fields")
        self._below = tuple(f"{field}." for field in self._fields)
        self._by: Replaces = Marks() if key is None else Pseudonyms(key)
        self._replacing = Replacing(self._by)

    def __reduce__(self) -> tuple[Callable[..., Privacy], tuple[Any, ...]]:
        return _made, (tuple(sorted(self._rules)), self._fields, self._key, self._keeps_text)

    @property
    def has_key(self) -> bool:
        """Whether values are replaced by pseudonyms."""
        return self._key is not None

    @property
    def identity(self) -> tuple[Any, ...]:
        """What two that replace the same by the same have in common; it does not tell the key."""
        return tuple(sorted(self._rules)), self._fields, self._by.identity, self._keeps_text

    def document(self, document: Document) -> Document:
        """A copy of `document` in which everything is replaced."""
        rewriting = Rewriting(self._replacing, self._rules)
        self._learn(document, "", rewriting)
        if document.get("event", {}).get("kind") == "pipeline_error" and not self._keeps_text:
            document = _without_text(document)
        elif rewriting.number * len(str(document.get("message", ""))) > _MOST_WORK:
            document = _without_text(document)
            rewriting.looks = False
        found: Document = self._replaced(document, "", rewriting)
        return found

    def _rule(self, path: str) -> str | None:
        """The rule by which all of a field is replaced; `None` if it is looked through."""
        if self._below and f"{path}.".startswith(self._below):
            return FIELD
        if path == "transaction.id":
            # made of hosts and addresses
            return HOST if self._rules & {HOST, IP} else None
        if path in _HASHES:
            # whoever guesses the line, or its addresses, could tell that the guess is right
            return FIELD
        role = role_of(path)
        return role if role in self._rules else None

    def _learn(self, value: Any, path: str, rewriting: Rewriting) -> None:  # noqa: ANN401 - any part of a document
        """Tell `rewriting` what is to be replaced in `value`, which is at `path`."""
        if value.__class__ is dict:
            before = f"{path}." if path else ""
            for key, inner in value.items():
                self._learn(inner, before + key, rewriting)
        elif value.__class__ is list:
            is_own = path not in table().types
            for inner in value:
                if is_own and inner.__class__ is str and (match := _MEMBER.fullmatch(inner)):
                    self._learn_value(match[2], self._rule(match[1]), rewriting)
                self._learn(inner, path, rewriting)
        elif value.__class__ is str:
            self._learn_text(value, path, rewriting)
        elif value.__class__ is not bool and self._rule(path) is not None:
            self._learn_text(str(value), path, rewriting)

    def _learn_text(self, text: str, path: str, rewriting: Rewriting) -> None:
        rule = self._rule(path)
        if rule is not None:
            self._learn_value(text, rule, rewriting)
        elif path.endswith("version"):
            rewriting.spare(text)
        elif path == "user_agent.original":
            for start, end in product_versions(text):
                rewriting.spare(text[start:end])
        elif path == "http.request.referrer" and "://" not in text:
            # www.example.com/start
            self._learn_value(text.partition("/")[0], HOST if HOST in self._rules else None, rewriting)
        elif path in _OF_MAILBOXES:
            mailbox = _MAILBOX.fullmatch(text)
            name, address = mailbox.groups() if mailbox else ("", text)
            self._learn_value(name.strip(), USER if USER in self._rules else None, rewriting)
            self._learn_value(address, MAIL if MAIL in self._rules else None, rewriting)
        elif ("=" in text or ": " in text) and (path not in table().types or path in _OF_PAIRS):
            self._learn_pairs(text, path, rewriting)

    def _learn_pairs(self, text: str, path: str, rewriting: Rewriting) -> None:
        """Learn what pairs in a text say, `user=alice host=web1`: a value ends where the next name begins.

        Or where an address does; after a colon, and in a field of ECS, it is a word.
        """
        name = _NAME.search(text)
        while name is not None:
            end, rule = name.end(), self._rule(name[1])
            value = _WORD if path in _OF_PAIRS or name[2] == ":" else _VALUE
            if rule is not None and (match := value.match(text, end)):
                end = match.end()
                self._learn_value(_before_address(match[1] or match[2]), rule, rewriting)
            name = _NAME.search(text, end)

    def _learn_value(self, value: str, rule: str | None, rewriting: Rewriting) -> None:
        rule = self._rule_of_value(value, rule)
        if rule is not None and not says_nothing(value, rule):
            rewriting.learn(value, rule)

    def _rule_of_value(self, value: str, rule: str | None) -> str | None:
        """`rule`, which covers a field, or that of addresses where one stands in place of a name."""
        if rule in {USER, HOST} and address_of(endpoint(value).name) is not None:
            return IP if IP in self._rules else None
        return rule

    def _replaced(self, value: Any, path: str, rewriting: Rewriting) -> Any:  # noqa: ANN401 - as above
        """What replaces `value`, which is at `path`; `None` if it is to be left out."""
        if path in CLOSED:
            return value
        if value.__class__ is dict:
            return self._replaced_object(value, path, rewriting)
        if value.__class__ is list:
            found = [each for inner in value if (each := self._replaced(inner, path, rewriting)) is not None]
            if all(each.__class__ is str for each in found):
                found = sorted({*found}) if path.startswith("related.") else list(dict.fromkeys(found))
            return found if found or not value else None
        if value.__class__ is str:
            return self._replaced_text(value, path, rewriting)
        return value if self._rule(path) is None else None

    def _replaced_object(self, value: Document, path: str, rewriting: Rewriting) -> Document | None:
        before = f"{path}." if path else ""
        ecs = table()
        has_names = path in ecs.open or ecs.is_inside_of_open(path)
        found: Document = {}
        for key, inner in value.items():
            replaced = self._replaced(inner, before + key, rewriting)
            if replaced is not None:
                found[rewriting.text(key) if has_names else key] = replaced
        if "extension" in found and not _ends_with_extension(found):
            # the end of a name that is replaced
            del found["extension"]
        return found if found or not value else None

    def _replaced_text(self, text: str, path: str, rewriting: Rewriting) -> str | None:
        rule = self._rule_of_value(text, self._rule(path))
        if rule is None:
            if not rewriting.looks and path not in WORDS:
                return None
            return rewriting.text(text, has_names=path not in WORDS)
        if rule != FIELD and says_nothing(text, rule):
            return text
        replacement = rewriting.value(text, rule)
        return replacement if self._by.can_hold(path, replacement) else None


def _ends_with_extension(piece: Document) -> bool:
    """Whether a path or a name in `piece`, which is `file` or `url`, still has its extension."""
    end = f".{piece['extension']}".lower()
    return any(str(piece.get(name, "")).lower().endswith(end) for name in ("name", "path"))


def _before_address(value: str) -> str:
    """The words of `value` before one that is an address, which is known by itself."""
    words = value.split(" ")
    known = next((n for n, word in enumerate(words) if address_of(endpoint(word.strip(",.()")).name)), len(words))
    return " ".join(words[:known]).rstrip()


def _made(rules: tuple[str, ...], fields: tuple[str, ...], key: bytes | None, keeps_text: bool) -> Privacy:  # noqa: FBT001 - from a pickle
    return Privacy(rules, fields=fields, key=key, keeps_text=keeps_text)


def _without_text(document: Document) -> Document:
    """`document` without the text of its line, and what of it nobody read."""
    kept = {key: value for key, value in document.items() if key != "message"}
    kept["event"] = {key: value for key, value in document.get("event", {}).items() if key != "original"}
    if "structured_data" in document.get("log", {}).get("syslog", {}):
        syslog = {key: value for key, value in document["log"]["syslog"].items() if key != "structured_data"}
        kept["log"] = {**document["log"], "syslog": syslog}
    add_tags(kept, [TEXT_LEFT_OUT])
    return kept
