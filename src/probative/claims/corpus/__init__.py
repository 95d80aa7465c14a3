"""Texts in which people have marked who says what: read, checked, compared.

Public: ``marked`` (our format), ``document`` (what a marked text holds), ``soundness`` (what a checker finds).
"""
