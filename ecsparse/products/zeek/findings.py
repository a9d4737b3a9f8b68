"""What Zeek finds, knows of a site, and says of itself."""

from __future__ import annotations

from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import decimal, port_number
from ecsparse.messages.captures import ecs, own
from ecsparse.messages.values import each, flag, number, word, words
from ecsparse.products.zeek.readers import Logs, first, interval_of, transport

FINDINGS: Logs = {
    "weird": {
        "name": ecs("rule.name"),
        "addl": word("more of an anomaly", "weird.addl"),
        "notice": flag("whether that is a notice too", "weird.notice"),
        "source": word("analyzer that found an anomaly", "weird.source"),
    },
    "notice": {
        "note": ecs("rule.name"),
        "msg": ecs("rule.description"),
        "sub": word("more of a notice", "notice.sub"),
        "src": ecs("source.ip", read=ip, related="ip"),
        "dst": ecs("destination.ip", read=ip, related="ip"),
        "p": ecs("destination.port", read=port_number),
        "n": number("number that a notice is of", "notice.n"),
        "peer_descr": word("process of Zeek that wrote a record", "peer"),
        "actions": words("what Zeek does then", "notice.actions"),
        "suppress_for": interval_of("time that the same is no notice again", "notice.suppress_for"),
        "file_mime_type": ecs("file.mime_type"),
        "file_desc": word("file that a notice is of", "notice.file_desc"),
    },
    "intel": {
        "seen.where": word("where an indicator was seen", "intel.where"),
        "seen.indicator_type": word("type of an indicator", "intel.indicator_type"),
        "seen.node": word("process of Zeek that saw an indicator", "intel.node"),
        "matched": words("types that were matched", "intel.matched"),
        "sources": ecs("threat.indicator.provider", read=first()),
        "file_mime_type": ecs("file.mime_type"),
        "file_desc": word("file that has an indicator", "intel.file_desc"),
    },
    "signatures": {
        "src_addr": ecs("source.ip", read=ip, related="ip"),
        "src_port": ecs("source.port", read=port_number),
        "dst_addr": ecs("destination.ip", read=ip, related="ip"),
        "dst_port": ecs("destination.port", read=port_number),
        "note": ecs("rule.name"),
        "sig_id": ecs("rule.id"),
        "event_msg": ecs("rule.description"),
        "sub_msg": word("what was matched", "signatures.sub_msg"),
        "sig_count": number("signatures that matched", "signatures.sig_count"),
        "host_count": number("hosts that were seen", "signatures.host_count"),
    },
    "software": {
        "host": ecs("host.ip", read=each(ip), related="ip"),
        "host_p": own("long", "port of a program", read=port_number, name="software.port"),
        "software_type": ecs("package.type"),
        "name": ecs("package.name"),
        "version.whole": ecs("package.version"),
        "unparsed_version": word("version as it is said", "software.unparsed_version"),
    },
    "known": {
        "host": ecs("host.ip", read=each(ip), related="ip"),
        "port_num": own("long", "port of a service", read=port_number, name="known.port"),
        "port_proto": ecs("network.transport", read=transport),
        "service": words("protocols of a service", "known.services"),
        "subject": word("whom a certificate is for", "known.subject"),
        "issuer_subject": word("who issued a certificate", "known.issuer"),
        "serial": word("number of a certificate", "known.serial"),
    },
    "syslog": {
        "facility": word("facility of a message", "syslog.facility"),
        "severity": word("severity of a message", "syslog.severity"),
        "message": word("message of another host", "syslog.message"),
    },
    "analyzer": {
        "analyzer": word("analyzer of a protocol", "analyzer.name"),
        "analyzer_name": word("analyzer of a protocol", "analyzer.name"),
        "analyzer_kind": word("kind of an analyzer", "analyzer.kind"),
        "cause": word("what happened to an analyzer", "analyzer.cause"),
        "failure_reason": ecs("event.reason"),
    },
    "traceroute": {
        "src": ecs("source.ip", read=ip, related="ip"),
        "dst": ecs("destination.ip", read=ip, related="ip"),
    },
    "capture_loss": {
        "gaps": number("gaps between packets", "capture_loss.gaps"),
        "acks": number("packets that were acknowledged", "capture_loss.acks"),
        "percent_lost": own("float", "share that was lost", read=decimal, name="capture_loss.percent_lost"),
    },
    "stats": {
        "pkts_proc": number("packets that were processed", "stats.packets_processed"),
        "bytes_recv": number("bytes that were received", "stats.bytes_received"),
        "pkts_dropped": number("packets that were dropped", "stats.packets_dropped"),
        "mem": number("memory in use, in megabytes", "stats.memory"),
    },
    "reporter": {
        "level": ecs("log.level", read=lambda text: text.removeprefix("Reporter::").lower()),
        "message": ecs("event.reason"),
        "location": word("script that a message is of", "reporter.location"),
    },
}  # fmt: skip
