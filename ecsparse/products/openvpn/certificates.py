"""What OpenVPN's messages say of certificates, of TLS and of ciphers.

For the profile `ecs`: each reader adds what it reads in a message to the document and its event.
"""

from __future__ import annotations

from ecsparse.formats import dn
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn.pieces import add_own, fault, set_user, without_none
from ecsparse.record import Document

_X509 = {
    "c": "country", "cn": "common_name", "l": "locality", "o": "organization", "ou": "organizational_unit",
    "st": "state_or_province",
}  # fmt: skip

# VERIFY ERROR: depth=0, error=certificate has expired: C=DE, O=Example, CN=alice, serial=4096
_VERIFY = Pattern(r"VERIFY [A-Z ]{2,16}: depth=([0-9]{1,4}), (?:error=([^:]{1,256}): )?")
# , peer certificate: 2048 bits RSA, signature: RSA-SHA256 | , 256 bit EC, curve: prime256v1
_CERTIFICATE = Pattern(
    r"Control Channel: [^,]{1,64}, cipher [^,]{1,128}, (?:peer certificate: )?"
    r"([0-9]{1,9}) bits? ([A-Za-z0-9-]{2,32})"
    r"(?:, curve:? ([A-Za-z0-9-]{1,64}))?(?:, signature: ([A-Za-z0-9-]{1,64}))?"
)
# , peer temporary key: 253 bits X25519 | , key agreement: X25519MLKEM768
_AGREEMENT = Pattern(
    r".{0,512}(?: temporary key: [0-9]{1,9} bits (?:EC, curve )?|, key agreement: )([A-Za-z0-9_-]{3,64})(?:,|$)"
)
# Control Channel: TLSv1.3
_TLS_VERSION = Pattern(r"Control Channel: (D?TLS|SSL)v([0-9](?:\.[0-9])?)(?=,)")
# client01
_PLAIN_NAME = Pattern(r"[0-9A-Za-z._@-]++")
# 4096
_SERIAL = Pattern(r"[0-9]{1,60}")


def certificate(document: Document, event: Document, message: str) -> None:
    """`VERIFY ERROR: depth=0, error=certificate has expired: C=DE, O=Example, CN=alice, serial=4096`."""
    match = _VERIFY.match(message)
    if match is None:
        _checked(document, event, message)
        return
    depth, cause = match.groups()
    name = message[match.end() :]
    if message.startswith("VERIFY CRL: "):
        name, cause = name.removesuffix(" is revoked"), "is revoked"
    subject, found, serial = name.rpartition(", serial=")
    if found and _SERIAL.fullmatch(serial):
        name = subject
    else:
        serial = ""
    if "=" in name:
        _add_certificate(document, name, int(depth), serial)
    elif cause is None and "outcome" in event and event["outcome"] == "failure":
        cause = name
    if cause:
        event["reason"] = cause


def _checked(document: Document, event: Document, message: str) -> None:
    """`VERIFY X509NAME ERROR: C=DE, O=Example, CN=alice, must be server.example.org`."""
    head, _, rest = message.partition(": ")
    if head.startswith(("VERIFY X509NAME", "VERIFY nsCertType ERROR")) and rest:
        name, separator, demand = rest, "", ""
        for word in (", must be ", ", require "):
            if word in rest:
                name, separator, demand = rest.rpartition(word)
        _add_certificate(document, name, 0, "")
        if demand:
            event["reason"] = f"{separator}{demand}".removeprefix(", ")
    elif head.startswith("CRL CHECK"):
        name, found, _ = rest.partition(" (serial ")
        _add_certificate(document, name, None, "")
        if found:
            event["reason"] = "is REVOKED"
    elif event.get("outcome") == "failure":
        fault(document, event, message)


def _add_certificate(document: Document, name: str, depth: int | None, serial: str) -> None:
    """Add a certificate of the peer's chain; at depth 0 it is the peer's own, at 1 that of its issuer.

    The peer is a client where a client's prefix says so, else it may be either side.
    """
    hexadecimal = f"{int(serial):X}" if serial else None
    own = without_none({"depth": depth, "subject": name or None, "serial_number": hexadecimal})
    if own:
        add_own(document, {"certificate": own})
    if not name or depth is None or depth > 1 or "client" not in document:
        return
    parts = _x509_name(name)
    if depth == 1:
        document["tls"] = {"client": {"issuer": name, "x509": {"issuer": parts}}}
        return
    x509: Document = {"subject": parts}
    if hexadecimal is not None:
        x509["serial_number"] = hexadecimal
    document["tls"] = {"client": {"subject": name, "x509": x509}}
    names = parts.get("common_name", ())
    if len(names) == 1 and "user" not in document:
        set_user(document, names[0])


def _x509_name(text: str) -> Document:
    """A distinguished name as ECS takes it apart; as OpenVPN prints it, commas in values are not escaped."""
    if text.startswith("CN=") and _PLAIN_NAME.fullmatch(text, 3):
        return {"distinguished_name": text, "common_name": [text[3:]]}
    attributes = dn.attributes(text)
    if not attributes and text.startswith("/"):
        # up to 2.3, or with --compat-names
        pairs = [part.partition("=") for part in text[1:].split("/")]
        attributes = [(key.lower(), value) for key, found, value in pairs if found]
    if not attributes and text.count("CN=") == 1:
        before, _, value = text.partition("CN=")
        if "=" not in value and (not before or before.endswith(", ")):
            attributes = [("cn", value)]
    piece: Document = {"distinguished_name": text}
    for key, value in attributes:
        if key in _X509 and value:
            piece.setdefault(_X509[key], []).append(value)
    return piece


def tls(document: Document, _event: Document, message: str) -> None:
    """`Control Channel: TLSv1.3, cipher TLSv1.3 TLS_AES_256_GCM_SHA384, peer certificate: 2048 bits RSA`."""
    piece: Document = {"cipher": document["tls"]["cipher"], "established": True} if "tls" in document else {}
    match = _TLS_VERSION.match(message)
    if match is not None:
        number = match[2]
        piece["version"] = number if "." in number else f"{number}.0"
        piece["version_protocol"] = match[1].lower()
    agreement = _AGREEMENT.match(message)
    if agreement is not None:
        piece["curve"] = agreement[1]
    certificate = _CERTIFICATE.match(message)
    if certificate is not None and "client" in document:
        size, algorithm, curve, signature = certificate.groups()
        key = {
            "public_key_size": int(size), "public_key_algorithm": None if algorithm == "key" else algorithm,
            "public_key_curve": curve, "signature_algorithm": signature,
        }  # fmt: skip
        piece["client"] = {"x509": without_none(key)}
    if piece:
        document["tls"] = piece
