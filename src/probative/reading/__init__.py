"""Turns an exhibit into text with positions, parts and metadata; says what it could not read.

Public: ``registry.read`` (the entry), ``registry.READERS`` (every reader, in order), ``port.Reader`` (what a reader
is), ``port.VOLUME_LIMIT``. One module a format; each imports its library only when that format is met.
"""
