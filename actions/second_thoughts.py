"""How customers agree, call off and correct themselves in the middle of a task, in so many words."""

import regex

from actions.turn import Turn

_FLAGS = regex.IGNORECASE | regex.VERSION1

_YES = regex.compile(
    r"\s*(?:(?:ok(?:ay)?|well|actually|no,? wait|wait|hmm|sorry|oh)[\s,.]+)*"
    r"(?:yes|yep|yeah|sure|ok(?:ay)?|confirm(?:ed)?|go ahead|please do|do it|correct|right"
    r"|(?:还是|那就?|嗯)?[，,]?(?:(?:是|对|好|可以|没错|行|嗯)(?![\p{Han}--[的了吧呀啊哦呢]])|确认|确定))"
    r"(?![\p{L}--\p{Han}])",
    flags=_FLAGS,
)
_BARE_CANCEL = regex.compile(
    r"\s*(?:please )?cancel(?: (?:this|that|it))?\s*|\s*取消(?:吧|了)?\s*", flags=regex.IGNORECASE
)
_DO_NOT = regex.compile(
    r"\b(?:don['’]?t|do not|rather not|better not)"
    r"(?: (?:do|want(?: to)?|cancel|return|send|exchange|change|swap))*"
    r"(?: (?:it|that|this|anything|them|the order|back|after all|any ?more|please|then|now|thanks?))*[\s.]*$"
    r"|\b(?:i (?:will|want to|['’]ll)|i['’]ll|let me) keep (?:it|them|the order|everything)\b"
    r"|\bkeep (?:it|the order)[\s.]*$"
    r"|(?:还是)?(?:先)?(?:不|别|不要|不用|不想)(?:再)?"
    r"(?:取消|退货?|换货?|改|修改|弄|办|申请)(?:地址|了|吧|啦)*[。\s]*$"
    r"|(?:我|还)?(?:决定|想|还是)?(?:留着|保留|自己留)(?:吧|了|用)*[。\s]*$",
    flags=_FLAGS,
)
_CORRECTS = regex.compile(
    r"\bi mean[t]?\b|\bnot (?:that|this|the|those)\b|\bwrong (?:one|order|item|address|number)\b"
    r"|\bthe other\b|\binstead\b|\brather\b|\bactually\b|\bsorry\b"
    r"|^\s*(?:no|nope|wait|oops|hold on|hang on)\b"
    r"|\bmake (?:it|that)\b|\bcorrection\b"
    r"|不是|我是说|我说的是|我指的是|应该是|另[一外]|别的|换成|改成|改为|弄错|说错|搞错|写错|选错|错了|等等|等一下",
    flags=_FLAGS,
)
_OTHER = regex.compile(
    r"\b(?:the|my)? ?other (?:one|order|item)\b|\banother (?:one|order)\b|另[一外]|别的", flags=_FLAGS
)
_OTHER_ORDER = regex.compile(
    r"\b(?:other|another|different|wrong) order\b|\bnot (?:this|that) order\b"
    r"|(?:另[一外]|别的|其他|换)[一个]*(?:[单笔]|订单)"
    r"|不是这[个一]?(?:[单笔]|订单)|[单笔]错了|订单[选弄说]错",
    flags=_FLAGS,
)
_QUESTION = regex.compile(r"[?？]\s*$|[吗呢么]\s*[。]?\s*$")

VAGUE = frozenset(
    (
        "affirm",
        "deny",
        "nlu_fallback",
        "out_of_scope",
        "inform_preference",
        "recommend_reject",
        "product_info",
    )
)
"""What short answers ("the kettle", "not that one") are often taken for outside a task."""

REQUESTS = frozenset(
    (
        "track_order", "cancel_order", "change_order", "change_address", "return_item", "exchange_item",
        "reorder", "human_handoff", "restart", "goodbye", "delete_my_data", "export_my_data",
    )
)  # fmt: skip
"""Other tasks: "I'd rather return it" in a cancellation is one, and no correction."""


def agrees(turn: Turn, task: str) -> bool:
    """Whether the message says yes; a repeated request that begins with yes does too."""
    return turn.intent == "affirm" or (turn.intent in (task, "nlu_fallback") and says_yes(turn.text))


def says_yes(text: str) -> bool:
    """Whether a text begins with a yes."""
    return _YES.match(text) is not None


def calls_off(turn: Turn, task: str) -> bool:
    """Whether the message says not to do what is being prepared: "actually don't", "还是不退了".

    A bare "cancel" means what is going on, unless cancelling is what is going on.
    """
    if task != "cancel_order" and _BARE_CANCEL.fullmatch(turn.text):
        return True
    return _DO_NOT.search(turn.text) is not None


def asks_something_else(turn: Turn, task: str) -> bool:
    """Whether the message is a question of another kind, though it may name what was asked for."""
    return _QUESTION.search(turn.text) is not None and turn.intent not in (VAGUE - {"product_info"}) | {task}


def may_correct(turn: Turn, task: str) -> bool:
    """Whether the message can be read as another answer to an earlier question of the task."""
    if turn.pressed or not turn.text or _QUESTION.search(turn.text) or turn.intent in REQUESTS - {task}:
        return False
    return turn.intent in VAGUE | {task} or _CORRECTS.search(turn.text) is not None


def means_other(text: str) -> bool:
    """Whether a text says "the other one", whatever it is."""
    return _OTHER.search(text) is not None


def means_other_order(text: str) -> bool:
    """Whether a text says that another order is meant."""
    return _OTHER_ORDER.search(text) is not None
