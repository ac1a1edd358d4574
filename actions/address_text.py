"""Reading a postal address out of a line of text."""

import regex

Address = dict[str, str]

MIN_PARTS = 2
_SEPARATORS = regex.compile(r"[,，;；\n]+")
_FALSE_START = regex.compile(
    r"^\s*(?:(?:sorry|no|nope|wait|oops|actually|rather|correction|i meant?|make (?:that|it))[\s,.:]+)+(?=\S)"
    r"|^\s*(?:(?:写错了?|说错了?|填错了?|不对|不是|错了|应该是|更正)[\s，,。：:]*)+",
    flags=regex.IGNORECASE,
)
_LEAD = regex.compile(
    r"^\s*(?:please\s+)?(?:(?:change|send|ship|deliver) (?:it|that|the order)?\s*to"
    r"|(?:the |my )?new address(?: is|:)?|it'?s|to)\s*[:：]?\s*"
    r"|^\s*(?:请)?(?:改(?:成|到|为|寄到)|寄到|送到|新地址[是为]?|地址[是为]?)\s*[:：]?\s*",
    flags=regex.IGNORECASE,
)
_POSTCODE = regex.compile(
    r"(?<![A-Z\d])(\d{6}|\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?![A-Z\d])",
    flags=regex.IGNORECASE,
)
_HAN = regex.compile(r"\p{Han}")
_CHINESE = regex.compile(
    r"(?:(?P<country>中国))?(?P<region>[\p{Han}]{2,8}?(?:省|自治区|特别行政区))?"
    r"(?P<city>[\p{Han}]{2,8}?(?:市|自治州|盟))(?P<line1>.{2,})"
)
_COUNTRIES = regex.compile(
    r"^(?:usa|u\.s\.a?\.|us|united states(?: of america)?|uk|united kingdom|germany|france|canada|china"
    r"|ireland|spain|italy|singapore|australia)$",
    flags=regex.IGNORECASE,
)
_REGION = regex.compile(r"^[A-Z]{2}$")
_STREET = regex.compile(r"\d|street|road|avenue|lane|drive|square|straße|rue", flags=regex.IGNORECASE)
_UNIT = regex.compile(r"^(?:apt|apartment|suite|unit|floor|flat|room|#)", flags=regex.IGNORECASE)


def parse_address(text: str) -> Address | None:
    """The parts of an address (line1, line2, city, region, postcode, country); None where it is none.

    "12 Oak Street, Apt 4, Denver, CO 80202, USA" and "上海市浦东新区世纪大道100号 200120" are both read.
    """
    rest = _LEAD.sub("", _FALSE_START.sub("", text)).strip(" .。")
    postcode = None
    # The last match: house numbers come first.
    for match in _POSTCODE.finditer(rest):
        postcode = match
    found: Address = {}
    if postcode is not None and (postcode.start() > 0 or _HAN.search(rest)):
        found["postcode"] = postcode[1].upper()
        rest = rest[: postcode.start()] + rest[postcode.end() :]
    rest = regex.sub(r"邮政?编码?[:：]?", "", rest)
    if _HAN.search(rest):
        return _chinese(rest, found)
    return _western(rest, found)


def _chinese(text: str, found: Address) -> Address | None:
    match = _CHINESE.search(regex.sub(r"[\s,，]+", "", text))
    if match is None:
        return None
    parts = {name: value for name, value in match.groupdict().items() if value}
    return {**parts, **found}


def _western(text: str, found: Address) -> Address | None:
    parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip(" .")]
    if len(parts) < MIN_PARTS or not _STREET.search(parts[0]):
        return None
    found["line1"] = parts.pop(0)
    if len(parts) > 1 and _UNIT.match(parts[0]):
        found["line2"] = parts.pop(0)
    found["city"] = parts.pop(0)
    for part in parts:
        if _COUNTRIES.match(part):
            found["country"] = part
        elif "region" not in found and (_REGION.match(part) or part != parts[-1] or "country" in found):
            found["region"] = part
        elif "country" not in found:
            found["country"] = part
    return found
