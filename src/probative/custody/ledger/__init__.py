"""The ledger: entries in an RFC 6962 tree, salted commitments, signed checkpoints, proofs in the C2SP formats."""
