"""Suites that every driver must pass, and strategies for every word of the model. Tests import from here."""
