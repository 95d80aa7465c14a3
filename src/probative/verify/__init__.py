"""Checks a proof offline and lists everything that does not hold; imports nothing of ours.

Public: ``standalone.verify_proof`` and ``standalone.Report``. ``standalone.py`` is one file that also runs by itself:
copied beside a proof as ``verify.py``, it needs Python 3.11 and nothing else.
"""
