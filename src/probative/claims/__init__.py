"""Finds claims in readings: who said it, through whom, how certain, when and where.

Public: ``claiming`` (``claims``: a reading's claims), ``attributor`` (``english_attributor``: the rules that ship),
``port`` (``Attributor``: what a trained model must be to take their place), ``filtering`` (``attributions_of``: the
``attribute`` filter). A claim is anchored in the exhibit's own words and never a fact.
"""
