"""Teaches the network. Needs the extra ``[train]``; nothing else imports it but ``probative train``.

Public: ``network``, ``examples``, ``learning``, ``exporting``.
"""
