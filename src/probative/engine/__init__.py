"""Runs a pure function over many things, here or on all cores, with the same answers in the same order.

Public: ``ports`` (Engine, Outcome, Failure). Drivers: ``here`` (this process), ``pool`` (worker processes); ``flow``
chooses. ``tests/suites/engine_suite.py`` holds them alike.
"""
