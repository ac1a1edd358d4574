"""What an event can be."""

TYPES = frozenset(
    {"view", "search", "purchase", "return", "rating", "question", "impression", "click", "reject", "report"}
)
