"""Papers, to whom they went, what was asked for them in vain, and whom a correction reaches."""

from .corrections import Telling
from .papers import Delivery, Paper, PaperLine, Recipient, Unanswered

__all__ = ["Delivery", "Paper", "PaperLine", "Recipient", "Telling", "Unanswered"]
