"""The rebuildable index: records and full text, derived from ledger and vault, never the authority.

Public: ``ports`` (Store, Hit), ``kinds`` (what is stored and under which key), ``codec`` (values to bytes and back),
``open`` (chooses the driver), ``errors``. Drivers (``memory``, ``sqlite``) are opened by ``open`` alone and answer
alike: ``tests/suites/store_suite.py`` and ``tests/laws/test_stores.py`` hold them to it.
"""
