"""One module for each figure that we claim. ``python -m benchmarks NAME --json`` prints one JSON line last."""
