"""From what a user has to an Article: files, folders, standard input, texts."""

from dragoman.intake.gathering import Input, articles, gather
from dragoman.intake.opening import from_bytes, from_path, from_text

__all__ = ["Input", "articles", "from_bytes", "from_path", "from_text", "gather"]
