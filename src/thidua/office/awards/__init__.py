"""The register of awards."""
