"""How messages of PAM begin: its modules, and its library, write under the tag of any program that asks them.

Layout:
    pam_unix(openvpn:auth): authentication failure; logname= uid=0 euid=0 tty= ruser= rhost=192.0.2.5  user=alice
    PAM unable to dlopen(pam_tally.so): /lib/security/pam_tally.so: cannot open shared object file

Source: Linux-PAM 0.7x to 1.7, `pam_syslog`.
"""

STARTS = ("pam_", "PAM ")
