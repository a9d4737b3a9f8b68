"""What SonicWall's messages mean: by their numbers, and by their words."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions("""
application-use              network: access | traffic of an application meets a policy
application-use/blocked      network: access denied
configuration-change         configuration: change | a setting or a rule is changed
connection                   network: connection | a packet is dropped or let through, or a connection is opened or
  closed
connection/allowed           network: allowed connection
connection/blocked           network: connection denied
connection/closed            network: connection end
connection/opened            network: connection start
dhcp-lease                   network: protocol | DHCP gives or takes an address
interface-change             host: change | a link goes up or down
intrusion-detection          intrusion_detection network: info, alert | an attack, a scan or a flood is detected
intrusion-detection/blocked  intrusion_detection network: denied info, alert
login/failed                 authentication: start, failure | a user or an administrator logs in
login/succeeded              authentication: start, success
logout                       authentication: end | a user or an administrator logs out
malware-detection            malware: info, alert | a virus or spyware is detected
statistics                   host: info, metric | counters of the appliance, its interfaces and its access points
system-event                 host: info | any other message of the appliance
tunnel                       network: connection info | a VPN tunnel is negotiated, opened or closed
tunnel/closed                network: connection end
tunnel/failed                network: connection info, failure
tunnel/opened                network: connection start
web-request                  web: access | a web request is logged, or refused
web-request/blocked          web: access, failure
""")

# By the number of the message.
_NUMBERS = {
    "application-use": "793 1154",
    "application-use/blocked": "1155",
    "configuration-change": "440 441 442 506 507 508 509 1382 1383",
    "connection/blocked": "36 37 38 41 46 173 174 175 181 522 524 526 646 647 648 1198 1199 1233 1257 1474 1475",
    "connection/closed": "537",
    "connection/opened": "98",
    "dhcp-lease": "99 100 101 102 103 104 105 106 107 108 109 110 111",
    "intrusion-detection": "25 82 83 608 789 856 859 860 864 866 904 905 1098 1213 1214 1366 1369 1450 1452",
    "intrusion-detection/blocked": "22 23 27 81 177 178 179 267 446 527 528 580 606 609 790 1099 1200 1201 1373"
    " 1375 1376 1387 1476 1477",
    "login/failed": "30 32 33 35 140 200 243 244 245 246 311 312 329 344 486 583 745 746 747 748 749 750 751 753"
    " 754 755 756 757 759 986 1035 1048 1157",
    "login/succeeded": "29 31 139 199 235 236 237 238 318 319 994 996 997 1080",
    "logout": "24 261 262 263 264 265 520 993 995 998 1008",
    "malware-detection": "794 795 809 1391",
    "statistics": "96 805 806 1149",
    "tunnel": "43 65 67 68 87 88 89 90 346 350 351 352 353 354 355 356 357 427 533",
    "web-request": "16 97",
    "web-request/blocked": "14 15 17 18 19 20 60 701 702 1599",
}
_OF_NUMBERS = {number: action for action, numbers in _NUMBERS.items() for number in numbers.split()}
# By what the message says, where its number is another one; the first that it holds counts.
_OF_WORDS = (
    ("login denied", "login/failed"),
    ("login failed", "login/failed"),
    ("login attempt", "login/failed"),
    ("login failure", "login/failed"),
    ("authentication failed", "login/failed"),
    ("locked out", "login/failed"),
    ("login allowed", "login/succeeded"),
    ("login successful", "login/succeeded"),
    ("logged in", "login/succeeded"),
    ("logged out", "logout"),
    ("netextender connected", "tunnel/opened"),
    ("netextender disconnected", "tunnel/closed"),
    ("netextender connection terminated", "tunnel/closed"),
    ("is assigned ip:", "tunnel/opened"),
    ("received notify", "tunnel"),
    ("link is up", "interface-change"),
    ("link is down", "interface-change"),
    ("virus", "malware-detection"),
    ("spyware", "malware-detection"),
    ("malware", "malware-detection"),
    ("malicious file", "malware-detection"),
    ("capture atp", "malware-detection"),
    ("botnet", "intrusion-detection/blocked"),
    ("geo ip", "connection/blocked"),
    ("geo-ip", "connection/blocked"),
    ("attack", "intrusion-detection"),
    ("port scan", "intrusion-detection"),
    ("flood", "intrusion-detection"),
    ("spoof", "intrusion-detection"),
    ("rogue", "intrusion-detection"),
    ("configuration succeeded", "configuration-change"),
    ("configuration failed", "configuration-change"),
    ("ike ", "tunnel"),
    ("ikev", "tunnel"),
    ("ipsec", "tunnel"),
    ("tunnel", "tunnel"),
    ("dhcp", "dhcp-lease"),
    ("web site", "web-request"),
)
# What is said of a tunnel that cannot be negotiated.
_FAILURES = ("abort", "fail", "mismatch", "no proposal chosen", "timed out", "timeout")
_VARIANTS = {"allow": "allowed", "deny": "blocked", "drop": "blocked", "forward": "allowed"}


def action(said: dict[str, str]) -> str:
    """The action of a message, with its variant: by its number, else by its words, else by what was done."""
    found = _OF_NUMBERS.get(said["m"]) if said.get("id") != "sslvpn" else None
    words = said.get("msg", "").lower()
    found = found or next((action for text, action in _OF_WORDS if text in words), None)
    if found is not None:
        return "tunnel/failed" if found == "tunnel" and any(word in words for word in _FAILURES) else found
    if "src" not in said or "dst" not in said or said.get("id") == "sslvpn":
        return "system-event"
    variant = _VARIANTS.get(said.get("fw_action", "").lower(), "")
    if "drop" in words or "denied" in words:
        variant = "blocked"
    return f"connection/{variant}" if variant else "connection"
