"""Audiences: whom a message may reach, to whom it goes, who is held out, and what it really changed."""
