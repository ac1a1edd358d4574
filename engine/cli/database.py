"""The database that the commands work on."""

from engine.settings import Settings, get_settings
from engine.store import Database


def open_database(settings: Settings | None = None) -> Database:
    """The configured database, with its schema brought up to date."""
    database = Database((settings or get_settings()).resolved_database_url)
    database.migrate()
    return database
