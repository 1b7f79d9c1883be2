"""A summary of an article in its own sentences, each with the words that it stands on."""
