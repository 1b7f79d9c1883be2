"""What happened: the acts that an article reports as facts or plans, and between whom."""
