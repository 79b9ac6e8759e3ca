"""The law of awards as officers read it, and the rules that an office follows beside it."""
