"""Rounds, registered titles and nominations: from the draft of a dossier to the decision's door."""
