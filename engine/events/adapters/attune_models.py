"""The shapes of the files of an "attune" folder (data/README.md describes them)."""

from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,59}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Localized = dict[str, Text]
Price = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]

LANGUAGES = ("en", "zh")
LEVELS: dict[int, Localized] = {
    1: {"en": "everyday", "zh": "实惠"},
    2: {"en": "mid-range", "zh": "中档"},
    3: {"en": "premium", "zh": "高档"},
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CategoryRecord(_Strict):
    id: Slug
    name: Localized


class ShopFile(BaseModel):
    """shop.yml; what it says beyond these fields is kept among the shop's settings."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Localized
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    policy: Literal["standard", "tau-retail"] = "standard"
    categories: Annotated[list[CategoryRecord], Field(min_length=1)]


class VariantRecord(_Strict):
    id: Slug
    options: dict[str, Text]
    price: Price
    stock: Annotated[int, Field(ge=0)] | None = None


class ProductRecord(_Strict):
    id: Slug
    name: Localized
    description: Localized = {}
    brand: Text | None = None
    level: Annotated[int, Field(ge=1, le=3)] | None = None
    refill_days: Annotated[int, Field(ge=1)] | None = None
    tags: list[Text] = []
    attributes: dict[str, Localized] = {}
    variants: Annotated[list[VariantRecord], Field(min_length=1)]

    @field_validator("attributes", mode="before")
    @classmethod
    def _alike_in_all_languages(cls, value: Any) -> Any:
        """A plain text such as "680 g" stands for itself in every language."""
        if not isinstance(value, dict):
            return value
        given = cast("dict[Any, Any]", value)
        return {key: dict.fromkeys(LANGUAGES, v) if isinstance(v, str) else v for key, v in given.items()}


class CatalogueFile(_Strict):
    """catalogue/<category>.yml; its products are checked one by one."""

    category: Slug
    products: list[dict[str, Any]]


class ArticleRecord(_Strict):
    topics: Annotated[list[Text], Field(min_length=1)]
    title: Localized
    questions: dict[str, list[Text]]
    answer: Annotated[Localized, Field(min_length=1)]
    body: Localized = {}


class TermsFile(_Strict):
    """catalogue/terms.yml: words for options and attributes in other languages than English."""

    zh: dict[str, Text] = {}
