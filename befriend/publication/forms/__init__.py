"""The forms that anybody fills: My load, and Check my dates."""

from .dates import MyDatesForms
from .load import MyLoadForm

__all__ = ["MyDatesForms", "MyLoadForm"]
