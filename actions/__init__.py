"""What the assistant does in a turn: custom actions for Rasa, on top of the engine.

The app runs them in process; `python -m rasa_sdk --actions actions` runs them as a server of their own.
"""
