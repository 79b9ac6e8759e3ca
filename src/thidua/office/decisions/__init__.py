"""Pages of decisions: what waits, drafts, issuing, money, annulment, certificates made anew, books and fund."""
