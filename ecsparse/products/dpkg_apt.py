r"""dpkg and APT: which packages are installed, upgraded and removed, by which command and by whom.

Layout:
    2023-10-31 15:09:55 install openvpn:amd64 <none> 2.6.3-1+deb12u1      dpkg.log
    2023-10-31 15:09:55 status half-configured openvpn:amd64 2.6.3-1+deb12u1
    Commandline: apt-get install -y openvpn                                history.log
    Install: openvpn:amd64 (2.6.3-1+deb12u1), easy-rsa:amd64 (3.1.0-1, automatic)
    Log started: 2023-10-31  15:09:55                                      term.log
    2023-10-31 15:09:55,123 INFO Packages that will be upgraded: openvpn   unattended-upgrades.log
    update-alternatives 2023-10-31 15:09:55: link group editor updated …   alternatives.log

    dpkg's log has a time, what is done, the package with its architecture, and versions: the former and the new
    one. APT's history has a block of lines for each run.

Source: dpkg(1), dpkg 1.18 to 1.22 (`lib/dpkg/log.c`, `src/main`), and APT 1.6 to 2.9 (`apt-pkg/deb/dpkgpm.cc`).

Timestamps: local time without a zone. In APT's history, the first and the last line of a run have one.

Quirks:
    `<none>` is not a version: `dpkg.log`.
    The lines of a run of APT stand for themselves: only `Requested-By` says who it was, and only `Start-Date`
    when:
    `history.log`.
    A line of APT's history names up to some hundreds of packages: `package.name` has the only one, otherwise
    `dpkg_apt.packages` has all: `history.log`.
    What dpkg and the packages' scripts print (`Setting up openvpn …`) is in the terminal's log: `term.log`.
"""

from __future__ import annotations

from ecsparse.ecs.accounts import user_id
from ecsparse.messages import Messages, Values, actions
from ecsparse.messages.captures import account, ecs, file, own
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Phrase, Prefix, Product, Record

ACTIONS = actions("""
alternative-run     process: info | update-alternatives is run
alternative-set     configuration: change | a name of a program now stands for another one
configuration-file  configuration: info | a file of configuration is kept, or replaced
package-changed     package: change | a package is upgraded
package-configured  package: info | a package is configured
package-error       package: info, failure | packages could not be handled
package-installed   package: installation | a package is installed
package-removed     package: deletion | a package is removed, with its configuration or without
package-status      package: info | a package reaches a state
run                 package: info | what a run of APT was started with, and by whom
run-begins          process: start | a run of APT, or of dpkg, begins
run-ends            process: end | a run of APT, or of dpkg, ends
trigger             package: info | a trigger of a package is run
""")

_NAME = r"[a-z0-9][a-z0-9+.-]{0,254}"
_VERSION = r"[0-9][0-9A-Za-z.+:~-]{0,254}"

_LIST = r"[a-z0-9][a-z0-9+.-]{0,254}(?::[a-z0-9-]{1,32})? \([^()]{1,600}\)(?:, .*)?"

CAPTURES = {
    "architecture": ecs("package.architecture", r"[a-z0-9-]{1,32}"),
    "command_line": ecs(
        "process.command_line",
        r"(?:/usr/(?:s?bin|lib/[a-z-]{1,32})/)?(?:apt|aptitude|unattended|packagekit|synaptic|dpkg).*",
    ),
    "error": ecs("error.message"),
    "name": ecs("package.name", _NAME),
    "version": ecs("package.version", _VERSION),
    "path": file(pattern=r"/[^ ]{1,1024}"),
    "user": account(pattern=r"[^ ()]{1,64}"),
    "user_id": ecs("user.id", r"[0-9]{1,10}", user_id),
    "arguments": own("keyword", "arguments of update-alternatives", r"--[a-z].*"),
    "decision": own("keyword", "what is done with a file of configuration", r"install|keep", name="decision"),
    "link_group": own("keyword", "name that stands for one of several programs", r"[^ ]{1,255}"),
    "names": own("keyword", "names of packages", rf"{_NAME}(?: {_NAME})*+", str.split, name="packages"),
    "old_version": own("keyword", "version that the package had", _VERSION),
    "operation": own("keyword", "what is done, as dpkg calls it", r"[a-z-]{1,32}"),
    "packages": own("keyword", "packages, with their versions", _LIST, str.splitlines),
    "stage": own("keyword", "what dpkg begins to do", r"[a-z-]{1,32}"),
    "state": own("keyword", "state that a package reaches", r"[a-z-]{1,32}"),
}

