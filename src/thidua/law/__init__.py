"""Law as dated data: the award catalogue, instruments and quantities with their provisions. Pure Python."""
