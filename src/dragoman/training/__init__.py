"""Teaching the attribution network: `python -m dragoman.training`, apart from all that reads."""
