"""Bringing customers' messages to Rasa and the answers back."""
