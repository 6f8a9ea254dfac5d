"""What all tests share: cases that Hypothesis makes up are the same in every run, and no clock decides.

``pytest --hypothesis-profile=new`` makes up new ones: do that when you change what they try, and before a release.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None)
settings.load_profile("same")
