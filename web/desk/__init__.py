"""The API of the agents' desk."""
