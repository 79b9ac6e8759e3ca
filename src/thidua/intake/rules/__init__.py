"""Pure decisions of the intake: what the facts of one text say about each other and about the law."""
