"""The roles of the database: who owns it, reads within reach, counts everybody, reads of themselves."""

# Of the embedded server; another server's owner is whoever BEFRIEND_OWNER_URL signs in as.
OWNER = "postgres"
# Pages, programs and commands: owns nothing, and every policy binds it.
APP = "befriend_app"
# Nobody signs in as it. It owns the few functions that count people whom the asker may not see.
COUNTS = "befriend_counts"
# Nobody signs in as it either. The app's role becomes it for a person's own page: it reads a few tables, as
# far as they are about that person, and writes nothing.
PERSON = "befriend_person"

MAKE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{APP}') THEN
        CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{COUNTS}') THEN
        CREATE ROLE {COUNTS} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{PERSON}') THEN
        CREATE ROLE {PERSON} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    -- It may become that role, and has none of its policies until it does.
    IF NOT pg_has_role('{APP}', '{PERSON}', 'MEMBER') THEN
        ALTER ROLE {APP} NOINHERIT;
        GRANT {PERSON} TO {APP};
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- Another command was quicker.
END $$;
"""  # noqa: S608  # Names of our own.


def make(owner: str) -> None:
    """Make the roles where they are not; `owner` is the URL of somebody who may."""
    # Imported here and below: commands that ask no database need not wait for the driver.
    import psycopg

    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(MAKE)


def script(owner: str) -> str:
    """Return what a superuser runs once on a server of their own; `owner` will own the tables."""
    from psycopg import sql

    name = sql.Identifier(owner).as_string()
    return f"{MAKE}\nGRANT {APP}, {COUNTS} TO {name};\n"
