"""Everything about words, per language, as data with stated provenance: scripts, names, places, dates, hedges, verbs.

Public: the modules of this package; each says its own contract. Imports nothing of the stages or the other tools.
"""
