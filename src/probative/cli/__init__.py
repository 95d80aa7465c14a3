"""One module a command: parse, call flow, print, exit with the error's status.

Public: ``main`` (the ``probative`` command). Commands are imported only when they are called, so that help is fast.
"""
