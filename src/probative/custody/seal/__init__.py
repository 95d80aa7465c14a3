"""The keybag and the secret that opens it. Only ``flow`` imports ``seal.keybag``; all else is handed ``Keys``."""
