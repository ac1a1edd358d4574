"""How Rasa is reached: the turn channel."""
