"""The index in one encrypted file: SQLite through SQLCipher, SQLAlchemy Core, alembic, FTS5.

Opened by ``probative.store.open`` alone. Every page at rest is AES-256 ciphertext under a raw key from the keybag, with
an HMAC each, so a flipped bit is a page that does not hold.
"""
