"""The ground: identifiers, hashes, canonical JSON, clock and chance as inputs, durable writes, the error tree.

Public: ``canonical``, ``chance``, ``clock``, ``digest``, ``errors``, ``fs``, ``identifiers``. Imports nothing of ours
and nothing outside the standard library.
"""
