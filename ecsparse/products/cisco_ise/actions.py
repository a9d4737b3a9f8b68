"""What the messages mean, by their codes, their classes and their categories."""

from __future__ import annotations

from ecsparse.messages import actions

_RADIUS = {"network": {"protocol": "radius"}}

ACTIONS = actions(
    """
accounting-start                   session: start | a session begins
accounting-stop                    session: end | a session ends
accounting-switched                session: info | a network device turns accounting on or off
accounting-update                  session: info | a session goes on
account-change                     iam: change user, success | a guest's or an administrator's account is changed
account-creation                   iam: creation user, success | the account of a guest is created
account-deletion                   iam: deletion user, success | the account of a guest is deleted
active-directory                   host: info | the directory of Active Directory is used
active-directory/failed            host: info, failure
active-directory/succeeded         host: info, success
administrator-login/failed         authentication: start, failure | an administrator logs in
administrator-login/succeeded      authentication: start, success
administrator-logout               authentication: end | an administrator logs out, or is logged out
administrator-message              configuration: info | any other message about administration
alarm                              host: info, alert | an alarm of the system
authentication-message             authentication: info | any other message about a login
authentication/failed              authentication: start, failure | a user or an endpoint asks to be let in
authentication/succeeded           authentication: start, success
authorization/failed               authentication: info, failure | a user asks for a session, or to give a command
authorization/succeeded            authentication: info, success
backup                             host: info | data of the system are saved or restored
certificate-expired                configuration: info | a certificate has expired, or will
change-of-authorization/failed     session: info, failure + radius | a session of a network device is changed or
  ended (RFC 5176)
change-of-authorization/succeeded  session: info, success + radius
client-provisioning                host: info | an endpoint gets an agent or its settings
command-accounting                 configuration: access | a user gave a command
configuration-add                  configuration: creation, success | an object of the configuration is added
configuration-download/failed      network: info, failure + radius | a network device gets an access list or data of
  TrustSec
configuration-download/succeeded   network: info, success + radius
configuration-change               configuration: change, success | an object is changed
configuration-delete               configuration: deletion, success | an object is deleted
device-management                  host: info | a server that manages devices is asked (MDM)
device-management/failed           host: info, failure
device-management/succeeded        host: info, success
diagnostics                        host: info | a step of what the system does
endpoint-profile                   host: info | an endpoint is recognised by what it does
guest-login/failed                 authentication: start, failure | a guest logs in, or a guest's sponsor
guest-login/succeeded              authentication: start, success
guest-message                      iam: info | any other message about guests and their sponsors
message-segment                    host: info | a part of a message that is longer than a packet
password-change/failed             iam: change user, failure | a user changes a password
password-change/succeeded          iam: change user, success
posture                            host: info | the state of an endpoint is assessed
process-start                      process: start | a process of the system starts
process-stop                       process: end | a process of the system stops
purge                              database: change | old data of the monitoring node are deleted
repeated-failure                   authentication: info, failure, alert | an endpoint or a network device fails
  again and again, or does so no more
repeated-failure/over              authentication: info, success
request-dropped                    network: denied, failure | a request is dropped
session-learnt                     session: start | a directory or an agent tells whose an address is
software-change/failed             package: change, failure | software of the system is installed, or removed
software-change/succeeded          package: change, success
statistics                         host: info, metric | counters of the system
system-message                     host: info | any other message
tls-connection                     network: connection info | a TLS connection is opened or shut
""",
    radius=_RADIUS,
)

