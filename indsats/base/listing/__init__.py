"""Lists that sort, search, filter and page; see ``docs/howto/list-page.md``."""

from indsats.base.listing.columns import Column
from indsats.base.listing.filters import Choice, Days, Filter, Tick
from indsats.base.listing.table import Listing

__all__ = ["Choice", "Column", "Days", "Filter", "Listing", "Tick"]
