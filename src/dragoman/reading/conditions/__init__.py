"""What it would take: the conditions that an article states, and who must act."""
