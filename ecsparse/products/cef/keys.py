"""The keys of CEF's extension: their short and full names, and their places in a document.

Source: Micro Focus (ArcSight), CEF implementation standard, versions 25 and 26: the producer and the consumer
dictionary.
"""

from __future__ import annotations

from ecsparse.ecs import events, places
from ecsparse.ecs.network import mac
from ecsparse.ecs.web import status_code
from ecsparse.patterns import Pattern
from ecsparse.record import Field

# Where the texts of times wait for the clock.
TIMES = "times"

# GET | PROPFIND
_METHOD = Pattern(r"[A-Za-z][A-Za-z_-]{0,31}")
# 644 | 0100644
_MODE = Pattern(r"[0-7]{3,7}")
# FR
_COUNTRY = Pattern(r"[A-Z]{2}")
# UTC | Europe/Paris | +01:00
_TIME_ZONE = Pattern(r"[A-Za-z0-9_+:/-]{1,40}")

_DIRECTIONS = {"0": "inbound", "1": "outbound", "inbound": "inbound", "outbound": "outbound"}

# By short and full names. Endpoints are completed afterwards: an address may be a name, and the other way round.
_PLACES = places.table({
    lambda value: _DIRECTIONS.get(value.lower()): "deviceDirection=network.direction",
    places.like(_METHOD): "requestMethod=http.request.method",
    places.like(_MODE): "filePermission=file.mode",
    lambda value: value if "://" in value else None: "requestContext=http.request.referrer",
    places.like(_TIME_ZONE): "dtz/deviceTimeZone=event.timezone",
    events.action: "act/deviceAction=event.action",
    events.hashes: "fileHash=file.hash",
    events.outcome: "categoryOutcome=event.outcome outcome/eventOutcome=event.outcome",
    mac: "dmac/destinationMacAddress=destination.mac smac/sourceMacAddress=source.mac",
    places.addresses: "dvc/deviceAddress=observer.ip",
    places.count: "cnt/baseEventCount=cef.count dpid/destinationProcessId=cef.destination.process.pid "
    "dvcpid/deviceProcessId=process.pid fsize/fileSize=file.size in/bytesIn=cef.bytes_in "
    "oldFileSize=cef.old_file.size out/bytesOut=cef.bytes_out spid/sourceProcessId=cef.source.process.pid "
    "type=cef.type",
    places.host: "dhost/destinationHostName=destination.domain dst/destinationAddress=destination.address "
    "shost/sourceHostName=source.domain src/sourceAddress=source.address",
    places.host_name: "dvchost/deviceHostName=observer.hostname",
    places.lower: "app/applicationProtocol=network.protocol proto/transportProtocol=network.transport",
    places.macs: "dvcmac/deviceMacAddress=observer.mac",
    places.one: "dpriv/destinationUserPrivileges=destination.user.roles spriv/sourceUserPrivileges=source.user.roles",
    places.port_number: "dpt/destinationPort=destination.port spt/sourcePort=source.port",
    places.text: "ahost/agentHostName=agent.name aid/agentId=agent.id at/agentType=agent.type "
    "av/agentVersion=agent.version cat/deviceEventCategory=cef.category categoryBehavior=cef.behavior "
    "destinationDnsDomain=cef.destination.dns_domain destinationServiceName=service.target.name "
    "deviceDnsDomain=cef.device.dns_domain deviceExternalId=observer.name deviceFacility=cef.device.facility "
    "deviceInboundInterface=observer.ingress.interface.name deviceNtDomain=cef.device.nt_domain "
    "deviceOutboundInterface=observer.egress.interface.name devicePayloadId=cef.device.payload_id "
    "deviceProcessName=process.name dntdom/destinationNtDomain=destination.user.domain "
    "dproc/destinationProcessName=cef.destination.process.name duid/destinationUserId=destination.user.id "
    "duser/destinationUserName=destination.user.name eventId=event.id externalId=event.id fileId=file.inode "
    "filePath=file.path fileType=file.type fname/fileName=file.name msg/message=cef.message "
    "oldFileHash=cef.old_file.hash oldFileId=cef.old_file.id oldFileName=cef.old_file.name "
    "oldFilePath=cef.old_file.path oldFilePermission=cef.old_file.permission oldFileType=cef.old_file.type "
    "reason=event.reason request/requestUrl=url.original requestClientApplication=user_agent.original "
    "requestCookies=cef.request_cookies sntdom/sourceNtDomain=source.user.domain "
    "sourceDnsDomain=cef.source.dns_domain sourceServiceName=service.origin.name "
    "sproc/sourceProcessName=cef.source.process.name suid/sourceUserId=source.user.id "
    "suser/sourceUserName=source.user.name",
    places.translated: "destinationTranslatedAddress=destination.nat.ip "
    "deviceTranslatedAddress=cef.device.translated_ip sourceTranslatedAddress=source.nat.ip",
    places.translated_port: "destinationTranslatedPort=destination.nat.port sourceTranslatedPort=source.nat.port",
})  # fmt: skip

