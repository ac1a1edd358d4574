"""Rasa's action server, inside the app."""
