"""The web: HTTP and sockets for customers, agents and Rasa; thin over the engine."""
