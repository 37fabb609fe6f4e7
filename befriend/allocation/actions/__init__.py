"""Things that people do about who is with whom: each one transaction, refused by the rules."""

from .allocating import allocate, hand_back
from .closing import exclude
from .covering import cover, end_cover
from .handover import acknowledge, hand_over, meet, tell_person
from .noticing import answer_notice, climb
from .objecting import answer_objection, object_to_plan, object_to_release
from .opening import open_record, watching
from .ordering import disagree, order_to_exceed
from .overload import begin_day, note_inherited_overload, note_overload
from .planning import accept, accept_all, decide_unsafe, make_plan, refuse_one
from .reconciling import reconcile
from .refused import RefusedError
from .requesting import answer, ask
from .stopping import sign_stop
from .waiting import begin_waiting

__all__ = [
    "RefusedError",
    "accept",
    "accept_all",
    "acknowledge",
    "allocate",
    "answer",
    "answer_notice",
    "answer_objection",
    "ask",
    "begin_day",
    "begin_waiting",
    "climb",
    "cover",
    "decide_unsafe",
    "disagree",
    "end_cover",
    "exclude",
    "hand_back",
    "hand_over",
    "make_plan",
    "meet",
    "note_inherited_overload",
    "note_overload",
    "object_to_plan",
    "object_to_release",
    "open_record",
    "order_to_exceed",
    "reconcile",
    "refuse_one",
    "sign_stop",
    "tell_person",
    "watching",
]
