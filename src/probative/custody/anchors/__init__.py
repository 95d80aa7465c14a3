"""Evidence of time from outside: what an authority, a witness or a sheet of paper says of a checkpoint."""
