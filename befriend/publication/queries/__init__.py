"""Questions of the pages that anybody may see, by the same rules as everybody's; nothing is kept."""

from .dates import my_dates
from .load import Asked, my_load, sources

__all__ = ["Asked", "my_dates", "my_load", "sources"]
