"""One customer's gap, topic by topic, and its history."""
