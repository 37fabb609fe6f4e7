"""Questions about who is with whom, who waits and what fits; nothing here changes anything."""

from .proposing import cover_needed, propose
from .reasons import as_data, from_data, in_words
from .standing import desk_of, desks_of_unit, may_take
from .week import as_json, plan_in_force, proposals, waiting, week
from .work import works

__all__ = [
    "as_data",
    "as_json",
    "cover_needed",
    "desk_of",
    "desks_of_unit",
    "from_data",
    "in_words",
    "may_take",
    "plan_in_force",
    "proposals",
    "propose",
    "waiting",
    "week",
    "works",
]
