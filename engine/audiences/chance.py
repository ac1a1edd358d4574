"""Who is told and who is held out: by a hash, so that the same customer always falls on the same side."""

from hashlib import sha256
from typing import Literal

Arm = Literal["told", "held"]


def arm_of(audience_id: str, customer_id: str, holdout: float) -> Arm:
    """held for a share `holdout` of all customers, within [0, 1]; told for the others.

    Independent of everything that is known of a customer, and from one audience to the next.
    """
    digest = sha256(f"{audience_id}\0{customer_id}".encode()).digest()
    return "held" if int.from_bytes(digest[:8]) / 2**64 < holdout else "told"
