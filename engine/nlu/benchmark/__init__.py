"""A pipeline trained and parsed inside Rasa on labelled CSV files, and what it scores there."""
