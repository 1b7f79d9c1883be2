"""Claims: what an article tells as done or so, kept small enough to be compared with others'."""
