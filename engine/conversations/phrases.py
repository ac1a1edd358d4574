"""What the system itself says to customers, and suggests to agents, in both languages."""

from typing import Final

from engine.conversations.views import Language

PHRASES: Final[dict[str, dict[Language, str]]] = {
    "waiting": {
        "en": "I have asked a colleague to take over. You can keep writing here; they will see everything.",
        "zh": "已为您转接人工客服。您可以继续留言，客服会看到全部内容。",
    },
    "waiting_unsure": {
        "en": "I do not want to keep guessing, so I have asked a colleague to take over. "
        "You can keep writing here; they will see everything.",
        "zh": "为免耽误您的时间，已为您转接人工客服。您可以继续留言，客服会看到全部内容。",
    },
    "waiting_unhappy": {
        "en": "I am sorry this has been frustrating. I have asked a colleague to take over; "
        "they will see everything you wrote.",
        "zh": "很抱歉给您带来不便，已为您转接人工客服，客服会看到您写的全部内容。",
    },
    "waiting_decision": {
        "en": "This is for one of our people to decide, so I have asked a colleague to take over; "
        "they will see everything you wrote.",
        "zh": "这件事需要人工处理，已为您转接人工客服，客服会看到您写的全部内容。",
    },
    "offer_unhappy": {
        "en": "I am sorry this is not going well. A colleague can take over if you like.",
        "zh": "很抱歉让您不愉快了。您愿意的话，可以由人工客服接着处理。",
    },
    "claimed": {"en": "{name} has joined the conversation.", "zh": "客服{name}已接入对话。"},
    "released": {
        "en": "{name} has left the conversation. Another colleague will take over.",
        "zh": "客服{name}已离开，稍后将由其他客服为您服务。",
    },
    "resolved": {
        "en": "This conversation is closed. Write again at any time and we will continue here.",
        "zh": "本次对话已结束。如还有问题，您随时可以在这里继续留言。",
    },
    "down": {
        "en": "The assistant cannot be reached at the moment. Your message is kept and will be answered "
        "as soon as it is back. If you would rather not wait, a colleague can help you.",
        "zh": "智能助手暂时无法应答。您的消息已保存，恢复后会尽快回复您。如果不想等待，可以转人工客服。",
    },
    "failed": {
        "en": "I am sorry, I could not deal with this message. A colleague can help you.",
        "zh": "很抱歉，这条消息暂时无法处理。可以由人工客服为您解决。",
    },
    # Parts of the reply that is suggested to an agent after a hand-off, in the order of their use.
    "reply_hello": {"en": "Hello.", "zh": "您好。"},
    "reply_hello_name": {"en": "Hello {name}.", "zh": "{name}，您好。"},
    "reply_fallbacks": {
        "en": "I am sorry that our assistant did not understand you.",
        "zh": "很抱歉，智能助手没能理解您的意思。",
    },
    "reply_unhappy": {
        "en": "I am sorry for the trouble this has caused you. I have read everything you wrote.",
        "zh": "非常抱歉给您添了麻烦，您写的内容我都看过了。",
    },
    "reply_down": {
        "en": "I am sorry that you had to wait: our assistant could not be reached.",
        "zh": "很抱歉让您久等了，智能助手刚才暂时无法应答。",
    },
    "reply_rule": {
        "en": "Your request needs a decision from one of us, so I am looking into it.",
        "zh": "您的请求需要人工处理，由我来为您跟进。",
    },
    "reply_staff": {"en": "I am taking over from our assistant.", "zh": "接下来由我为您服务。"},
    "reply_order": {
        "en": "I am looking at your order {order} now.",
        "zh": "我正在查看您的订单{order}。",
    },
    "reply_ask": {"en": "What can I do for you?", "zh": "请问有什么可以帮您？"},
    "reply_again": {
        "en": "Could you tell me once more what you need?",
        "zh": "麻烦您再说一下需要什么帮助，好吗？",
    },
    "talk_to_person": {"en": "Talk to a person", "zh": "转人工客服"},
}


def phrase(key: str, language: Language, **values: str) -> str:
    """The phrase in that language with its {places} filled in."""
    return PHRASES[key][language].format(**values)
