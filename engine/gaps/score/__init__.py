"""The gap score: what a customer says against what their deeds lead to expect, topic by topic."""
