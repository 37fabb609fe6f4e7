"""Questions about a person's own page; nothing here changes anything."""

from .asked import Asked, asked, thread, wish_of
from .officers import Officer, OfficerPage, officer_page, practitioners
from .own import account_of, as_themselves, in_force, shown_keys
from .page import Front, front
from .record import Written, find, receipts, written
from .ways_in import WayIn, open_invitation, open_on, to_look_at, way_in

__all__ = [
    "Asked", "Front", "Officer", "OfficerPage", "WayIn", "Written", "account_of", "as_themselves", "asked",
    "find", "front", "in_force", "officer_page", "open_invitation", "open_on", "practitioners", "receipts",
    "shown_keys", "thread", "to_look_at", "way_in", "wish_of", "written",
]  # fmt: skip
