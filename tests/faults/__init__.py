"""Faults on purpose: crash states, power cuts, kills, full and failing disks, bit rot, tampering.

``make faults`` runs every family at full size and prints its figures; each has a short version among the tests.

Source: shared/reference/custody.md section 10, A2, A3 and B1 to B6.
"""
