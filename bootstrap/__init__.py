"""Set-up of the environments, with the standard library alone: it runs before anything is installed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is the first thing to run on an unknown machine
    sys.exit(
        f"Attune needs Python 3.11 or newer, and this is {sys.version.split()[0]}; "
        "install one and run make again with PYTHON=/path/to/python3.11"
    )
