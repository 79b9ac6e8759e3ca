"""Users of the unit and of those under it: accounts and roles."""
