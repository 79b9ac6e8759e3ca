"""Users, the roles they hold at a unit from day to day, and persons named in a public capacity."""
