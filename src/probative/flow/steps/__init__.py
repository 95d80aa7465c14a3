"""What each stage is given, and how what it made is recorded. The stages themselves are pure and elsewhere.

Public: one module a stage (``reading``, ``claims``, ``corroboration``, ``network``, ``custody``), each
with one function that takes an opened case and gives the line that the stage says when it is done.
"""
