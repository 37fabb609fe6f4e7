"""What somebody does about contact with a person: books, reminds, closes, writes, promises."""

from .booking import book, cancel, move
from .closing import close_for_no_time, record, record_unplanned
from .details import end_detail, keep_detail, opt_in, opt_out
from .feeds import make_feed, revoke_feed
from .plans import add_goal, add_step, agree, end_goal, end_plan, finish_step, leave_step
from .reminders import hold_reminders
from .safety import answer_call, raise_alarms, start_call
from .writing import keep_promise, replace, write

__all__ = [
    "add_goal", "add_step", "agree", "answer_call", "book", "cancel", "close_for_no_time", "end_detail",
    "end_goal", "end_plan", "finish_step", "hold_reminders", "keep_detail", "keep_promise", "leave_step",
    "make_feed", "move", "opt_in", "opt_out", "raise_alarms", "record", "record_unplanned", "replace",
    "revoke_feed", "start_call", "write",
]  # fmt: skip
