"""Times as logs write them, to UTC as ECS writes it (`2023-10-31T15:09:55Z`).

Every function checks the shape before a library sees the text, and returns `None` for a time that does not
exist: lenient parsers accept `now`, week dates and other scripts' digits. A fraction of a second stays as the
source has it, up to nanoseconds; one that is zero is left out.
"""
