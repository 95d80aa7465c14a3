"""A made-up conflict with known truth."""
