"""One address to its bytes, and never to a place that the address was not meant for.

Every name is resolved once a hop, the addresses are judged, and the connection goes to the judged
address: what a name resolves to a moment later does not matter. Redirects are followed by hand, so
each hop is judged alike. Neither proxies nor anything else of the environment is used. robots.txt
is not asked, because a person names each address; what a server refuses is said.
"""

from index.fetching.addresses import refusal_of
from index.fetching.connecting import GuardedBackend
from index.fetching.getting import Fetched, FetchOptions, fetch

__all__ = ["FetchOptions", "Fetched", "GuardedBackend", "fetch", "refusal_of"]
