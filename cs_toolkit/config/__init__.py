"""The company file: its sections, policies, presets, surveys and targets."""
