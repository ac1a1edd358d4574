"""Amounts of money as people write them."""

_SIGNS = {
    "en": {"USD": "$", "EUR": "€", "GBP": "£", "CNY": "CN¥", "JPY": "¥", "SGD": "S$"},
    "zh": {"USD": "US$", "EUR": "€", "GBP": "£", "CNY": "¥", "JPY": "JP¥", "SGD": "S$"},
}
_WITHOUT_CENTS = {"JPY", "KRW", "VND"}


def format_money(cents: int, currency: str, language: str = "en") -> str:
    """`cents` (minor units) of an ISO 4217 currency: -123456, "USD" -> "-$1,234.56".

    A currency without a sign of its own is written with its code: "CHF 12.00".
    """
    signs = _SIGNS.get(language, _SIGNS["en"])
    sign = signs.get(currency, f"{currency} ")
    minus = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    if currency in _WITHOUT_CENTS:
        return f"{minus}{sign}{abs(cents):,}"
    return f"{minus}{sign}{whole:,}.{rest:02d}"
