"""The ledger of people, collectives, households and their honours."""
