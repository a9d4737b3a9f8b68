"""Documents without the values that tell who and where: each is replaced in its field and wherever it stands.

What a field holds is known by its name (`roles`). Where else its values stand in a document, in any encoding that
logs have, is found by looking (`rewriting`, with `ecsparse.occurrences`); IP addresses, hardware addresses and mail
addresses are known by themselves. They are replaced by `marks`, or by `pseudonyms` under a key.
"""
