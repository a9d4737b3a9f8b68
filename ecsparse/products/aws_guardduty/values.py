"""The values of GuardDuty's findings, and the fields that they go to."""

from __future__ import annotations

from ecsparse.ecs.events import hashes
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import integer, lower, port_number
from ecsparse.ecs.web import status_code
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own, path
from ecsparse.messages.values import each, flag, number, word, words

ACTIONS = actions("""
finding          intrusion_detection: info, alert | a finding of GuardDuty
finding/malware  malware: info, alert | a file is malicious
finding/denied   intrusion_detection: denied, alert | GuardDuty found what was blocked
""")


def _asn(text: str) -> int | None:
    found = integer(text)
    return found or None


def _severity(text: str) -> int | None:
    """The whole part of a severity."""
    return integer(text.partition(".")[0])


def _real(text: str) -> float | None:
    whole, _, fraction = text.partition(".")
    return float(text) if f"{whole}{fraction}".isdecimal() and len(text) <= 16 and text.isascii() else None


def _protocol(text: str) -> str | None:
    return text.lower() if text.upper() in {"TCP", "UDP", "ICMP"} else None


_INSTANCE, KEY = "resource.instanceDetails", "resource.accessKeyDetails"
_KUBERNETES = "resource.kubernetesDetails"

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "schemaVersion": word("version of the format", "schema_version"),
    "accountId": ecs("cloud.account.id"),
    "region": ecs("cloud.region"),
    "id": ecs("event.id"),
    "arn": word("name of the finding in all of AWS", "arn"),
    "type": ecs("rule.name"),
    "type.purpose": (ecs("rule.category"), word("purpose of the threat", "threat_purpose")),
    "type.resource": word("kind of resource that is attacked", "threat_resource"),
    "type.family": word("family of the threat", "threat_family"),
    "title": ecs("event.reason"),
    "description": ecs("threat.indicator.description"),
    "severity": (
        ecs("event.severity", read=_severity),
        own("float", "how severe it is", read=_real, name="severity"),
    ),
    "confidence": number("how sure GuardDuty is", "confidence"),
    "service.serviceName": ecs("cloud.service.name"),
    "service.detectorId": ecs("rule.uuid"),
    "service.featureName": word("feature that found it", "feature"),
    "service.resourceRole": word("whether the resource is the target or the actor", "resource_role"),
    "service.count": number("how often it was seen", "count"),
    "service.archived": flag("whether the finding is archived", "archived"),
    "service.additionalInfo.sample": flag("whether the finding is a sample", "sample"),
    "service.additionalInfo.threatListName": word("list that has the address", "threat_list"),
    "service.additionalInfo.threatName": word("threat that the list names", "threat_name"),
    "feed": ecs("threat.feed.name"),
    "feed.names": words("threats that lists name", "threat_names"),
    "service.userFeedback": word("whether a user found it useful", "feedback"),
    "service.runtimeDetails.context.toolName": word("tool that was run", "tool.name"),
    "service.runtimeDetails.context.toolCategory": word("kind of tool that was run", "tool.category"),
    "service.runtimeDetails.context.scriptPath": word("script that was run", "script_path"),
    "service.runtimeDetails.context.libraryPath": word("library that was loaded", "library_path"),
    "service.runtimeDetails.context.moduleName": word("kernel module that was loaded", "module.name"),
    "service.runtimeDetails.context.moduleFilePath": word("file of a kernel module", "module.path"),
    "service.runtimeDetails.context.commandLineExample": ecs("process.command_line"),
    "service.runtimeDetails.context.threatFilePath": path(),
    "service.runtimeDetails.context.serviceName": word("service that was stopped or changed", "service"),
    "service.ebsVolumeScanDetails.scanId": word("scan that found it", "scan_id"),
    "service.malwareScanDetails.scanId": word("scan that found it", "scan_id"),
    "service.ebsVolumeScanDetails.triggerFindingId": word("finding that began a scan", "trigger"),
    "service.detection.sequence.uid": word("sequence of an attack", "sequence.id"),
    "service.detection.sequence.description": word("what a sequence of an attack is", "sequence.description"),
    "sequence.signals": words("signals of a sequence of an attack", "sequence.signals"),
    "sequence.addresses": own(
        "ip", "addresses of the ends of a sequence", read=each(short_ip), name="sequence.addresses", related="ip"
    ),
    "sequence.users": words("users of the actors of a sequence", "sequence.users"),
    "service.action.actionType": word("kind of activity", "action_type"),
    "resource.resourceType": word("kind of resource", "resource_type"),
    f"{_INSTANCE}.instanceId": ecs("cloud.instance.id"),
    f"{_INSTANCE}.instanceType": ecs("cloud.machine.type"),
    f"{_INSTANCE}.availabilityZone": ecs("cloud.availability_zone"),
    "instance.addresses": ecs("host.ip", read=each(short_ip), related="ip"),
    "instance.vpc": word("network (VPC) of an instance", "vpc_id"),
    "instance.subnet": word("subnet of an instance", "subnet_id"),
    f"{_INSTANCE}.imageId": word("image of an instance", "image_id"),
    f"{KEY}.accessKeyId": word("key that was used", "access_key_id"),
    f"{KEY}.principalId": ecs("user.id"),
    f"{KEY}.userName": ecs("user.name", related="user"),
    f"{KEY}.userType": word("kind of user", "user_type"),
    "resource.rdsDbUserDetails.user": ecs("user.name", related="user"),
    "resource.rdsDbUserDetails.database": word("database that is attacked", "database.name"),
    "resource.rdsDbUserDetails.application": word("program that logs in to a database", "database.application"),
    "resource.rdsDbUserDetails.authMethod": word("how a user logs in to a database", "database.authentication"),
    "resource.rdsDbInstanceDetails.dbInstanceIdentifier": word("instance of a database", "database.instance"),
    "resource.rdsDbInstanceDetails.dbClusterIdentifier": word("cluster of a database", "database.cluster"),
    "resource.rdsDbInstanceDetails.engine": word("kind of database", "database.engine"),
    "resource.containerDetails.id": ecs("container.id"),
    "resource.containerDetails.name": ecs("container.name"),
    "resource.containerDetails.image": ecs("container.image.name"),
    "resource.containerDetails.containerRuntime": ecs("container.runtime"),
    "resource.eksClusterDetails.name": ecs("orchestrator.cluster.name"),
    "resource.ecsClusterDetails.name": ecs("orchestrator.cluster.name"),
    f"{_KUBERNETES}.kubernetesWorkloadDetails.name": ecs("orchestrator.resource.name"),
    f"{_KUBERNETES}.kubernetesWorkloadDetails.type": ecs("orchestrator.resource.type"),
    f"{_KUBERNETES}.kubernetesWorkloadDetails.namespace": ecs("orchestrator.namespace"),
    f"{_KUBERNETES}.kubernetesUserDetails.username": ecs("user.name", related="user"),
    f"{_KUBERNETES}.kubernetesUserDetails.uid": ecs("user.id"),
    f"{_KUBERNETES}.kubernetesUserDetails.groups": words("groups of a user of Kubernetes", "groups"),
    f"{_KUBERNETES}.kubernetesWorkloadDetails.serviceAccountName": word("account of a workload", "service_account"),
    "resource.lambdaDetails.functionName": (ecs("faas.name"), word("function that is attacked", "function")),
    "resource.lambdaDetails.functionArn": ecs("faas.id"),
    "bucket": word("bucket that is attacked", "bucket"),
    "object": word("object of a bucket", "object"),
    # ends
    "source.ip": ecs("source.ip", read=short_ip, related="ip"),
    "source.port": ecs("source.port", read=port_number),
    "destination.ip": ecs("destination.ip", read=short_ip, related="ip"),
    "destination.port": ecs("destination.port", read=port_number),
    "source.asn": ecs("source.as.number", read=_asn),
    "source.asnOrg": ecs("source.as.organization.name"),
    "source.country": ecs("source.geo.country_name"),
    "source.city": ecs("source.geo.city_name"),
    "destination.asn": ecs("destination.as.number", read=_asn),
    "destination.asnOrg": ecs("destination.as.organization.name"),
    "destination.country": ecs("destination.geo.country_name"),
    "destination.city": ecs("destination.geo.city_name"),
    "source.place": ecs("source.geo.location"),
    "destination.place": ecs("destination.geo.location"),
    "direction": ecs("network.direction", read=lower),
    "service.action.networkConnectionAction.protocol": ecs("network.transport", read=_protocol),
    "service.action.networkConnectionAction.blocked": flag("whether a connection was blocked", "blocked"),
    "service.action.dnsRequestAction.domain": (
        ecs("dns.question.name", related="hosts"), ecs("network.protocol", read=lambda _: "dns")
    ),
    "service.action.dnsRequestAction.protocol": ecs("network.transport", read=_protocol),
    "service.action.dnsRequestAction.blocked": flag("whether a connection was blocked", "blocked"),
    "service.action.portProbeAction.blocked": flag("whether a connection was blocked", "blocked"),
    "service.action.awsApiCallAction.api": word("call of an API", "api"),
    "service.action.awsApiCallAction.serviceName": ecs("service.name"),
    "service.action.awsApiCallAction.callerType": word("kind of caller", "caller_type"),
    "service.action.awsApiCallAction.errorCode": ecs("error.code"),
    "service.action.awsApiCallAction.userAgent": ecs("user_agent.original"),
    "service.action.awsApiCallAction.domainDetails.domain": ecs("source.domain", related="hosts"),
    "service.action.awsApiCallAction.remoteAccountDetails.accountId": word("caller's account", "caller_account"),
    "service.action.kubernetesApiCallAction.requestUri": ecs("url.path"),
    "service.action.kubernetesApiCallAction.verb": word("verb of a call of Kubernetes", "kubernetes_verb"),
    "service.action.kubernetesApiCallAction.userAgent": ecs("user_agent.original"),
    "service.action.kubernetesApiCallAction.statusCode": ecs("http.response.status_code", read=status_code),
    "service.action.kubernetesApiCallAction.namespace": ecs("orchestrator.namespace"),
    "service.action.kubernetesApiCallAction.resource": ecs("orchestrator.resource.type"),
    "service.action.kubernetesApiCallAction.resourceName": ecs("orchestrator.resource.name"),
    "login.user": ecs("user.name", related="user"),
    "login.failed": number("how many logins failed", "logins.failed"),
    "login.succeeded": number("how many logins succeeded", "logins.succeeded"),
    # processes, files
    "process.name": ecs("process.name"),
    "process.executablePath": ecs("process.executable"),
    "process.executableSha256": ecs("process.hash.sha256", related="hash"),
    "process.pid": ecs("process.pid", read=integer),
    "process.user": ecs("process.user.name", related="user"),
    "process.userId": ecs("process.user.id"),
    "process.pwd": ecs("process.working_directory"),
    "process.uuid": ecs("process.entity_id"),
    "process.parentUuid": ecs("process.parent.entity_id"),
    "parent.name": ecs("process.parent.name"),
    "parent.executablePath": ecs("process.parent.executable"),
    "parent.pid": ecs("process.parent.pid", read=integer),
    "file": path(),
    "file.hash": Capture("file.hash", "", hashes, parts=("sha256",)),
    "files": words("files that are malicious", "files"),
    "threats": words("names of the malware", "malware"),
}  # fmt: skip
