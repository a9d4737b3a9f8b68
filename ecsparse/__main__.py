"""`python -m ecsparse` is the command `ecsparse`."""

from ecsparse.cli import main

main()
