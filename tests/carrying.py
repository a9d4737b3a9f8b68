"""Ways to hold a line: what each carrier makes of a program's message."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

    # what holds the line of a program and its message
    Wrap = Callable[[str, str], str]

TIME = "2023-10-31T15:09:55.123456Z"
MICROSECONDS = "1698764995123456"
HOST = "web01"
PID = "812"
PRIORITY = 38

CONTAINER = "0123456789abcdef" * 4
POD = "/var/log/pods/default_web-0_2e0b7f1b-1a2e-4e8b-8c1a-5a6d7e8f4a52/nginx/0.log"


def plain(program: str, message: str) -> str:
    return f"<{PRIORITY}>{TIME} {HOST} {program}[{PID}]: {message}"


def dumped(**members: object) -> str:
    return orjson.dumps(members).decode()


def quoted(message: str) -> str:
    escaped = message.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def whole(**members: object) -> Wrap:
    """An object of `members`; where `…` stands, the line is put."""

    def put(value: Any, line: str) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(value, dict):
            return {name: put(member, line) for name, member in value.items()}
        if isinstance(value, list):
            return [put(member, line) for member in value]
        return line if value == "…" else f"{line}\n" if value == "…\n" else value

    return lambda program, message: orjson.dumps(put(members, plain(program, message))).decode()


def entry(program: str, message: str, **members: object) -> str:
    return dumped(
        __REALTIME_TIMESTAMP="1698764995123999", _SOURCE_REALTIME_TIMESTAMP=MICROSECONDS, _HOSTNAME=HOST,
        SYSLOG_IDENTIFIER=program, _PID=PID, PRIORITY="6", SYSLOG_FACILITY="4", MESSAGE=message,
        _BOOT_ID="4c4b1c2d3e4f40718293a4b5c6d7e8f9", _MACHINE_ID="0c1a5a6d7e8f4a529e0b7f1b1a2e6e8b", _UID="0",
        _SYSTEMD_UNIT="ssh.service", _TRANSPORT="syslog", _CAP_EFFECTIVE="1ffffffffff", **members,
    )  # fmt: skip


CARRIERS: dict[str, Wrap] = {
    "journald": entry,
    "journald of bytes": lambda program, message: entry(program, "").replace(
        '"MESSAGE":""', f'"MESSAGE":{[*message.encode()]}'
    ),
    "journald twice": lambda program, message: entry(program, "").replace(
        '"MESSAGE":""', f'"MESSAGE":{orjson.dumps([message, "again"]).decode()}'
    ),
    "json-seq": lambda program, message: f"\x1e{entry(program, message)}",
    "json-sse": lambda program, message: f"data: {entry(program, message)}",
    "docker": whole(log="…\n", stream="stderr", time=TIME, attrs={"tag": "web"}),
    "cri": lambda program, message: f"{TIME[:-1]}789Z stderr F {plain(program, message)}",
    "compose": lambda program, message: f"web-1  | {plain(program, message)}",
    "kubectl": lambda program, message: f"[pod/web-0/nginx] {TIME} {plain(program, message)}",
    "timestamps": lambda program, message: f"{TIME} {plain(program, message)}",
    "grep": lambda program, message: f"/var/log/auth.log:{plain(program, message)}",
    "grep of pods": lambda program, message: f"{POD}:12:{plain(program, message)}",
    "grep of a relative name": lambda program, message: f"messages-20231031:{plain(program, message)}",
    "octets": lambda program, message: f"{len(plain(program, message).encode())} {plain(program, message)}",
    "colours": lambda program, message: (
        f"\x1b[01;31m\x1b[K{plain(program, message[:9])}\x1b[m\x1b[K{message[9:]}\x1b[0m"
    ),
    "progress": lambda program, message: f"10%\r100%\r{plain(program, message)}",
    "filebeat": whole(
        **{"@timestamp": TIME, "@metadata": {"beat": "filebeat", "version": "8.10.4"}}, message="…",
        agent={"type": "filebeat", "version": "8.10.4", "id": "7f1b", "name": HOST}, ecs={"version": "8.0.0"},
        input={"type": "filestream"}, log={"offset": 812, "file": {"path": "/var/log/auth.log"}},
        host={"name": HOST, "id": "0c1a", "os": {"family": "debian", "version": "12"}, "ip": ["192.0.2.1"]},
    ),
    "filebeat 6": whole(
        **{"@timestamp": TIME}, message="…", source="/var/log/auth.log", offset=3, prospector={"type": "log"},
        beat={"name": HOST, "hostname": HOST, "version": "6.8.0"},
    ),
    "journald in filebeat": lambda program, message: dumped(
        **{"@timestamp": TIME}, message=entry(program, message), agent={"type": "filebeat", "version": "8.10.4"}
    ),
    "journald of filebeat": lambda program, message: dumped(
        **{"@timestamp": TIME}, message=message, agent={"type": "filebeat"}, host={"hostname": HOST},
        log={"syslog": {"appname": program, "procid": PID, "priority": 6, "facility": {"code": 4}}},
    ),
    "winlogbeat": whole(
        **{"@timestamp": TIME}, message="…", agent={"type": "winlogbeat"}, winlog={"event_id": "4"}
    ),
    "logstash": whole(**{"@timestamp": TIME, "@version": "1"}, message="…", host=HOST, path="/var/log/auth.log"),
    "logstash 8": whole(
        **{"@timestamp": TIME, "@version": "1"}, message="…", event={"original": "…"}, host={"name": HOST}
    ),
    "fluentbit": whole(
        date=1698764995.123, log="…\n", stream="stdout", time=TIME,
        kubernetes={
            "pod_name": "web-0", "namespace_name": "default", "host": HOST, "container_name": "nginx",
            "docker_id": CONTAINER, "labels": {"app": "web"},
        },
    ),
    "fluentbit of syslog": lambda program, message: dumped(
        date=1698764995.0, pri=f"{PRIORITY}", time=TIME, host=HOST, ident=program, pid=PID, message=message
    ),
    "fluentd": whole(
        log="…", container_id=CONTAINER, container_name="/web", source="stdout"
    ),
    "fluentd file": lambda program, message: f"{TIME}\tsystem.auth\t{dumped(message=plain(program, message))}",
    "vector": whole(file="/var/log/auth.log", host=HOST, message="…", source_type="file", timestamp=TIME),
    "vector of syslog": lambda program, message: dumped(
        appname=program, facility="auth", severity="info", hostname=HOST, host=HOST, procid=int(PID),
        message=message, source_type="syslog", timestamp=TIME,
    ),
    "gelf": whole(
        version="1.1", host=HOST, short_message="…", timestamp=1698764995.123456, level=6, _image_name="web"
    ),
    "gelf with all": whole(version="1.1", host=HOST, short_message="Accepted", full_message="…", _stream="stdout"),
    "loki": whole(labels={"filename": "/var/log/auth.log", "pod": "web-0"}, line="…", timestamp=TIME),
    "stream of loki": whole(stream={"filename": "/var/log/auth.log"}, values=[["1698764995123456789", "…"]]),
    "cloudwatch": whole(logStreamName="i-0", timestamp=1698764995123, message="…", ingestionTime=1698764996000),
    "cloudwatch insights": whole(**{"@timestamp": "2023-10-31 15:09:55.123", "@message": "…", "@ptr": "Cm"}),
    "splunk": whole(
        preview=False, result={"_raw": "…", "_time": TIME, "host": HOST, "source": "/var/log/auth.log"}
    ),
    "gcp": whole(
        insertId="1", logName="projects/p/logs/syslog", textPayload="…", timestamp=TIME, severity="INFO",
        resource={"type": "k8s_container", "labels": {"pod_name": "web-0", "namespace_name": "default"}},
    ),
    "syslog-ng": lambda program, message: dumped(
        PROGRAM=program, PID=PID, MESSAGE=message, HOST=HOST, FACILITY="auth", PRIORITY="info", DATE=TIME
    ),
    "any object": whole(line="…"),
    "rsyslog": lambda program, message: dumped(
        timereported=TIME, hostname=HOST, syslogtag=f"{program}[{PID}]:", pri=f"{PRIORITY}", msg=message
    ),
    "nxlog": lambda program, message: dumped(
        EventTime=TIME, Hostname=HOST, SourceName=program, ProcessID=int(PID), SyslogFacility="AUTH",
        SyslogSeverity="INFO", SourceModuleName="in", Message=message,
    ),
    "graylog": whole(gl2_source_input="5d1", source=HOST, message="…", timestamp=TIME),
    "otel": whole(body="…", resource={"host.name": HOST}, attributes={"log.file.path": "/var/log/auth.log"}),
    "otlp": whole(
        resourceLogs=[
            {"scopeLogs": [{"logRecords": [{"timeUnixNano": f"{MICROSECONDS}000", "body": {"stringValue": "…"}}]}]}
        ]
    ),
    "splunk event": whole(time=1698764995.123, host=HOST, sourcetype="linux_secure", event="…"),
    "elasticsearch": whole(_index="logs", _id="7", _source={"message": "…", "@timestamp": TIME}),
    "loki text": lambda program, message: f'{TIME} {{job="a, \\"b\\""}} {plain(program, message)}',
    "fluentd output": lambda program, message: (
        f"2023-10-31 15:09:55.123456789 +0000 system.auth: {dumped(message=plain(program, message))}"
    ),
    "stern": lambda program, message: f"default web-6d4cf56db6-x7k2p nginx {plain(program, message)}",
    "kubetail": lambda program, message: f"[web-6d4cf56db6-x7k2p nginx] {plain(program, message)}",
    "hosts": lambda program, message: f"web01: {plain(program, message)}",
    "Log Analytics": whole(TimeGenerated=TIME, PodName="web-0", ContainerName="nginx", LogMessage="…"),
    "grep with context": lambda program, message: f"/var/log/auth.log-12-{plain(program, message)}",
    "numbers": lambda program, message: f"    12\t{plain(program, message)}",
    "labels of TAI64N": lambda program, message: f"@400000006541186d0756b5d8 {plain(program, message)}",
    "kail": lambda program, message: f"default/web-0[nginx]: {plain(program, message)}",
    "stamps": lambda program, message: f"2023-10-31 15:10:01 {plain(program, message)}",
    "stamps in brackets": lambda program, message: f"[2023/10/31 15:10:01.123] {plain(program, message)}",
    "foreman": lambda program, message: f"15:10:01 web.1   | {plain(program, message)}",
    "ansible": lambda program, message: f"web01 | CHANGED | rc=0 | (stdout) {plain(program, message)}",
    "fabric": lambda program, message: f"[web01] out: {plain(program, message)}",
    "cloudwatch text": lambda program, message: (
        f"EVENTS\t37823411282983427\t1698764996123\ti-0\t{plain(program, message)}\t1698764995123"
    ),
    "lnav": whole(log_line=7, log_time="2023-10-31 15:09:55.123456", log_level="info", log_raw_text="…"),
    "names and numbers": lambda program, message: f"web7 12: > {plain(program, message)}",
    "colours of rsyslog": lambda program, message: f"{plain(program, message[:9])}#033[31m{message[9:]}#033[0m",
    "colours of cat": lambda program, message: f"^[[32m{plain(program, message)}^[[0m",
    "links": lambda program, message: (
        f"\x1b]0;title\x07{plain(program, message[:9])}\x1b]8;;http://example.com/\x1b\\{message[9:]}\x1b]8;;\x1b\\"
    ),
    "asciicast": lambda program, message: (
        f'[1.234567, "o", {orjson.dumps(plain(program, message) + chr(13) + chr(10)).decode()}]'
    ),
    "row": lambda program, message: f'7,"x, y","{plain(program, message).replace(chr(34), chr(34) * 2)}"',
    "fly": lambda program, message: f"2023-10-31T15:10:01Z app[4d891d7cd7e489] ams [info]{plain(program, message)}",
    "railway": lambda program, message: f"2023-10-31T15:10:01.123456789Z [INFO] {plain(program, message)}",
    "cloud foundry": lambda program, message: (
        f"   2023-10-31T15:10:01.12+0000 [APP/PROC/WEB/0] OUT {plain(program, message)}"
    ),
    "k9s": lambda program, message: (
        f"2023-10-31T15:10:01.123456789Z web-6d4cf56db6-x7k2p nginx {plain(program, message)}"
    ),
    "logstash line": lambda program, message: f"2023-10-31T15:10:01.123Z {{name=web07}} {plain(program, message)}",
    "promtail": lambda program, message: (
        f'2023-10-31T15:10:01.123456+0000\t{{filename="/var/log/a", job="x"}}\t{plain(program, message)}'
    ),
    "wazuh text": lambda program, message: (
        f"2023 Oct 31 15:10:01 (web07) any->/var/log/auth.log {plain(program, message)}"
    ),
    "wazuh": whole(timestamp=TIME, agent={"id": "1"}, full_log="…", decoder={}, location="/var/log/auth.log"),
    "bamboo": lambda program, message: f"build\t31-Oct-2023 15:10:01\t{plain(program, message)}",
    "saw": lambda program, message: f"[2023-10-31T15:10:01Z] (web/app/3f4e2a1b) {plain(program, message)}",
    "buildkite": lambda program, message: f"\x1b_bk;t=1698764995652\x07{plain(program, message)}",
    "kafka-console-consumer": lambda program, message: f"CreateTime:1698764995652\t{plain(program, message)}",
    "mysql -t": lambda program, message: f"| 12 | {plain(program, message)} |",
    "rg --json": whole(type="match", data={"path": {"text": "a.log"}, "lines": {"text": "…\n"}, "line_number": 12}),
    "better stack": lambda program, message: dumped(
        dt=TIME, message=message,
        syslog={"appname": program, "procid": int(PID), "hostname": HOST, "priority": PRIORITY},
    ),
    "kiwi": lambda program, message: f"Original Address=192.0.2.20 {plain(program, message)}",
    "tcpdump": lambda program, message: f"E..k..@.@..........1....W...{plain(program, message)}",
    "tcpdump -v": lambda program, message: f"\tMsg: {plain(program, message)}",
    "tshark": lambda program, message: (
        f"    1   0.000000   192.0.2.20 → 192.0.2.1    Syslog 142 AUTH.INFO: {plain(program, message)}"
    ),
    "list of ansible": lambda program, message: f"        {orjson.dumps(plain(program, message)).decode()}, ",
    "report of otel": lambda program, message: f"Body: Str({plain(program, message)})",
    "docker of splunk": whole(event={"line": "…", "source": "stdout"}, time="1698764995.123", host=HOST),
    "victorialogs": whole(_time=TIME, _stream="{}", _stream_id="00", _msg="…"),
    "kafka": whole(topic="logs", partition=0, offset=7, ts=1698764995123, key=None, payload="…"),
    "sumo": whole(map={"_raw": "…", "_messagetime": "1698764995123", "_sourcehost": HOST}),
    "logfmt": lambda program, message: (
        f"FACILITY=auth HOST={HOST} ISODATE={TIME} MESSAGE={quoted(message)} PID={PID} "
        f"PRIORITY=info PROGRAM={program}"
    ),
    "telegraf": lambda program, message: (
        f"syslog,appname={program},facility=auth,host=relay,hostname={HOST},severity=info facility_code=4i,"
        f'message={quoted(message)},procid="{PID}",timestamp={MICROSECONDS}000i,version=1i 1698764996000000000'
    ),
    "telegraf --test": lambda program, message: (
        f"> tail,host=web07,path=/var/log/auth.log value={quoted(plain(program, message))} 1698764996000000000"
    ),
    "telegraf in JSON": whole(fields={"value": "…"}, name="tail", tags={"host": "web07"}, timestamp=1698764996),
    "fields of Elasticsearch": whole(_index="logs", _id="7", fields={"message": ["…"], "@timestamp": [TIME]}),
    "answer of Logs Insights": whole(
        results=[[{"field": "@timestamp", "value": TIME}, {"field": "@message", "value": "…"}]]
    ),
    "nerdgraph": whole(
        data={"actor": {"account": {"nrql": {"results": [{"message": "…", "timestamp": 1698764996000}]}}}}
    ),
    "rpk": whole(topic="logs", key="k", value="…", timestamp=1698764996000, partition=0, offset=7),
    "custom logs of Azure": whole(TimeGenerated=TIME, Computer="web07", RawData="…", Type="Syslog_CL"),
    "kinesis": lambda program, message: dumped(
        Records=[{"kinesis": {"data": b64encode(plain(program, message).encode()).decode()}, "awsRegion": "x"}]
    ),
    "journal of otel": lambda program, message: dumped(
        timeUnixNano=f"{MICROSECONDS}000",
        body={
            "kvlistValue": {
                "values": [
                    {"key": name, "value": {"stringValue": value}}
                    for name, value in orjson.loads(entry(program, message)).items()
                ]
            }
        },
    ),
    "rows of Splunk": whole(fields=["_raw", "_time"], rows=[["…", TIME]]),
    "rows of Log Analytics": whole(tables=[{"columns": [{"name": "RawData"}], "rows": [["…"]]}]),
    "columns of Axiom": whole(
        tables=[{"fields": [{"name": "_time"}, {"name": "message"}], "columns": [[TIME], ["…"]]}]
    ),
    "raw event": whole(rawevent="…", resourcename="web07"),
    "puppet": lambda program, message: f"Notice: /Stage[main]/Exec[tail]/returns: {plain(program, message)}",
    "tracing": lambda program, message: f"2023-10-31T15:10:01.123456Z  INFO relay: {plain(program, message)}",
    "fence": lambda program, message: f"```{plain(program, message)}```",
    "file behind a mark": lambda program, message: f"> logs\\auth.log:12:{plain(program, message)}",
    "terraform": lambda program, message: f"aws_instance.web (remote-exec): {plain(program, message)}",
    "turbo": lambda program, message: f"web:dev: {plain(program, message)}",
    "log4j": lambda program, message: (
        f"2023-10-31 15:10:01,123 INFO  [main] com.example.Relay - {plain(program, message)}"
    ),
    "glog": lambda program, message: f"I1031 15:10:01.123456       1 relay.go:42] {plain(program, message)}",
    "ansible -v": lambda program, message: f"ok: [web07] => {dumped(msg=plain(program, message))}",
    "member of JSON": lambda program, message: f'    "stdout": {quoted(plain(program, message))},',
    "php-fpm": lambda program, message: (
        f'[31-Oct-2023 15:10:01] WARNING: [pool www] child 7 said into stdout: "{plain(program, message)}"'
    ),
    "redis-cli monitor": lambda program, message: (
        f'1698764996.123456 [0 192.0.2.9:50000] "LPUSH" "logs" {quoted(plain(program, message))} '
    ),
    "tags of HTML": lambda program, message: f"<td><pre>{escape(plain(program, message))}</pre></td>",
    "code": lambda program, message: f"[code]{plain(program, message)}[/code]",
    "item of YAML": lambda program, message: f"- '{plain(program, message).replace(chr(39), chr(39) * 2)}'",
    "bytes of Python": lambda program, message: repr(f"{plain(program, message)}\n".encode()),
    "kafka-dump-log": lambda program, message: (
        f"| offset: 7 CreateTime: 1698764996000 keySize: -1 valueSize: 9 payload: {plain(program, message)}"
    ),
    "logrhythm": lambda program, message: f"10 31 2023 15:10:01 192.0.2.9 <AUTH:INFO> {plain(program, message)}",
    "cee": lambda program, message: f"<{PRIORITY}>{TIME} {HOST} {program}[{PID}]: @cee: {dumped(msg=message)}",
}  # fmt: skip
