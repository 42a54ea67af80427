"""From a folder of exports to a first company file: recipes, the draft and the wizard."""
