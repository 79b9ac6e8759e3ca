"""The standards of the law, one pure function each: from a case and a day to a verdict."""
