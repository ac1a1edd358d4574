"""Kinds of customers by what they like, and what each kind buys: what a question is valued by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.errors import Invalid
from engine.gaps.latent.fields import FloatArray
from engine.gaps.latent.information import Question, channel

YES, NO = 0, 1
"""Numbers of the answers; None is "I don't know" or "skip"."""
NOISE = 0.15
"""Share of answers that are drawn evenly, whatever is true."""
UNKNOWN = 0.1
"""Chance of no answer, the same in every class."""


@dataclass(frozen=True)
class QuestionModel:
    """attributes: what can be asked about ("do you like it?"). items: what can be suggested.

    weights: (classes,), sums to 1. likes: (classes, attributes), P(yes | class). buys: (classes, items),
    P(the customer wants the item | class).
    """

    attributes: tuple[str, ...]
    items: tuple[str, ...]
    weights: FloatArray
    likes: FloatArray
    buys: FloatArray
    noise: float = NOISE
    unknown: float = UNKNOWN

    def __post_init__(self) -> None:
        classes = len(self.weights)
        if self.likes.shape != (classes, len(self.attributes)) or self.buys.shape != (
            classes,
            len(self.items),
        ):
            raise Invalid("The tables of a question model do not fit its classes, attributes and items.")

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """One a attribute, with the answers yes and no."""
        return tuple(
            Question(name, np.column_stack([yes, 1 - yes]), self.unknown)
            for name, yes in zip(self.attributes, self.likes.T, strict=True)
        )

    @cached_property
    def heard(self) -> FloatArray:
        """(attributes, classes, 3): P(we hear yes, no, nothing | class)."""
        shape = (0, len(self.weights), 3)
        found = [channel(question, self.noise) for question in self.questions]
        return np.stack(found) if found else np.zeros(shape)

    def after(self, posterior: FloatArray, attribute: int, answer: int | None) -> FloatArray:
        """(classes,): the posterior (classes,) after an answer, YES, NO or None."""
        joint = posterior * self.heard[attribute][:, 2 if answer is None else answer]
        return joint / joint.sum() if joint.sum() > 0 else posterior

    def posterior(self, answers: Mapping[str, bool]) -> FloatArray:
        """(classes,): P(class | what is known of the attributes); an attribute that there is no more says
        nothing."""
        found = self.weights
        for place, name in enumerate(self.attributes):
            if name in answers:
                found = self.after(found, place, YES if answers[name] else NO)
        return found

    def best(self, posterior: FloatArray, count: int) -> list[str]:
        """The items that are likeliest wanted, best first."""
        order: list[int] = np.argsort(-(posterior @ self.buys), kind="stable")[:count].tolist()
        return [self.items[place] for place in order]
