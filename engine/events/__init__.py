"""The event log, and what comes into the database from outside."""