_FRAGMENTS = {
    "package": "{name}{?:{architecture}}",
    "time": "{~[0-9-]{10} {1,2}[0-9:]{8}}{?  {*}}",
}

DPKG = Messages("dpkg_apt", ACTIONS, CAPTURES, r"""
package-status         status {state} {package} {|{version}|<none>}
package-installed      {operation=install} {package} {|<none>|{old_version}} {|<none>|{version}}
package-changed        {operation=upgrade} {package} {|<none>|{old_version}} {|<none>|{version}}
package-configured     {operation=configure} {package} {|<none>|{version}} {~<none>|[^ ]{1,255}}
trigger                {operation=trigproc} {package} {|<none>|{version}} {~<none>|[^ ]{1,255}}
package-removed        {operation:remove|purge|disappear} {package} {|<none>|{version}} {~<none>|[^ ]{1,255}}
configuration-file     conffile {path} {decision}
run-begins             startup {~archives|packages} {stage}
""", _FRAGMENTS)  # fmt: skip

APT = Messages("dpkg_apt", ACTIONS, CAPTURES, r"""
run-begins             Start-Date: {time}
run-ends               End-Date: {time}
run-begins             Log started: {time}
run-ends               Log ended: {time}
run                    Commandline: {command_line}
run                    Requested-By: {user} ({user_id})
package-installed      {operation:Install|Reinstall}: {packages}
package-changed        {operation:Upgrade|Downgrade}: {packages}
package-removed        {operation:Remove|Purge}: {packages}
package-error          Error: {error:Sub-process .{1,512}}
package-configured     Setting up {package} ({version}) ...
package-installed      Unpacking {package} ({version}) ...
package-changed        Unpacking {package} ({version}) over ({old_version}) ...
package-removed        Removing {package} ({version}) ...
package-removed        Purging configuration files for {package} ({version}) ...
trigger                Processing triggers for {package} ({version}) ...
""", _FRAGMENTS)  # fmt: skip

UNATTENDED = Messages("dpkg_apt", ACTIONS, CAPTURES, r"""
run-begins             Starting unattended upgrades script
run                    Allowed origins are: {*}
run                    Initial {~black|white}list{? (not strict)}{?ed packages}:{*}
run                    Writing dpkg log to {path}
run                    Packages that {~will be upgraded|are kept back|will be removed}: {names}
package-removed        Packages that were {?successfully }auto-removed: {names}
run-ends               All upgrades installed
run-ends               No packages found that can be upgraded unattended{*}
package-error          {error=Installing the upgrades failed!}
package-error          {error:Cache has broken packages, exiting|Lock could not be acquired.*|Lock file is already.*}
""", {})  # fmt: skip

ALTERNATIVES = Messages("dpkg_apt", ACTIONS, CAPTURES, r"""
alternative-run        run with {arguments}
alternative-set        link group {link_group} updated to point to {path}
""", {})  # fmt: skip

_OPERATIONS = ("configure", "conffile", "disappear", "install", "purge", "remove", "trigproc", "upgrade")
_STATES = (
    "config-files", "half-configured", "half-installed", "installed", "not-installed", "triggers-awaited",
    "triggers-pending", "unpacked",
)  # fmt: skip
_FIELDS = (
    "Commandline", "Downgrade", "End-Date", "Install", "Log ended", "Log started", "Purge", "Reinstall", "Remove",
    "Requested-By", "Start-Date", "Upgrade",
)  # fmt: skip
_PRINTED = ("Processing triggers for", "Purging configuration files for", "Removing", "Setting up", "Unpacking")

