"""`attune staff`: accounts of the people who work for the shop."""

import secrets
import sys
from typing import Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json


def register(app: typer.Typer) -> None:
    """Add the command group to `app`."""
    group = typer.Typer(no_args_is_help=True, help="Accounts of the people who work for the shop.")
    group.command("add")(add)
    app.add_typer(group, name="staff")


def add(
    email: Annotated[str, typer.Option(help="Address that the person signs in with.")],
    name: Annotated[str, typer.Option(help="Name that customers see.")],
    role: Annotated[str, typer.Option(help="agent or admin.")] = "agent",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Add an account; without --password-stdin a password is made and printed this once."""
    from engine.accounts.staff import create_staff

    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else secrets.token_urlsafe(12)
    database = open_database()
    try:
        with database.session() as session:
            staff = create_staff(session, email, name, role, password)
    finally:
        database.dispose()
    if as_json:
        made = {} if password_stdin else {"password": password}
        print_json({"id": staff.id, "email": staff.email, "name": staff.name, "role": staff.role, **made})
        return
    typer.echo(f"{staff.name} <{staff.email}> can sign in as {staff.role}.")
    if not password_stdin:
        typer.echo(f"Password (shown only now): {password}")
