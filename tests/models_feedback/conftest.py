"""Property tests here fit models: how long an example takes says nothing of whether it is right."""

from hypothesis import settings

settings.register_profile("models", deadline=None)
settings.load_profile("models")
