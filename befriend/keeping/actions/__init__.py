"""What data protection does: hold, approve, erase, and give somebody their record."""

from .approving import approve, end_hold, hold, withdraw
from .erasing import erase
from .giving import begin, decide, give

__all__ = ["approve", "begin", "decide", "end_hold", "erase", "give", "hold", "withdraw"]
