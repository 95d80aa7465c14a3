"""A second copy of a case that anybody can verify without a key, and that repairs the first, and is repaired by it."""
