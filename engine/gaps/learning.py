"""What one learning of the expectations gave, with what later versions are compared on."""

from dataclasses import dataclass

from engine.frames import Frame
from engine.gaps.saved import Expectations


@dataclass(frozen=True)
class Learning:
    """table: rows of `latent.customers.fields`, one a customer. held: those of them that the latent model has
    not seen, none of a small shop. orders: rows of `network.experiences`.
    """

    expectations: Expectations
    table: Frame
    held: Frame
    orders: Frame
