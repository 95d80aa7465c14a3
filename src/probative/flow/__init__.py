"""The one place that knows the order of work and opens stores, keys and engines; holds no rules of its own.

Public: ``settings`` (what a run is given), ``case`` (open and make cases), ``delivery`` (add), ``order`` (process),
``judging`` (judge), ``ancestry`` (why), ``withdrawal`` (impact), ``index`` (rebuild), ``inspection`` (check, status),
``shapes`` (the JSON that outside tools rely on).
"""