# Times by short name: the object and the field that they are for.
TIME_PLACES = places.table({
    places.text: "art=cef.agent_receipt_time deviceCustomDate1=cef.device_custom_date1.value "
    "deviceCustomDate2=cef.device_custom_date2.value end=event.end fileCreateTime=file.created "
    "fileModificationTime=file.mtime flexDate1=cef.flex_date1.value mrt=cef.manager_receipt_time "
    "oldFileCreateTime=cef.old_file.created oldFileModificationTime=cef.old_file.mtime rt=cef.device_receipt_time "
    "start=event.start",
})  # fmt: skip

# Values with a label of the writer's: key, object, type of the value and its reader. Dates are among the times.
_LABELLED = (
    *((f"c6a{n}", f"c6a{n}", "ip", places.address) for n in range(1, 5)),
    *((f"cfp{n}", f"cfp{n}", "float", places.decimal) for n in range(1, 5)),
    *((f"cn{n}", f"cn{n}", "long", places.integer) for n in range(1, 4)),
    *((f"cs{n}", f"cs{n}", "keyword", places.text) for n in range(1, 7)),
    *((f"flexNumber{n}", f"flex_number{n}", "long", places.integer) for n in range(1, 3)),
    *((f"flexString{n}", f"flex_string{n}", "keyword", places.text) for n in range(1, 3)),
)
_LABELLED_DATES = (
    *((f"deviceCustomDate{n}", f"device_custom_date{n}", "date") for n in range(1, 3)),
    ("flexDate1", "flex_date1", "date"),
)

# Their full names.
_FULL_NAMES = {
    "agentReceiptTime": "art", "deviceReceiptTime": "rt", "endTime": "end", "managerReceiptTime": "mrt",
    "startTime": "start",
}  # fmt: skip


def _places() -> dict[str, places.Place]:
    found = {**_PLACES, **{key: (TIMES, key, places.text) for key in TIME_PLACES}}
    found |= {full: found[short] for full, short in _FULL_NAMES.items()}
    found |= {key: (f"cef.{name}", "value", read) for key, name, _, read in _LABELLED}
    labels = (*_LABELLED, *_LABELLED_DATES)
    return found | {f"{key}Label": (f"cef.{name}", "label", places.text) for key, name, *_ in labels}


# Each key of the standard that has a place of its own, by both its names.
KEYS = _places()
# The same for events of Imperva's Cloud WAF, to which some keys say something else, and which has some of its own.
# Source: its documentation, log file structure.
OF_INCAPSULA = KEYS | places.table({
    places.like(_COUNTRY): "ccode=source.geo.country_iso_code",
    places.address: "xff=network.forwarded_ip",
    places.host: "sip=destination.address",
    places.port_number: "cpt=source.port spt=destination.port",
    places.text: "Customer=organization.name fileId=event.id ref=http.request.referrer"
    " suid=organization.id",
    status_code: "cn1=http.response.status_code",
})  # fmt: skip

