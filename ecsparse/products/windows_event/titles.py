"""The first sentences of events of Security, by which those are told whose number an agent leaves out.

Source: Microsoft, Advanced security audit policy, the English texts of events.
"""

from __future__ import annotations

from ecsparse.products.windows_event import sentences

_TITLES = """
1102 The audit log was cleared
4608 Windows is starting up
4616 The system time was changed
4624 An account was successfully logged on
4625 An account failed to log on
4634 An account was logged off
4647 User initiated logoff
4648 A logon was attempted using explicit credentials
4656 A handle to an object was requested
4657 A registry value was modified
4658 The handle to an object was closed
4660 An object was deleted
4661 A handle to an object was requested with intent to delete
4662 An operation was performed on an object
4663 An attempt was made to access an object
4670 Permissions on an object were changed
4672 Special privileges assigned to new logon
4673 A privileged service was called
4674 An operation was attempted on a privileged object
4688 A new process has been created
4689 A process has exited
4696 A primary token was assigned to process
4697 A service was installed in the system
4698 A scheduled task was created
4699 A scheduled task was deleted
4700 A scheduled task was enabled
4701 A scheduled task was disabled
4702 A scheduled task was updated
4719 System audit policy was changed
4720 A user account was created
4722 A user account was enabled
4723 An attempt was made to change an account's password
4724 An attempt was made to reset an account's password
4725 A user account was disabled
4726 A user account was deleted
4727 A security-enabled global group was created
4728 A member was added to a security-enabled global group
4729 A member was removed from a security-enabled global group
4730 A security-enabled global group was deleted
4731 A security-enabled local group was created
4732 A member was added to a security-enabled local group
4733 A member was removed from a security-enabled local group
4734 A security-enabled local group was deleted
4735 A security-enabled local group was changed
4737 A security-enabled global group was changed
4738 A user account was changed
4740 A user account was locked out
4741 A computer account was created
4742 A computer account was changed
4743 A computer account was deleted
4754 A security-enabled universal group was created
4755 A security-enabled universal group was changed
4756 A member was added to a security-enabled universal group
4757 A member was removed from a security-enabled universal group
4758 A security-enabled universal group was deleted
4767 A user account was unlocked
4768 A Kerberos authentication ticket (TGT) was requested
4769 A Kerberos service ticket was requested
4770 A Kerberos service ticket was renewed
4771 Kerberos pre-authentication failed
4776 The computer attempted to validate the credentials for an account
4778 A session was reconnected to a Window Station
4779 A session was disconnected from a Window Station
4781 The name of an account was changed
4798 A user's local group membership was enumerated
4799 A security-enabled local group membership was enumerated
4800 The workstation was locked
4801 The workstation was unlocked
5136 A directory service object was modified
5137 A directory service object was created
5140 A network share object was accessed
5141 A directory service object was deleted
5145 A network share object was checked to see whether client can be granted desired access
5152 The Windows Filtering Platform has blocked a packet
5156 The Windows Filtering Platform has permitted a connection
5157 The Windows Filtering Platform has blocked a connection
5158 The Windows Filtering Platform has permitted a bind to a local port
"""
_LONGEST = 128
_NUMBERS = {title: number for number, _, title in (row.partition(" ") for row in _TITLES.strip().split("\n"))}
_SECURITY = "Microsoft-Windows-Security-Auditing"


def number_of(text: str, provider: str) -> str | None:
    """The number of the event of a provider with this `text`; `None` if its first sentence does not say it."""
    if provider != _SECURITY:
        return sentences.number_of(text, provider)
    title = text[:_LONGEST].partition(".")[0].partition(":")[0]
    return _NUMBERS.get(title)
