"""The way from every released book to today's, in small steps that never change again; shipped with the package."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

REVISIONS = {0: None, 1: "0001"}  # what a book has that knows nothing of Alembic: by its `user_version`


def migrate(connection: Connection, version: int) -> None:
    """Bring the tables of a book of `version` to today's, inside the transaction that is open."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.runtime.migration import MigrationContext, MigrationStep
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parent), version_locations=[str(Path(__file__).parent / "versions")])

    def steps(revision: tuple[str, ...], _: MigrationContext) -> list[MigrationStep]:
        ahead = list(script.iterate_revisions("heads", revision or "base"))
        return [MigrationStep.upgrade_from_script(script.revision_map, one) for one in reversed(ahead)]

    with EnvironmentContext(Config(), script, fn=steps, destination_rev="heads") as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        known = REVISIONS.get(version)
        if known is not None:
            environment.get_context().stamp(script, known)
        environment.run_migrations()
