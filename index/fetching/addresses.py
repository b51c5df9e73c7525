"""Which addresses are not connected to: all that are not plainly public."""

from __future__ import annotations

import ipaddress

__all__ = ["refusal_of"]

REFUSED_NETWORKS = tuple(
    (ipaddress.IPv6Network(network), what)
    for network, what in (
        ("::ffff:0:0/96", "an IPv4-mapped address"),
        ("::/96", "an IPv4-compatible or unspecified address"),
        ("64:ff9b::/96", "a NAT64 address"),
        ("64:ff9b:1::/48", "a NAT64 address"),
        ("2002::/16", "a 6to4 address"),
        ("2001::/32", "a Teredo address"),
        ("fec0::/10", "a site-local address"),
    )
)
"""IPv6 forms that stand for an IPv4 address or a site, which `is_global` does not look into."""
PLATFORM = frozenset({"168.63.129.16"})
"""Public by number, but a cloud platform's own service to its machines (Azure's wire server)."""


def refusal_of(address: str) -> str:
    """Why an address is not connected to; empty when it is public."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an address"
    if isinstance(ip, ipaddress.IPv6Address):
        for network, what in REFUSED_NETWORKS:
            if ip in network:
                return "a loopback address" if ip.is_loopback else what
    kinds = (
        (ip.is_loopback, "a loopback address"),
        (ip.is_link_local, "a link-local address"),
        (ip.is_multicast, "a multicast address"),
        (str(ip) in PLATFORM, "a cloud platform's own address"),
        (ip.is_reserved or ip.is_unspecified, "a reserved address"),
        (not ip.is_global, "a private address"),
    )
    return next((what for refused, what in kinds if refused), "")
