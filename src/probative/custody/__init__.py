"""Every act an entry in the ledger, every byte in the vault, every key in the keybag, by one write protocol.

Public:
    ``opening``   ``create_case``, ``open_case``
    ``protocol``  ``Custody``: ``keep``, ``record``, ``acknowledge``, ``checkpoint``, ``entries``, ``open_object``,
                  ``proof``, ``bundle``, ``close``
    ``check``     ``check``: lists everything that does not hold, as ``findings.Finding``
    ``recorded``  ``Recorded``; ``ledger.entries``: ``Entry``, ``EntryKind``; ``vault.vault``: ``Kept``, ``ObjectId``
    ``keys``      ``Keys``, what custody needs of a keybag; ``seal.keybag`` opens one, and only ``flow`` imports it
    ``seal.secret``  ``Passphrase``, ``KeyFile``, ``make_key_file``, ``read_key_file``
    ``errors``    how custody fails
"""
