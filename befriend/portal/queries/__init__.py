"""Questions about a person's own page; nothing here changes anything."""

from .asked import Asked, asked, last_wish, open_wishes, thread, unseen, waits_since, wish_of, writers
from .officers import Officer, OfficerPage, officer_page, practitioners
from .own import account_of, as_themselves, in_force, shown_keys
from .page import Front, front
from .record import Receipt, Written, find, receipts, written
from .reminding import ways
from .ways_in import WayIn, open_invitation, open_on, to_look_at, way_in

__all__ = [
    "Asked", "Front", "Officer", "OfficerPage", "Receipt", "WayIn", "Written", "account_of", "as_themselves",
    "asked", "find", "front", "in_force", "last_wish", "officer_page", "open_invitation", "open_on",
    "open_wishes", "practitioners", "receipts", "shown_keys", "thread", "to_look_at", "unseen", "waits_since",
    "way_in", "ways", "wish_of", "writers", "written",
]  # fmt: skip
