"""Probative turns raw material into a dossier that an outsider can check.

The evidence flows one way:

    intake -> reading -> claims -> corroboration -> network -> casework -> disclosure
       custody runs underneath: every act is a ledger entry, every byte lies in the vault

Layers, top to bottom: ``cli``, ``web``, ``flow``, the seven stages, the tools (``store``, ``language``, ``engine``,
``verify``), ``custody``, ``model``, ``base``. ``flow/order.py`` is the one place that knows the order of work.
"""

__version__ = "0.1.0"
