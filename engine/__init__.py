"""Attune's engine: everything it knows of a shop and its customers, with no web and no Rasa in it."""
