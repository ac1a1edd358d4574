"""Its table of transactions, and the words that it lacks."""

from pydantic import BaseModel

from engine.events.reading import parse_file, read_yaml
from engine.events.sales.recipe import Columns, Recipe
from engine.settings import ROOT

FORMAT = "complete-journey"
WORDS = ROOT / "data" / "complete_journey.yml"
COLUMNS = Columns(
    customer="household_id",
    moment="transaction_timestamp",
    item="product_id",
    pieces="quantity",
    money="sales_value",
    money_is="amount",
    basket="basket_id",
)


class Department(BaseModel):
    """A category of ours."""

    id: str
    name: dict[str, str]


class JourneyWords(BaseModel):
    """data/complete_journey.yml."""

    shop: dict[str, str]
    currency: str
    departments: dict[str, Department]
    not_a_product: dict[str, str]
    ordered: dict[str, list[str]]


def read_words() -> JourneyWords:
    """The words of the project for this set."""
    return parse_file(JourneyWords, WORDS, read_yaml(WORDS))


def complete_journey(words: JourneyWords) -> Recipe:
    """The recipe. Products come from a file of their own."""
    shop = {
        "name": words.shop,
        "currency": words.currency,
        "policy": "standard",
        "settings": {"source": FORMAT},
    }
    categories = tuple(
        {"id": one.id, "name": one.name, "position": place}
        for place, one in enumerate(words.departments.values())
    )
    return Recipe(format=FORMAT, columns=COLUMNS, shop=shop, categories=categories, language="en")
