"""What others may use of conversations, in one place."""

from engine.conversations.corrections import correct, corrections
from engine.conversations.desk import claim, mark_seen, release, resolve, snooze, wake_snoozed
from engine.conversations.handoff import OWN_COMMAND, request_handoff
from engine.conversations.handoff_rules import HandoffRules
from engine.conversations.language import set_language
from engine.conversations.messages import last_seq, messages_after
from engine.conversations.outage import tell_down
from engine.conversations.outbox import begin_turn, due_conversations, fail_turn, release_leases
from engine.conversations.posting import (
    Posted,
    add_note,
    find_sent,
    post_customer_message,
    post_staff_message,
)
from engine.conversations.questions import Question, questions_between, questions_of
from engine.conversations.queue import latest_handoff, queue, queue_row
from engine.conversations.start import (
    authenticate,
    customer_name,
    get_conversation,
    past_conversations,
    start,
    state_view,
    verify_customer,
)
from engine.conversations.turns import Finished, finish_turn, give_up_turn
from engine.conversations.understood import (
    Understood,
    before_handoffs,
    corrected_since,
    form_before,
    owed_since,
    understood,
    understood_since,
)
from engine.conversations.views import (
    BotButton,
    BotMessage,
    ButtonView,
    ConversationView,
    HandoffView,
    MessageView,
    PastConversation,
    QueueRow,
    StateView,
    TurnAnswer,
    TurnRequest,
)
from engine.conversations.waiting import queue_position, waiting_ids

__all__ = [
    "OWN_COMMAND",
    "BotButton",
    "BotMessage",
    "ButtonView",
    "ConversationView",
    "Finished",
    "HandoffRules",
    "HandoffView",
    "MessageView",
    "PastConversation",
    "Posted",
    "Question",
    "QueueRow",
    "StateView",
    "TurnAnswer",
    "TurnRequest",
    "Understood",
    "add_note",
    "authenticate",
    "before_handoffs",
    "begin_turn",
    "claim",
    "correct",
    "corrected_since",
    "corrections",
    "customer_name",
    "due_conversations",
    "fail_turn",
    "find_sent",
    "finish_turn",
    "form_before",
    "get_conversation",
    "give_up_turn",
    "last_seq",
    "latest_handoff",
    "mark_seen",
    "messages_after",
    "owed_since",
    "past_conversations",
    "post_customer_message",
    "post_staff_message",
    "questions_between",
    "questions_of",
    "queue",
    "queue_position",
    "queue_row",
    "release",
    "release_leases",
    "request_handoff",
    "resolve",
    "set_language",
    "snooze",
    "start",
    "state_view",
    "tell_down",
    "understood",
    "understood_since",
    "verify_customer",
    "waiting_ids",
    "wake_snoozed",
]
