"""Whether a case holds, part by part; ``custody.check`` puts the parts together."""
