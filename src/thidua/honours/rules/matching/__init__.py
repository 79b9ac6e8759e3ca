"""Whether two descriptions speak of one person: comparable names, keys to find candidates by, evidence weighed."""

from thidua.honours.rules.matching.comparing import Identity, Likeness, Post, Reason, Verdict, compare, could_be
from thidua.honours.rules.matching.keys import keys
from thidua.honours.rules.matching.names import Name, read_name

__all__ = ["Identity", "Likeness", "Name", "Post", "Reason", "Verdict", "compare", "could_be", "keys", "read_name"]