OWN_FIELDS = {
    "cef.agent_receipt_time": Field("date", "when the ArcSight connector received the event (`art`)"),
    "cef.behavior": Field("keyword", "what was done, in ArcSight's words (`categoryBehavior`)"),
    "cef.bytes_{in,out}": Field("long", "bytes {inbound,outbound}; writers disagree which end sent them"),
    "cef.category": Field("keyword", "the device's own category of the event (`cat`)"),
    "cef.count": Field("long", "how often the event was observed (`cnt`)"),
    "cef.{destination,device,source}.dns_domain": Field("keyword", "DNS domain of the {destination,device,source}"),
    "cef.{destination,source}.process.name": Field("keyword", "process at that end, beside the device's"),
    "cef.{destination,source}.process.pid": Field("long", "its id (`{dpid,spid}`)"),
    "cef.device.facility": Field("keyword", "facility that generated the event (`deviceFacility`)"),
    "cef.device.nt_domain": Field("keyword", "Windows domain of the device (`deviceNtDomain`)"),
    "cef.device.payload_id": Field("keyword", "identifier of the event's payload (`devicePayloadId`)"),
    "cef.device.translated_ip": Field("ip", "the device's address after translation (`deviceTranslatedAddress`)"),
    "cef.device_receipt_time": Field("date", "when the device received the event (`rt`)"),
    "cef.extensions": Field("keyword", "keys without a place of their own, each as `key=value`, unescaped"),
    "cef.manager_receipt_time": Field("date", "when the ArcSight manager received the event (`mrt`)"),
    "cef.message": Field("keyword", "details of the event in words (`msg`)"),
    "cef.old_file.created": Field("date", "the file before a change: when it was created (`oldFileCreateTime`)"),
    "cef.old_file.hash": Field("keyword", "its hash (`oldFileHash`)"),
    "cef.old_file.{id,name,path,permission,type}": Field("keyword", "its {id,name,path,permissions,type}"),
    "cef.old_file.mtime": Field("date", "when it was modified (`oldFileModificationTime`)"),
    "cef.old_file.size": Field("long", "its size in bytes (`oldFileSize`)"),
    "cef.request_cookies": Field("keyword", "cookies of the request (`requestCookies`)"),
    "cef.severity": Field("keyword", "the severity of the header, where it is a word"),
    "cef.type": Field("long", "0 for a base event, 1 aggregated, 2 correlated, 3 an action (`type`)"),
    "cef.version": Field("keyword", "the version of the format: 0 or 1"),
} | {
    f"cef.{name}.{part}": Field(kind if part == "value" else "keyword", f"{part} of `{key}`")
    for key, name, kind in (*(row[:3] for row in _LABELLED), *_LABELLED_DATES)
    for part in ("label", "value")
}

FIELDS = """
agent.{id,name,type,version} {destination,source}.{address,domain,ip,mac,port} {destination,source}.nat.{ip,port}
{destination,source}.user.{domain,id,name,roles} event.{code,duration,end,id,reason,severity,start}
file.{created,directory,extension,inode,mode,mtime,name,path,size,type} file.hash.{md5,sha1,sha256,sha384,sha512}
http.request.{method,referrer} http.response.status_code log.level
network.{bytes,direction,forwarded_ip,iana_number,protocol,transport,type} observer.{egress,ingress}.interface.name
observer.{hostname,ip,mac,name,product,vendor,version} {organization,rule}.{id,name} process.{executable,name,pid}
related.hash service.{origin,target}.name source.geo.country_iso_code
url.{domain,extension,fragment,full,original,password,path,port,query,scheme,username} user.{domain,id,name,roles}
user_agent.original
"""
