"""Who is with whom, the plan of a week, who waits, and what each office did about it."""

from .gap import CapacityNotice, InheritedOverload, StopListEntry, Waiting
from .handover import Acknowledgement, Handover
from .load import Idempotency, Load
from .orders import ExceedOrder
from .plans import Objection, Plan, PlannedAllocation, PlannedWaiting
from .relationships import Cover, DutyRota, Relationship, SupervisorRequest, WhyChanged

__all__ = [
    "Acknowledgement",
    "CapacityNotice",
    "Cover",
    "DutyRota",
    "ExceedOrder",
    "Handover",
    "Idempotency",
    "InheritedOverload",
    "Load",
    "Objection",
    "Plan",
    "PlannedAllocation",
    "PlannedWaiting",
    "Relationship",
    "StopListEntry",
    "SupervisorRequest",
    "Waiting",
    "WhyChanged",
]
