"""Versions of learnt models: what is in use, what it was measured with, and why another was not taken."""
