"""The yearly statistics of the Ministry of Home Affairs."""
