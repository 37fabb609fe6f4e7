"""The person, what is stated about them, and what they contest of it."""

from .contests import Contest
from .person import Person
from .statements import Confirmation, Source, Statement

__all__ = ["Confirmation", "Contest", "Person", "Source", "Statement"]
