"""The vault: every content once, encrypted under a key of its own, in packs named by their SHA-256."""
