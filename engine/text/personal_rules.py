"""spaCy rules for what identifies a person by its wording: names after "my name is", streets, postcodes.

Token patterns of Matcher and EntityRuler for English; for Chinese, whose words jieba cuts in its own way,
regular expressions for addresses and cues, and jieba's words for where a name ends.
"""

from typing import Any, Final

import regex

Pattern = list[dict[str, Any]]

_NOT_NAMES: Final = "spelled spelt misspelled wrong missing right correct different".split()
_WORD: Final[dict[str, Any]] = {
    "IS_ALPHA": True,
    "IS_STOP": False,
    "LENGTH": {"<=": 20},
    "LOWER": {"NOT_IN": _NOT_NAMES},
}
_TITLE: Final[dict[str, Any]] = {"TEXT": {"REGEX": r"^[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]*[a-zß-ÿ]$"}}

# Of each: how many tokens come before the name.
NAME_CUES: Final[list[tuple[Pattern, int]]] = [
    *(
        (
            [
                {"LOWER": {"IN": ["my", "full"]}},
                {"LOWER": "name"},
                {"LOWER": {"IN": ["is", "'s", "’s", ":"]}},
                *name,
            ],
            3,
        )
        for name in ([_WORD], [_WORD, _TITLE], [_WORD, _TITLE, _TITLE])
    ),
    *(
        ([{"LOWER": {"IN": ["name", "recipient", "addressee"]}}, {"TEXT": ":"}, *name], 2)
        for name in ([_WORD], [_WORD, _WORD], [_TITLE, _TITLE, _TITLE])
    ),
    *(
        ([{"LOWER": "i"}, {"LOWER": {"IN": ["am", "'m", "’m"]}}, *name], 2)
        for name in ([_TITLE, _TITLE], [_TITLE, _TITLE, _TITLE])
    ),
    *(
        (
            [
                {"LOWER": {"IN": ["call", "regards", "cheers"]}},
                {"TEXT": {"IN": ["me", ","]}},
                {"IS_SPACE": True, "OP": "?"},
                *name,
            ],
            2,
        )
        for name in ([_TITLE], [_TITLE, _TITLE])
    ),
    *(
        ([{"LOWER": {"IN": ["mr", "mrs", "ms", "miss", "mr.", "mrs.", "ms.", "dr", "dr."]}}, *name], 1)
        for name in ([_TITLE], [_TITLE, _TITLE])
    ),
    *(
        (
            [
                {"LOWER": {"IN": ["this", "it"]}},
                {"LOWER": {"IN": ["is", "'s", "’s"]}},
                *name,
                {"LOWER": {"IN": ["here", "speaking", "calling"]}},
            ],
            2,
        )
        for name in ([_TITLE], [_TITLE, _TITLE])
    ),
]
AFTER_NAME: Final = frozenset({"here", "speaking", "calling"})

_STREETS: Final = (
    "street st st. road rd rd. avenue ave ave. lane ln boulevard blvd terrace crescent highway mews"
).split()
_NAMED_STREETS: Final = "Drive Dr Way Court Ct Square Sq Place Pl Close Gardens Row Walk Quay Hill".split()
"""Words of other sentences too ("2 blue way too small"): only with capitals."""
_HOUSE: Final[Pattern] = [{"TEXT": {"REGEX": r"^\d{1,5}[A-Za-z]?$"}}]
_COMMA: Final[dict[str, Any]] = {"TEXT": ",", "OP": "?"}
_NUMBER: Final[dict[str, Any]] = {"TEXT": {"REGEX": r"^\d{1,4}[A-Za-z]?$"}}
_UNITS: Final[list[Pattern]] = [
    [],
    [_COMMA, {"LOWER": {"IN": ["apt", "apt.", "apartment", "flat", "unit", "floor"]}}, _NUMBER],
    [_COMMA, {"TEXT": "#"}, {"TEXT": {"REGEX": r"^\d{1,3}-\d{1,4}$"}}],
    [_COMMA, {"TEXT": "#"}, _NUMBER, {"TEXT": "-"}, _NUMBER],
]
ADDRESSES: Final[list[Pattern]] = [
    [*_HOUSE, *([word] * words), street, *unit]
    for word, street in (
        ({"IS_ALPHA": True, "IS_STOP": False}, {"LOWER": {"IN": _STREETS}}),
        (_TITLE, {"TEXT": {"IN": _NAMED_STREETS}}),
    )
    for words in (1, 2, 3)
    for unit in _UNITS
]

POSTCODES: Final[list[dict[str, Any]]] = [
    {
        "label": "postcode",
        "pattern": [
            {"TEXT": {"REGEX": r"(?i)^[A-Z]{1,2}\d[A-Z\d]?$"}},
            {"TEXT": {"REGEX": r"(?i)^\d[A-Z]{2}$"}},
        ],
    },
    {
        "label": "postcode",
        "pattern": [{"TEXT": {"REGEX": r"^[A-Z]{2}$"}}, {"TEXT": {"REGEX": r"^\d{5}(?:-\d{4})?$"}}],
    },
    {"label": "postcode", "pattern": [{"LOWER": "singapore"}, {"TEXT": {"REGEX": r"^\d{6}$"}}]},
]
WRITTEN_POSTCODE: Final = regex.compile(
    r"(?:post\s?code|postal code|zip(?: code)?|邮编|邮政编码)(?:\s?(?:is|是|:|为))?\s?"
    r"(\d{5,6}(?:-\d{4})?)(?!\d)",
    regex.IGNORECASE,
)

_NO_PLACE = "到在住是成为至往的寄送发改请把给我你"
CHINESE_ADDRESS: Final = regex.compile(
    rf"(?:(?![{_NO_PLACE}])\p{{Han}}){{2,20}}(?:路|街|道|巷|弄|胡同|大街|大道|新村|小区|花园)\s?\d{{1,5}}\s?(?:号|弄|栋|幢|座)"
    r"(?:\s?[\dA-Za-z-]{1,5}\s?(?:号楼|号|楼|栋|幢|座|单元|层|室|弄)){0,4}"
)
CLOSED_CUES: Final = frozenset({"我是"})
"""After these a name has to end the clause: 我是高兴的."""
CHINESE_CUE: Final = regex.compile(
    r"我叫|我是|我的名字(?:是|叫)|名字(?:是|叫|:)|姓名(?:是|:)?\s?|收件人(?:是|:)?\s?|收货人(?:是|:)?\s?|联系人(?:是|:)?\s?"
)
SURNAMES: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚樊殷施翟倪严牛温芦季俞章鲁葛韦"
)
NO_NAME: Final = frozenset("的了吗呢吧啊想要在有也就都很不")
TITLES: Final = ("先生", "女士", "小姐", "太太")
