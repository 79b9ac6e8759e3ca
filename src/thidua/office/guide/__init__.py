"""The guide, readable without internet: the pages of docs/guide."""
