"""Pages of nominations: the list, one nomination with what stands in its way, a new one, its dossier."""
