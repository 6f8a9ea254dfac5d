"""``python -m bot`` is ``ally``."""

from .cli import main

main()
