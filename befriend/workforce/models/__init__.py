"""Units, the offices that answer for them, the practitioners who do the work, and who may see what."""

from .offices import Office, OfficeHolding, Told
from .practitioners import Absence, Posting, Practitioner, Reduction, Training
from .records import BrokenGlass, Exclusion, Reader, Restriction
from .safety import Conflict, Incident
from .units import Unit, UnitParent

__all__ = [
    "Absence",
    "BrokenGlass",
    "Conflict",
    "Exclusion",
    "Incident",
    "Office",
    "OfficeHolding",
    "Posting",
    "Practitioner",
    "Reader",
    "Reduction",
    "Restriction",
    "Told",
    "Training",
    "Unit",
    "UnitParent",
]
