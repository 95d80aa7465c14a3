"""Builds a redacted package whose every remaining word is provable.

Nothing is public yet: packages come with their own issue. The package stands so that the layers are complete and the
contract file stays exhaustive.
"""
