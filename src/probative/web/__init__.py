"""Shows the dossier and adds no meaning: one HTML file that needs no network, no script and no font of its own.

Public: ``dossier`` (Dossier, ReadingNote, Context), ``context`` (``context_of``, ``note_of``: what to keep of a
reading), ``report`` (``render``). Everything that came out of the material is escaped, isolated and cut to a size.
"""
