"""The written rules by which records are cleaned: what each looks for, and what is done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Action = Literal["reject", "leave out", "flag", "change", "impute", "keep"]


@dataclass(frozen=True)
class Rule:
    """`reject` and `leave out` keep a record out of the database (it lies in the rejects file, with the
    reason); `flag` marks it in its data; `change` and `impute` mend it, the latter marked as such."""

    id: str
    what: str
    action: Action


STALE_YEARS = 5
ROBUST_Z = 3.5

_RULES = (
    Rule("row.shape", "a row has more or fewer cells than there are columns", "reject"),
    Rule("moment.type", "the moment is absent or cannot be read", "reject"),
    Rule("moment.future", "the moment lies more than a day ahead of now", "reject"),
    Rule("moment.stale", f"the moment lies over {STALE_YEARS} years before the newest one", "flag"),
    Rule("customer.absent", "no customer is named: kept for mining and forecasts, without a profile", "keep"),
    Rule("customer.type", "the customer's id cannot be read or is too long", "reject"),
    Rule("basket.type", "the basket's id is absent, cannot be read or is too long", "reject"),
    Rule("item.absent", "the item is not described", "reject"),
    Rule("item.type", "the item's text cannot be read", "reject"),
    Rule("item.unknown", "the item is not among the products", "reject"),
    Rule("item.no_product", "the item is a charge or bookkeeping, not a product", "leave out"),
    Rule("pieces.type", "the pieces are absent, no number, or no whole number", "reject"),
    Rule("pieces.zero", "no piece was sold", "reject"),
    Rule("pieces.negative", "fewer than no pieces were sold: a return", "change"),
    Rule("pieces.outlier", f"the pieces' robust z-score (of their logarithm) is beyond {ROBUST_Z}", "flag"),
    Rule("money.type", "the price is no number", "reject"),
    Rule("money.negative", "the price is negative", "reject"),
    Rule("money.bookkeeping", "no price, and no customer or a return: stock bookkeeping", "reject"),
    Rule("money.free", "a customer paid nothing for it", "flag"),
    Rule("money.absent", "the price is absent: the item's median price stands in", "impute"),
    Rule("money.outlier", f"the price's robust z-score (of its logarithm) is beyond {ROBUST_Z}", "flag"),
    Rule("money.unit", "prices are whole units of money: kept in cents, half cents up", "change"),
    Rule("money.too_large", "an amount or a basket is worth more than 21,474,836.47", "reject"),
    Rule("product.type", "a product's id or department is absent or not known", "reject"),
    Rule("product.twice", "a product comes twice", "reject"),
    Rule("customer.twice", "a customer comes twice in a file of customers", "reject"),
    Rule("campaign.unknown", "a campaign is not described", "reject"),
    Rule("event.twice", "the same event comes twice", "reject"),
    Rule("record.type", "a record's fields are absent or cannot be read", "reject"),
    Rule("record.reference", "a record names an unknown one, comes twice, or cannot be so", "reject"),
    Rule("customer.email", "an e-mail address is none: emptied, the customer is kept", "change"),
    Rule("order.times", "an order was delivered before it was placed", "reject"),
    Rule("line.twice", "the same line (item, pieces, price) comes twice in a basket", "reject"),
    Rule("order.kept", "the order was changed here since: it stays as it is", "leave out"),
    Rule("household.absent", "an attribute of a household is absent: its five most alike say it", "impute"),
)

RULES: Mapping[str, Rule] = {rule.id: rule for rule in _RULES}
LARGEST_CENTS = 2**31 - 1
"""What an integer column holds on PostgreSQL."""
