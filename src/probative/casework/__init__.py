"""Lays claims against the legal elements of a crime and shows the gaps.

Nothing is public yet: the catalogue of crimes and the matrix come with their own issue. The package stands so that the
layers are complete and the contract file stays exhaustive.
"""
