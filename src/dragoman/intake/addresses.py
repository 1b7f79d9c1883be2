"""Which machines may be asked for a page: public ones, unless the user allows private ones.

An address on the web can name this machine, a device at home or a cloud's inner service, in its
host, behind a redirect or in the answer of a name server. A name is resolved once, every answer
is checked, and the connection goes to the address that was checked.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from dragoman.errors import UnreadableInput

Resolver = Callable[[str, int], list[str]]
"""From a host and a port to the addresses that they have."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a host as this machine's resolver has them."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def checked_address(
    host: str, port: int, where: str, *, allow_private: bool, resolver: Resolver = resolved
) -> str:
    """Return the address to connect to; raises UnreadableInput when one of them is not public."""
    try:
        answers = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise UnreadableInput(
            where, f"the host {host!r} is not found", "Check the address and the network."
        ) from error
    if not answers:
        raise UnreadableInput(where, f"the host {host!r} has no address", "Check the address.")
    for answer in answers:
        if not allow_private and not is_public(answer):
            raise UnreadableInput(
                where,
                f"the host {host!r} is at {answer}, which is no public address",
                "If it is yours and meant, allow it: --allow-private.",
            )
    return answers[0]


def is_public(address: str) -> bool:
    """Return whether an address belongs to a machine on the public network."""
    try:
        found: _Address = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    return all(
        each.is_global and not (each.is_multicast or each.is_reserved or each.is_unspecified)
        for each in _meant(found)
    )


def _meant(address: _Address) -> list[_Address]:
    """Return an address, or the IPv4 addresses that one of IPv6 stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address.sixtofour]
    if address.teredo is not None:
        return list(address.teredo)
    if any(address in network for network in _TRANSLATED):
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]
