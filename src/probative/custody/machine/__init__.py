"""What the machine under a case does not protect: looked at, never changed, and never guessed."""
