"""Where a statement stands: its stance, how long it holds, and the matter that it is on."""
