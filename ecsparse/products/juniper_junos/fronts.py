"""What stands before a message, and how its name and the names of its values are written."""

from __future__ import annotations

from ecsparse.patterns import Pattern

# %INTERACT-5-UI_LOGIN_EVENT: | UI_LOGIN_EVENT: | RT_FLOW_SESSION_CLOSE [junos@2636.1.1.1.2.142
NAME = Pattern(
    r"(?:%[A-Z0-9_]{2,16}-[0-7]-)?([A-Z][A-Z0-9]{1,31}(?:_[A-Z0-9]{1,31}){1,9})"
    r'(?:: | (?=\[(?:junos@|[a-z-]{2,32}=")))'
)
# %PFE-6: (a priority that is written down, before a message without a name)
PRIORITY = Pattern(r"%[A-Z]{2,16}-[0-7]: ")
# [junos@2636.1.1.1.2.142 source-address="192.0.2.20" | [attack-name="Address sweep!"
STRUCTURED = Pattern(r'\[(?:junos@[0-9.]{4,32} )?(?=[a-z0-9-]{2,64}=")')
# 2023-10-31T15:09:55.123Z srx1 RT_FLOW - RT_FLOW_SESSION_DENY [junos@2636.1.1.1.2.39 (behind what a relay writes)
# 2023-10-31T15:09:55.123Z  RT_FLOW - RT_FLOW_SESSION_DENY [junos@2636.1.1.1.2.39 (of a system without a name)
RELAYED = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}(?:Z|[+-][0-9:]{5})) ([^ ]{0,255}) (RT_[A-Z]{2,16}) - "
    r"([A-Z][A-Z0-9_]{3,63}) (?=\[junos@)"
)
# (FPC Slot 1, PIC Slot 0) SPC1_PIC0 kmd[1234]: (of a card's own processor)
CARD = Pattern(
    r"\(FPC Slot [0-9]{1,2}, PIC Slot [0-9]{1,2}\) [A-Z0-9_]{2,16} ([a-z][a-z0-9-]{1,31})(?:\[[0-9]{1,10}\])?: "
)
# (FPC Slot 5, PIC Slot 2) 2023-10-31 15:09:55: nat1{set1}JSERVICES_… | (FPC Slot 5, PIC Slot 0) {set1}[FWNAT]: ASP_…
SERVICES = Pattern(
    r"\(FPC Slot [0-9]{1,2}, PIC Slot [0-9]{1,2}\) (?:[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}: )?[^ {]{0,64}"
    r"\{([^}]{1,64})\}(?:\[[A-Z]{1,16}\]: ?)?(?=(?:ASP|JSERVICES)_)"
)
# RT_FLOW_SESSION_CREATE (in a header of RFC 5424)
MSGID = Pattern(r"[A-Z][A-Z0-9]{1,31}(?:_[A-Z0-9]{1,31}){1,9}")
# source-address="192.0.2.20"
ATTRIBUTE = Pattern(r' ?([A-Za-z0-9_-]{1,64})="((?:[^"\\]|\\.)*+)"')
# fpc0 FW: | /kernel: FW:
BEFORE_FILTER = Pattern(r"(?:fpc[0-9]{1,2} |/kernel: )?(?=FW: |PFE_FW_SYSLOG_)")
# _LS | _MT | _USF (of a logical system, a multi-threaded scanner, or a services card)
SUFFIX = Pattern(r"(?:_LS|_MT|_USF){1,2}$")
