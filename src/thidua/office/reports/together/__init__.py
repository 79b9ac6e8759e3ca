"""The reports of many units at once: a ZIP of their forms goes out, and comes back filled in."""
