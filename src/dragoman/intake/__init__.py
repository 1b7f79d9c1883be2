"""From what a user has to an Article: files, folders, standard input, texts."""

from dragoman.intake.gathering import Input, articles, gather
from dragoman.intake.opening import from_bytes, from_path, from_text
from dragoman.intake.page import Note
from dragoman.intake.unfolding import Found

__all__ = ["Found", "Input", "Note", "articles", "from_bytes", "from_path", "from_text", "gather"]
