"""A second checker and reader, written apart from src; see README.md."""
