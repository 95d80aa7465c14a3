"""Attributes with a trained network: a second suggester beside the rules, behind the same port.

Public: ``weights`` (opens a model's folder), ``suggesting`` (``Suggester``: what the network sees in a parsed text).
"""
