"""What somebody does about contact with a person: books, moves, closes, writes, promises, calls in."""

from .booking import book, cancel, move
from .closing import close_for_no_time, record, record_unplanned
from .feeds import make_feed, revoke_feed
from .plans import add_goal, add_step, agree, end_goal, end_plan, finish_step, leave_step
from .safety import answer_call, raise_alarms, start_call
from .writing import keep_promise, replace, write

__all__ = [
    "add_goal", "add_step", "agree", "answer_call", "book", "cancel", "close_for_no_time", "end_goal",
    "end_plan", "finish_step", "keep_promise", "leave_step", "make_feed", "move", "raise_alarms", "record",
    "record_unplanned", "replace", "revoke_feed", "start_call", "write",
]  # fmt: skip
