"""Parts of tau-bench records as our columns."""

from collections.abc import Iterable, Mapping

from engine.events.adapters.tau_retail_models import TauAddress
from engine.events.source import Row


def address_row(address: TauAddress) -> Row:
    """An address in our keys."""
    return {
        "line1": address.address1,
        "line2": address.address2,
        "city": address.city,
        "region": address.state,
        "country": address.country,
        "postcode": address.zip,
    }


def localized_options(
    variants: Iterable[Mapping[str, str]], terms: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """What can be chosen, by option: {"color": {"en": "black, blue", "zh": "黑色、蓝色"}}."""
    values: dict[str, dict[str, None]] = {}
    for options in variants:
        for name, value in options.items():
            values.setdefault(name, {})[value] = None
    return {
        name: {"en": ", ".join(sorted(found)), "zh": "、".join(terms.get(v, v) for v in sorted(found))}
        for name, found in values.items()
    }
