"""The main job on sample articles, for a first look."""
