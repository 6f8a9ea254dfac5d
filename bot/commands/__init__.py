"""One file a command of ``ally``."""
