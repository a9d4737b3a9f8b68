"""The named values of activities, and what each of them means."""

from __future__ import annotations

from ecsparse.ecs.accounts import account as account_of
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, lower
from ecsparse.formats import json
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, ecs, person
from ecsparse.messages.values import Values, computer, each, flag, location, word, words
from ecsparse.record import Document

_VERBS = ("access", "change", "creation", "deletion", "end", "info", "start")


def _kinds(
    kind: str, meaning: str, category: str, also: str = "", types: tuple[str, ...] = _VERBS
) -> dict[str, Action]:
    """An action for each type of event, of which those that `category` lacks are `info`."""
    return {
        f"{kind}/{verb}": Action(
            meaning, category, " ".join(sorted({verb if verb in types else "info", *also.split()}))
        )
        for verb in _VERBS
    }


_IAM = ("change", "creation", "deletion", "info")
_CONFIGURATION = ("access", *_IAM)

ACTIONS = {
    **_kinds("administrator", "roles of administrators", "iam", "admin", _IAM),
    **_kinds("configuration", "settings of a customer", "configuration", "", _CONFIGURATION),
    **_kinds(
        "device", "a device or a browser that is managed", "host", "", ("access", "change", "end", "info", "start")
    ),
    **_kinds("file", "a file of Drive", "file", "", _CONFIGURATION),
    **_kinds("group", "a group and its members", "iam", "group", _IAM),
    **_kinds("service", "an event of an application", "api"),
    **_kinds("user", "an account", "iam", "user", _IAM),
    "access-denied": Action("access is denied by the level of a context", "authentication", "info", "failure"),
    "access-info": Action("access was, or would be, judged by a context", "authentication", "info"),
    "alert": Action("Google warns", "intrusion_detection", "info", kind="alert"),
    "alert/login": Action("a login is suspicious", "authentication", "info", kind="alert"),
    "login/failure": Action("a login fails", "authentication", "start", "failure"),
    "login/info": Action("a user is asked to prove who it is", "authentication", "info"),
    "login/success": Action("a user logs in", "authentication", "start", "success"),
    "logout": Action("a user logs out", "authentication", "end"),
    "mail": Action("a mail is delivered, or handled", "email", "info"),
    "rule": Action("content matches a rule, or a rule acts", "file", "info", kind="alert"),
    "token/authorize": Action("a user lets an application in", "api", "allowed"),
    "token/revoke": Action("a user lets an application in no longer", "api", "deletion"),
}

# By the name of the event, for any application.
BY_NAME = {
    **dict.fromkeys(("login_failure", "chrome_os_login_failure_event"), "login/failure"),
    **dict.fromkeys(("login_success", "chrome_os_login_event", "login_event"), "login/success"),
    **dict.fromkeys(("logout", "chrome_os_logout_event"), "logout"),
    **dict.fromkeys(("login_challenge", "login_verification", "risky_sensitive_action_allowed"), "login/info"),
    **dict.fromkeys(
        ("account_disabled_hijacked", "account_disabled_password_leak", "account_disabled_spamming",
         "account_disabled_spamming_through_relay", "gov_attack_warning", "risky_sensitive_action_blocked",
         "suspicious_login", "suspicious_login_less_secure_app", "suspicious_programmatic_login"),
        "alert/login",
    ),
    **dict.fromkeys(
        ("malware_transfer", "password_breach", "password_reuse", "sensitive_data_transfer", "unsafe_site_visit",
         "suspicious_activity_event", "device_compromised_event", "failed_password_attempts_event"),
        "alert",
    ),
    "access_deny_event": "access-denied",
    "access_deny_internal_error_event": "access-denied",
    "authorize": "token/authorize",
    "revoke": "token/revoke",
}  # fmt: skip

# By the type of an event of the application `admin`; others are settings.
OF_ADMIN = {
    "DELEGATED_ADMIN_SETTINGS": "administrator",
    "GROUP_SETTINGS": "group",
    "USER_SETTINGS": "user",
}
BY_APPLICATION = {
    "access_transparency": "service",
    "admin": "configuration",
    "chrome": "device",
    "drive": "file",
    "groups": "group",
    "groups_enterprise": "group",
    "login": "user",
    "mobile": "device",
    "user_accounts": "user",
}
OF_ALL_EVENTS = {"context_aware_access": "access-info", "gmail": "mail", "rules": "rule"}

# How the names of events of groups end that are about their members.
MEMBERSHIPS = ("_member", "_user")
# Challenge Passed. | Challenge Failed.
CHALLENGES = (("passed", "success"), ("failed", "failure"))

