"""Finds claims in readings: who said it, through whom, how certain, when and where."""
