"""What went wrong while setting up, as one sentence that says what to do."""


class SetupProblem(Exception):
    """A missing piece that a person has to supply; the message says which and how."""
