"""Questions about who is with whom, who waits and what fits; nothing here changes anything."""

from .moving import Move, who_could_move
from .nothing import from_nothing
from .person import unit_of_record
from .proposing import propose
from .reasons import as_data, from_data, in_words
from .rising import cause_of_rise
from .setting import cover_needed, needs_cover
from .standing import desk_of, desks_of_unit, may_take
from .statement import statement
from .week import limits, on_duty, on_whose_unit, plan_in_force, proposals, waiting, week
from .week_json import as_json
from .what_if import what_if_away
from .work import works

__all__ = [
    "Move",
    "as_data",
    "as_json",
    "cause_of_rise",
    "cover_needed",
    "desk_of",
    "desks_of_unit",
    "from_data",
    "from_nothing",
    "in_words",
    "limits",
    "may_take",
    "needs_cover",
    "on_duty",
    "on_whose_unit",
    "plan_in_force",
    "proposals",
    "propose",
    "statement",
    "unit_of_record",
    "waiting",
    "week",
    "what_if_away",
    "who_could_move",
    "works",
]
