"""From what a user has to an Article: files, folders, addresses, standard input, texts."""

from dragoman.intake.gathering import Input, articles, gather, named_in
from dragoman.intake.opening import from_bytes, from_path, from_text
from dragoman.intake.page import Confirm, Note, Split
from dragoman.intake.unfolding import Found, Held
from dragoman.intake.web import Web

__all__ = [
    "Confirm",
    "Found",
    "Held",
    "Input",
    "Note",
    "Split",
    "Web",
    "articles",
    "from_bytes",
    "from_path",
    "from_text",
    "gather",
    "named_in",
]
