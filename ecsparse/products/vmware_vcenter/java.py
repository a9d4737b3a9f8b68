"""Services of Java: each has an order of its own for the time, the thread, the level and the logger."""

from __future__ import annotations

from ecsparse.messages.vsphere import OF_VCENTER
from ecsparse.patterns import Pattern
from ecsparse.products.vmware_vcenter.messages import MESSAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.messages import Values

TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2}))"
_LEVEL = r"(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)"
_LOGGER = r"([A-Za-z][A-Za-z0-9_.$-]{1,200})"

# 2023-10-31T15:09:55.123Z INFO ssoAdminServer[697:pool-2-thread-9] [OpId=51c3] [com.vmware.identity.Example]
_SERVICE = Pattern(
    rf"{TIME} {_LEVEL} +([A-Za-z][A-Za-z0-9_.-]{{0,63}})\[([0-9]{{1,10}}):([^\]\s]{{0,128}})\] "
    rf"\[OpId=([^\]]{{0,128}})\] \[{_LOGGER}\] +"
)
# 2023-10-31T15:09:55.123Z [tomcat-exec-25 [] INFO com.vmware.vcenter.Example opId=]
_THREAD_FIRST = Pattern(
    rf"{TIME} \[([^\s\[\]]{{1,128}})(?: \[[^\]]{{0,128}}\]?)? +{_LEVEL} +{_LOGGER} +opId=([^\]]{{0,128}})\] ?"
)
# [2023-10-31T15:09:55.123Z pool-9-thread-5 opId=f691 INFO  com.vmware.identity.Example]
_IN_BRACKETS = Pattern(rf"\[{TIME} ([^\s\]]{{1,128}}) opId=([^\s\]]{{0,128}}) {_LEVEL} +{_LOGGER}\] +")
# [2023-10-31T15:09:55.123Z vsphere.local d6cd47de-9bf1-4bf4-b53e-495b60366cbd INFO ] [IdentityManager]
_TENANT = Pattern(rf"\[{TIME} [^\s\]]{{1,128}} +([0-9a-f-]{{36}}) {_LEVEL} *\] \[{_LOGGER}\] ")
# [2023-10-31T15:09:55.123Z] [INFO ] http-nio-5090-exec-8    70001234 100001 200001 com.vmware.vise.Example
_CLIENT = Pattern(
    rf"\[{TIME}\] \[{_LEVEL} *\] ([^\s\]]{{1,128}}) +[0-9#-]{{1,12}} [0-9#-]{{1,12}} [0-9#-]{{1,12}} +{_LOGGER} +"
)
# [2023-10-31T15:09:55.123Z tomcat-http--31 vsphere.local d6cd47de-9bf1 INFO  com.vmware.identity.Example]
_THREAD_AND_TENANT = Pattern(
    rf"\[{TIME} ([^\s\]]{{1,128}}) [^\s\]]{{1,128}} +([0-9A-Za-z-]{{1,36}}) {_LEVEL} +{_LOGGER}\] *"
)
# 2023-10-31T15:09:55.123Z | INFO  | state-manager1            | ApplianceEndpoint              | text
_COLUMNS = Pattern(
    rf"{TIME} \| +{_LEVEL} +\| ([^\s|]{{1,128}}) +\| (?:[^\s|]{{1,128}} +\| )?{_LOGGER} +\| (?:[0-9]{{1,6}} +\| )?"
)
# 2023-10-31T15:09:55.123Z pool-3-thread-1  INFO  com.vmware.ph.Example text
_BARE = Pattern(rf"{TIME} ([^\s\[\]|]{{1,128}}) +{_LEVEL} +{_LOGGER} +")
# 2023-10-31T15:09:55.123Z [pool-21-thread-1] INFO opId=sps-Main-1 com.vmware.vim.sms.Example - text
_OPERATION_SECOND = Pattern(rf"{TIME} \[([^\s\[\]]{{1,128}})\] {_LEVEL} +opId=([^\s]{{0,128}}) {_LOGGER} - ")
# 2023-10-31T15:09:55.400 [1903]INFO:vmware.appliance.vapi.auth:text
_APPLIANCE = Pattern(
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9:]{{8}}\.[0-9]{{1,9}}) (?:\[([0-9]{{1,10}})\])?:? ?{_LEVEL}: ?"
    r"(?:([a-z][a-z0-9_.]{0,128}):)?"
)
# [11/May/2023:10:22:24 +0000]
_OF_TOMCAT = Pattern(r"\[([0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:]{8} [+-][0-9]{4})\] (?=tomcat-http--)")

_FORMS = (
    (_SERVICE, ("time", "level", "process", "pid", "thread", "operation_id", "logger")),
    (_THREAD_FIRST, ("time", "thread", "level", "logger", "operation_id")),
    (_IN_BRACKETS, ("time", "thread", "operation_id", "level", "logger")),
    (_TENANT, ("time", "operation_id", "level", "logger")),
    (_CLIENT, ("time", "level", "thread", "logger")),
    (_THREAD_AND_TENANT, ("time", "thread", "operation_id", "level", "logger")),
    (_COLUMNS, ("time", "level", "thread", "logger")),
    (_BARE, ("time", "thread", "level", "logger")),
    (_OPERATION_SECOND, ("time", "thread", "level", "operation_id", "logger")),
    (_APPLIANCE, ("time", "pid", "level", "logger")),
)
_OF_JAVA = ("com.vmware.", "AuthorizationService.", "IdentityManager", "VmEventAppender", "ActiveDirectoryProvider")


def message_of(text: str, program: str) -> tuple[str, Values] | None:
    """A message of a service of Java, or a request that Tomcat logs."""
    match = _OF_TOMCAT.match(text)
    if match is not None:
        found = MESSAGES.read(text[match.end() :], alone=True)
        return None if found is None else (found[0], {**found[1], "time": match[1]})
    for pattern, names in _FORMS:
        match = pattern.match(text)
        if match is None:
            continue
        values = {name: value for name, value in zip(names, match.groups(), strict=True) if value}
        if program not in OF_VCENTER and not values.get("logger", "").startswith(_OF_JAVA):
            return None
        action, own_values = MESSAGES.read(text[match.end() :].lstrip(" ")) or ("service-message", {})
        return action, {**values, **own_values}
    return None