_FOLDERS = frozenset(("folder", "shared_drive", "team_drive"))
NO_PERSON = "device_id"
# The members of a parameter that hold its value.
VALUE_NAMES = ("value", "intValue", "boolValue", "multiValue", "multiIntValue", "multiBoolValue")
MOST_NESTED = 6


def _file_type(text: str) -> str:
    return "dir" if text in _FOLDERS else "file"


def _group(text: str) -> Document:
    """`group` of its mail address."""
    return {"id": text, **account_of(text)} if "@" in text else {"id": text}


def _first_number(text: str) -> int | None:
    return next((number for each in json.texts(text) if (number := parse_uint(each)) is not None), None)


def _region(text: str) -> str | None:
    return text if text[2:3] == "-" and len(text) <= 6 else None


def _country(text: str) -> str | None:
    return text if len(text) == 2 and text.isalpha() and text.isupper() else None


def _mailbox(text: str) -> str | None:
    return text if "@" in text else None


def _transport(text: str) -> str | None:
    return text.lower() if text.lower() in {"tcp", "udp"} else None


_TARGET = person("user.target")
_SIGNED_GROUP = Capture("group", "", _group, parts=("domain", "id", "name"))

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "kind": word("kind of record", "kind"),
    "id.applicationName": (ecs("network.application", read=lower), word("application of the event", "application")),
    "id.customerId": (ecs("cloud.account.id"), ecs("organization.id")),
    "id.uniqueQualifier": ecs("event.id"),
    "id.uniqQualifier": ecs("event.id"),
    "ipAddress": ecs("source.ip", read=short_ip, related="ip"),
    "ownerDomain": word("domain of the owner of what it is about", "owner_domain"),
    "networkInfo.ipAsn": ecs("source.as.number", read=_first_number),
    "networkInfo.regionCode": ecs("source.geo.country_iso_code", read=_country),
    "networkInfo.subdivisionCode": ecs("source.geo.region_iso_code", read=_region),
    "actor.email": person(),
    "actor.profileId": ecs("user.id"),
    "actor.callerType": word("kind of the caller: a user or a key", "caller_type"),
    "actor.key": word("key of a caller that is no user", "caller_key"),
    "actor.applicationInfo.applicationName": word("application that acted for the user", "actor_application.name"),
    "actor.applicationInfo.oauthClientId": word("client of OAuth that acted for the user", "actor_application.id"),
    "event.type": word("Google's type of the event", "event_type"),
    "event.names": words("names of all events of the activity", "event_names"),
    # of several applications
    "user_agent": ecs("user_agent.original"),
    "user_email": _TARGET,
    "email": _TARGET,
    "target_user": _TARGET,
    "target": _TARGET,
    "member_id": _TARGET,
    "event_guest": _TARGET,
    "affected_email_address": _TARGET,
    "grantee_email": _TARGET,
    "destination_user_email": word("account that gets what another one had", "destination_user"),
    "group_email": _SIGNED_GROUP,
    "group_id": _SIGNED_GROUP,
    "group_name": ecs("group.name"),
    "member_type": word("kind of member", "member.type"),
    "member_role": word("role of a member", "member.role"),
    "acl_permission": word("permission that is changed", "setting.name"),
    "owner_email": word("owner of what it is about", "owner_email"),
    "org_unit_name": word("organizational unit", "org_unit"),
    "orgunit_path": word("organizational unit", "org_unit"),
    "api_client_name": word("client that may call an API", "token.client_id"),
    "api_scopes": words("what a client may do", "token.scopes"),
    "service_name": word("service that is switched on or off", "target_application"),
    "email_forwarding_destination_address": word("address that mails are forwarded to", "forwarding_email"),
    "email_monitor_dest_email": word("address that copies of mails are sent to", "forwarding_email"),
    "email_log_search_recipient": word("recipient that is searched for", "mail_search.recipient"),
    "email_log_search_sender": word("sender that is searched for", "mail_search.sender"),
    "action_type": word("what a device is asked to do", "device.action"),
    "matter_id": word("matter of Vault", "vault.matter_id"),
    "asset_id": word("number of a report", "report.id"),
    "asset_name": word("name of a report", "report.name"),
    "justifications": words("why Google needed access", "justifications"),
    "product_bucket": word("product that an API is of", "token.product"),
    "application_name": word("application that is meant", "target_application"),
    "app_name": word("application that is meant", "target_application"),
    "setting_name": word("setting that is changed", "setting.name"),
    "old_value": word("value before a change", "setting.old_value"),
    "new_value": word("value after a change", "setting.new_value"),
    "domain_name": word("domain that is meant", "domain_name"),
    "role_name": word("role that is meant", "role.name"),
    "role_id": word("number of the role", "role.id"),
    "privilege_name": word("privilege that is meant", "privilege"),
    "alert_id": word("number of an alert", "alert_id"),
    # login, SAML
    "login_type": word("how a user logs in", "login.type"),
    "login_failure_type": ecs("event.reason"),
    "failure_type": ecs("event.reason"),
    "login_failure_reason": ecs("event.reason"),
    "login_challenge_method": words("how a user was asked to prove who it is", "login.challenge_methods"),
    "login_challenge_status": word("whether a challenge was passed", "login.challenge_status"),
    "is_suspicious": flag("whether the login was suspicious", "login.is_suspicious"),
    "is_second_factor": flag("whether it was a second factor", "login.is_second_factor"),
    "sensitive_action_name": word("action that is sensitive", "login.sensitive_action"),
    "saml_status_code": word("status of SAML", "saml.status_code"),
    "saml_second_level_status_code": word("second status of SAML", "saml.second_status_code"),
    "initiated_by": word("who asked for a login of SAML", "saml.initiated_by"),
    # tokens
    "client_id": word("client of OAuth", "token.client_id"),
    "client_type": word("kind of client", "token.client_type"),
    "scope": words("what a client may do", "token.scopes"),
    "api_name": word("API that was called", "token.api"),
    "method_name": word("method that was called", "token.method"),
    # Drive
    "doc_id": word("number of a document", "drive.doc_id"),
    "doc_title": ecs("file.name"),
    "doc_type": (ecs("file.type", read=_file_type), word("type of a document", "drive.doc_type")),
    "owner": ecs("file.owner"),
    "owner_is_shared_drive": flag("whether a shared drive owns it", "drive.owner_is_shared_drive"),
    "owner_shared_drive_id": word("shared drive that owns it", "drive.owner_id"),
    "owner_team_drive_id": word("shared drive that owns it", "drive.owner_id"),
    "shared_drive_id": word("shared drive that has it", "drive.shared_drive_id"),
    "visibility": word("who can see it", "drive.visibility"),
    "old_visibility": word("who could see it before", "drive.old_visibility"),
    "visibility_change": word("whether more or fewer can see it", "drive.visibility_change"),
    "primary_event": flag("whether it is the event that the user wanted", "drive.is_primary"),
    "billable": flag("whether it is billed", "drive.is_billable"),
    "is_encrypted": flag("whether it is encrypted by the client", "drive.is_encrypted"),
    "originating_app_id": word("application that was used", "drive.app_id"),
    "source_folder_title": word("folder that it was in", "drive.source_folder"),
    "destination_folder_title": word("folder that it is in", "drive.destination_folder"),
    # Chrome, mobile
    "directory_device_id": ecs("device.id"),
    "device_id": ecs("device.id"),
    "device_name": computer(),
    "device_user": ecs("user.name", related="user"),
    "device.user": word("user of the device, beside the caller", "device.user"),
    "device_platform": ecs("host.os.full"),
    "device_model": ecs("device.model.name"),
    "serial_number": ecs("device.serial_number"),
    "os_version": ecs("host.os.version"),
    "current_os_version": ecs("host.os.version"),
    "previous_os_version": word("version of the system before", "device.previous_os_version"),
    "product_name": ecs("device.model.name"),
    "product_id": ecs("device.model.identifier"),
    "vendor_name": ecs("device.manufacturer"),
    "vendor_id": word("number of the vendor of a device", "device.vendor_id"),
    "device_type": word("kind of device", "device.type"),
    "device_ownership": word("whose a device is", "device.ownership"),
    "account_state": word("state of an account on a device", "device.account_state"),
    "device_property": word("property of a device that changed", "setting.name"),
    "application_id": word("application on a device", "target_application"),
    "application_state": word("what became of an application", "device.application_state"),
    "pha_category": word("why an application is harmful", "device.application_threat"),
    "apk_sha256_hash": ecs("file.hash.sha256", related="hash"),
    "app_id": word("number of an extension of the browser", "chrome.extension_id"),
    "extension_version": word("its version", "chrome.extension_version"),
    "tab_url": word("page that the user was on", "chrome.tab_url"),
    "trigger_type": word("what was done", "chrome.trigger_type"),
    "trigger_destination": word("where content goes to", "chrome.destination"),
    "login_user_name": word("account that logs in to a device", "chrome.login_user"),
    "device_compliance": word("whether a device complies", "device.compliance"),
    "device_compromised_state": word("whether a device is compromised", "device.compromised_state"),
    "event_reason": ecs("event.reason"),
    "event_result": word("what was done about it", "chrome.result"),
    "browser_version": ecs("user_agent.version"),
    "url": location(),
    "content_name": ecs("file.name"),
    "content_size": ecs("file.size", read=count),
    "content_type": ecs("file.mime_type"),
    "content_hash": ecs("file.hash.sha256", related="hash"),
    "trigger_user": word("user of the operating system", "chrome.trigger_user"),
    "profile_user_name": word("user of the browser's profile", "chrome.profile_user"),
    # Meet, calendar, chat
    "ip_address": ecs("source.ip", read=short_ip, related="ip"),
    "identifier": word("who takes part", "meet.identifier"),
    "display_name": ecs("user.full_name"),
    "location_country": ecs("source.geo.country_iso_code", read=_country),
    "location_region": ecs("source.geo.region_name"),
    "network_transport_protocol": ecs("network.transport", read=_transport),
    "duration_seconds": ecs("event.duration", read=nanoseconds),
    "organizer_email": word("who called a meeting", "meet.organizer"),
    "is_external": flag("whether who takes part is of no domain of the customer's", "meet.is_external"),
    "meeting_code": word("code of a meeting", "meet.code"),
    "conference_id": word("number of a conference", "meet.conference_id"),
    "calendar_id": word("calendar that has it", "calendar.id"),
    "organizer_calendar_id": word("calendar of the organizer", "calendar.organizer"),
    "event_id": word("number of a date of a calendar", "calendar.event_id"),
    "event_title": word("title of a date of a calendar", "calendar.event_title"),
    "room_id": word("number of a room of chat", "chat.room_id"),
    "room_name": word("name of a room of chat", "chat.room_name"),
    "message_id": word("number of a message of chat", "chat.message_id"),
    "attachment_name": ecs("file.name"),
    "attachment_hash": ecs("file.hash.sha256", related="hash"),
    **dict.fromkeys(("attachment_url", "resource_url"), location()),
    # Gmail
    "message_info.subject": ecs("email.subject"),
    "message_info.rfc2822_message_id": ecs("email.message_id", read=lambda text: text.strip("<>")),
    "message_info.source.address": ecs("email.from.address", read=each(_mailbox)),
    "message_info.destination.address": ecs("email.to.address", read=each(_mailbox)),
    "message_info.connection_info.client_ip": ecs("source.ip", read=short_ip, related="ip"),
    "message_info.is_spam": flag("whether a mail is spam", "gmail.is_spam"),
    "message_info.payload_size": word("size of a mail's text", "gmail.payload_size"),
    "event_info.success": flag("whether a mail was handled", "gmail.success"),
    # rules, context-aware access
    "rule_name": ecs("rule.name"),
    "rule_resource_name": ecs("rule.id"),
    "rule_id": ecs("rule.id"),
    "rule_type": ecs("rule.category"),
    "severity": word("severity of a rule", "rule.severity"),
    "data_source": word("application whose content matched", "rule.data_source"),
    "resource_id": word("content that matched", "rule.resource_id"),
    "resource_title": ecs("file.name"),
    "resource_type": word("kind of content that matched", "rule.resource_type"),
    "resource_owner_email": ecs("file.owner"),
    "resource_recipients": words("who would get the content", "rule.recipients"),
    "triggered_actions": words("what a rule did", "rule.actions"),
    "matched_detectors": words("detectors that matched", "rule.detectors"),
    "actor_ip_address": ecs("source.ip", read=short_ip, related="ip"),
    "matched_trigger": word("what a rule looks at", "rule.trigger"),
    "caa_application": word("application that is accessed", "context.application"),
    "caa_device_id": ecs("device.id"),
    "caa_device_state": word("state of the device", "context.device_state"),
    "caa_access_level_applied": words("levels that were asked for", "context.levels"),
    "caa_access_level_unsatisfied": words("levels that were not met", "context.unsatisfied_levels"),
}  # fmt: skip

VALUES = Values(
    "google_workspace",
    ACTIONS,
    CAPTURES,
    read_by_product="etag id.time timestamp event.name identifier_type",
    names_actions=True,
)
