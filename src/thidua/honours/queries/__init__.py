"""Reading the ledger: the register, a person's page, who may be the same person."""
