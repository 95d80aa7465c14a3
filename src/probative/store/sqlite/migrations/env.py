"""Where alembic finds the connection: the one that ``migrate`` opened with the key. There is no offline mode."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
