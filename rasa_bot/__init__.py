"""The Rasa project: pipeline, dialogue and channel. Runs in its own environment and imports nothing of the
app.
"""