# What the codes of messages mean.
BY_CODE = {
    "3000": "accounting-start", "3001": "accounting-stop", "3002": "accounting-update",
    "3003": "accounting-switched", "3004": "accounting-switched", "3300": "command-accounting",
    "3301": "accounting-start", "3302": "accounting-stop", "3303": "accounting-update",
    "5200": "authentication/succeeded", "5201": "authentication/succeeded", "5202": "authorization/succeeded",
    "5203": "authorization/succeeded", "5204": "password-change/succeeded",
    "5205": "change-of-authorization/succeeded", "5231": "guest-login/succeeded",
    "5232": "configuration-download/succeeded", "5233": "configuration-download/succeeded",
    "5234": "configuration-download/succeeded", "5236": "authorization/succeeded", "5238": "repeated-failure/over",
    "5239": "repeated-failure/over", "5400": "authentication/failed", "5401": "authentication/failed",
    "5402": "authorization/failed", "5403": "authorization/failed", "5404": "authorization/failed",
    "5405": "request-dropped", "5406": "request-dropped", "5407": "authorization/failed",
    "5408": "authorization/failed", "5409": "authorization/failed", "5410": "authorization/failed",
    "5411": "authentication/failed", "5412": "authentication/failed", "5413": "request-dropped",
    "5415": "password-change/failed", "5417": "change-of-authorization/failed", "5418": "guest-login/failed",
    "5419": "configuration-download/failed", "5420": "configuration-download/failed",
    "5421": "configuration-download/failed", "5422": "authorization/failed", "5434": "repeated-failure",
    "5435": "repeated-failure", "5436": "request-dropped", "5437": "request-dropped", "5438": "request-dropped",
    "5439": "request-dropped", "5440": "authentication/failed", "5441": "request-dropped",
    "5442": "request-dropped", "5443": "request-dropped", "5449": "authentication/failed",
    "51000": "administrator-login/failed", "51001": "administrator-login/succeeded",
    "51002": "administrator-logout", "51003": "administrator-logout", "51004": "administrator-login/failed",
    "51005": "administrator-login/failed", "51006": "administrator-login/failed",
    "51007": "administrator-login/failed", "51008": "administrator-login/failed",
    "51009": "administrator-login/failed", "51020": "administrator-login/failed",
    "51021": "administrator-login/failed", "51022": "administrator-login/failed", "51023": "account-change",
    "51100": "password-change/succeeded", "51101": "password-change/failed", "51102": "password-change/failed",
    "51103": "password-change/failed", "51104": "password-change/failed", "51105": "password-change/failed",
    "51106": "administrator-login/failed", "51107": "password-change/failed", "51115": "password-change/failed",
    "51116": "password-change/failed", "52000": "configuration-add", "52001": "configuration-change",
    "52002": "configuration-delete", "58001": "process-start", "58002": "process-stop",
    "60075": "guest-login/succeeded", "60076": "guest-login/failed", "60080": "administrator-login/succeeded",
    "60081": "administrator-login/failed", "60082": "administrator-login/failed", "60083": "configuration-change",
    "60084": "configuration-change", "60085": "configuration-change", "60086": "configuration-change",
    "60087": "configuration-change", "60088": "configuration-change", "60089": "configuration-change",
    "60090": "configuration-change", "60091": "configuration-change", "60092": "configuration-change",
    "60093": "backup", "60094": "backup", "60095": "backup", "60096": "backup", "60097": "backup",
    "60098": "backup", "60099": "backup", "60100": "backup", "60101": "backup",
    "60077": "guest-login/succeeded", "60107": "software-change/succeeded", "60126": "software-change/failed",
    "60115": "administrator-login/succeeded", "60116": "administrator-logout", "60117": "administrator-logout",
    "60124": "administrator-login/failed", "60166": "certificate-expired", "60167": "certificate-expired",
    "60184": "administrator-login/succeeded", "60185": "administrator-login/failed",
    "60186": "administrator-login/failed", "60188": "administrator-login/failed", "60198": "purge",
    "60204": "administrator-login/succeeded", "60205": "administrator-login/succeeded",
    "60206": "administrator-logout", "61025": "tls-connection", "61026": "tls-connection",
    "80001": "endpoint-profile", "80002": "endpoint-profile", "86002": "account-change", "86003": "account-change",
    "86004": "password-change/succeeded", "86006": "account-creation", "86007": "account-change",
    "86008": "account-deletion", "86010": "guest-login/failed", "86011": "guest-login/failed",
    "86014": "guest-login/failed", "86015": "password-change/failed", "86018": "change-of-authorization/failed",
    "86019": "guest-login/failed", "86020": "guest-login/failed",
}  # fmt: skip

# What a message of a class or category means, whose code says no more.
BY_KIND = {
    "ad-connector": "active-directory",
    "administrative and operational audit": "administrator-message",
    "administrative_and_operational_audit": "administrator-message",
    "administrator-login": "administrator-message",
    "ad_connector": "active-directory",
    "alarm": "alarm",
    "authentication_flow_diagnostics": "diagnostics",
    "client_provisioning": "client-provisioning",
    "client_provisioning_diagnostics": "client-provisioning",
    "failed-attempt": "authentication/failed",
    "failed_attempts": "authentication/failed",
    "guest": "guest-message",
    "identity_stores_diagnostics": "diagnostics",
    "internal_operations_diagnostics": "diagnostics",
    "mdm": "device-management",
    "monitoring_data_purge_audit": "purge",
    "mydevices": "guest-message",
    "passed-authentication": "authentication/succeeded",
    "passed_authentications": "authentication/succeeded",
    "passiveid": "session-learnt",
    "policy_diagnostics": "diagnostics",
    "posture": "posture",
    "posture_and_client_provisioning_audit": "posture",
    "posture_and_client_provisioning_diagnostics": "posture",
    "profiler": "endpoint-profile",
    "radius-accounting": "accounting-update",
    "radius_accounting": "accounting-update",
    "radius_diagnostics": "diagnostics",
    "sponsor": "guest-message",
    "system-stats": "statistics",
    "system_statistics": "statistics",
    "tacacs-accounting": "accounting-update",
    "tacacs-authentication": "authentication-message",
    "tacacs-authorization": "authentication-message",
    "tacacs_accounting": "accounting-update",
    "tacacs_diagnostics": "diagnostics",
}
