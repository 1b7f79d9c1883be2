"""Dates in running text, resolved against the day of publication and never guessed."""
