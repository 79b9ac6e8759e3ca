"""Settings, root addresses and the ``thidua`` command: the top of the stack."""
