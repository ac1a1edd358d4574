"""What a question can be about: a category, a brand, or what is usually spent on one thing."""

from typing import Literal

Kind = Literal["category", "brand", "budget"]
_BRAND, _BUDGET = "brand:", "budget:"


def brand_attribute(brand: str) -> str:
    """The attribute "do you like this brand?"; brands are told apart without regard to case."""
    return f"{_BRAND}{brand.casefold()}"


def budget_attribute(cents: int) -> str:
    """The attribute "do you usually spend up to so much?"."""
    return f"{_BUDGET}{cents}"


def kind_of(attribute: str) -> Kind:
    """A category's attribute is its bare id."""
    if attribute.startswith(_BRAND):
        return "brand"
    return "budget" if attribute.startswith(_BUDGET) else "category"


def value_of(attribute: str) -> str:
    """The value of the statement that an answer is: a category's id, a brand in lower case, cents."""
    return attribute.removeprefix(_BRAND).removeprefix(_BUDGET)


def budgets_of(cents: int, wanted: bool, attributes: tuple[str, ...]) -> dict[str, bool]:
    """What a budget says of all that are asked about: who spends up to 20 also spends up to 40, and not
    usually up to 10; who spends more than 20 spends more than 10."""
    known: dict[str, bool] = {}
    for attribute in attributes:
        if kind_of(attribute) != "budget":
            continue
        step = int(value_of(attribute))
        if wanted:
            known[attribute] = step >= cents
        elif step <= cents:
            known[attribute] = False
    return known