_UNATTENDED = (
    "Starting unattended upgrades script", "Allowed origins are: ", "Initial blacklist", "Initial whitelist",
    "Writing dpkg log to ", "Packages that ", "All upgrades installed", "No packages found that can be upgraded ",
    "Installing the upgrades failed!", "Cache has broken packages, exiting", "Lock could not be acquired",
    "Lock file is already ",
)  # fmt: skip

PRODUCT = Product(
    vendor="Debian",
    name="dpkg and APT",
    versions="1.18 to 1.22",
    formats=("text",),
    signatures=(
        *(Phrase(f" {word} ") for word in _OPERATIONS),
        *(Phrase(f" status {state} ") for state in _STATES),
        Phrase(" startup archives "),
        Phrase(" startup packages "),
        *(Prefix(f"{word}: ") for word in _FIELDS),
        *(Prefix(f"{text} ") for text in _PRINTED),
        Prefix("Error: Sub-process "),
        Prefix("update-alternatives "),
        *(Phrase(f" {text}") for text in _UNATTENDED),
    ),
    provider="dpkg_apt",
    messages=(DPKG, APT, UNATTENDED, ALTERNATIVES),
    fields=("log.level",),
)

# 2023-10-31 15:09:55
_TIME = Pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) ")
# 2023-10-31 15:09:55,123 INFO
_LOGGED = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}),([0-9]{3}) (DEBUG|INFO|WARNING|ERROR|CRITICAL) "
)
# update-alternatives 2023-10-31 15:09:55:
_ALTERNATIVES = Pattern(r"update-alternatives ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}): ")
# Start-Date: 2023-10-31  15:09:55
_DATED = Pattern(
    r"(?:Start-Date|End-Date|Log started|Log ended): ([0-9]{4}-[0-9]{2}-[0-9]{2}) {1,2}([0-9]{2}:[0-9]{2}:[0-9]{2})"
)
_FRONTS = ((_TIME, DPKG), (_LOGGED, UNATTENDED), (_ALTERNATIVES, ALTERNATIVES))
_MOST_PACKAGES = 500
_AUTOMATIC = "automatic"
# Install: openvpn:amd64 (2.6.3-1) | Upgrade: openvpn:amd64 (2.6.3-1, 2.6.3-2)
_ONLY = Pattern(r"([a-z0-9][a-z0-9+.-]{0,254})(?::([a-z0-9-]{1,32}))? \(([^(), ]{1,255})(?:, ([^(), ]{1,255}))?\)")


def parse(record: Record) -> Document | None:
    """The document of a line of one of these logs; `None` if another program wrote it."""
    if record.header is not None:
        return None
    text = record.text.rstrip(" \t\r")
    fronts = ((front.match(text), messages) for front, messages in _FRONTS)
    time, messages = next(((time, messages) for time, messages in fronts if time is not None), (None, APT))
    found = messages.read(text if time is None else text[time.end() :])
    if found is None:
        return None
    action, values = found
    if "packages" in values:
        _name_packages(values)
    elif " " not in values.get("names", " "):
        values["name"] = values.pop("names")
    document = messages.document(action, values)
    if messages is UNATTENDED and time is not None:
        document["log"] = {"level": time[4].lower()}
    said = time or _DATED.match(text)
    if said is not None:
        fraction = f".{time[3]}" if messages is UNATTENDED and time is not None else ""
        if (moment := record.clock.local(f"{said[1]} {said[2]}{fraction}")) is not None:
            document["@timestamp"] = moment
            document["event"] = {**document["event"], "timezone": record.clock.zone}
    return document


def _name_packages(values: Values) -> None:
    """Give a list of packages a line each; of a single one, its name and versions are values of their own."""
    only = _ONLY.fullmatch(values["packages"])
    if only is None:
        each = values["packages"].removesuffix(")").split("), ", _MOST_PACKAGES)[:_MOST_PACKAGES]
        values["packages"] = "\n".join(f"{package})" for package in each)
        return
    del values["packages"]
    name, architecture, version, newer = only.groups()
    if newer is not None and newer != _AUTOMATIC:
        values["old_version"], version = version, newer
    values |= {"name": name, "version": version}
    if architecture is not None:
        values["architecture"] = architecture
