"""thidua: an emulation movement from its launch to its awards, every figure with its source."""

__version__ = "0.1.0"
