"""The person, what is stated about them, what they contest of it, and where they are reminded."""

from .contests import Contest
from .details import ContactDetail
from .person import Person
from .statements import Confirmation, Source, Statement

__all__ = ["Confirmation", "ContactDetail", "Contest", "Person", "Source", "Statement"]
