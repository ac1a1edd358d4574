"""What tests need and the project does not contain: public data sets, Java, a driver."""

import os

import pytest


def needed(there: bool, why_not: str) -> None:
    """Go on where it is there. Else the test, or the module that asks at its top, is skipped with this
    reason; where CI is set it fails, as nothing may go untested there unseen.
    """
    if there:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{why_not}, and CI must not skip this", pytrace=False)
    pytest.skip(why_not, allow_module_level=True)
