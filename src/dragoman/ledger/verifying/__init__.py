"""A ledger looked through: is it whole, and does all that stands in it fit together.

Nothing is written to the ledger. A ledger of an earlier Dragoman is looked through in a copy that
is brought up to date; what is derived is made anew in a copy and compared.
"""

from __future__ import annotations

from dragoman.ledger.verifying.finding import Finding
from dragoman.ledger.verifying.looking_through import first_damage, look_through, mend, unchecked

__all__ = ["Finding", "first_damage", "look_through", "mend", "unchecked"]
