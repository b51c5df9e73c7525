"""The page: ask and check answers, see timelines, look after the library and the conversations."""

from assistant.web.page.building import build_page
from assistant.web.page.mounting import mount_page

__all__ = ["build_page", "mount_page"]
