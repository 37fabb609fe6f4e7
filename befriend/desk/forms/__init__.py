"""The forms of the staff pages: what may be typed, and what is said when it cannot be read."""

from .deciding import (
    AwayForm,
    ChooseForm,
    CoverForm,
    HandBackForm,
    NoticeForm,
    OrderForm,
    RequestForm,
    StopForm,
)
from .fields import WordsForm, too_early
from .own import AskForm, IncidentForm, ObjectForm, StatementForm

__all__ = [
    "AskForm",
    "AwayForm",
    "ChooseForm",
    "CoverForm",
    "HandBackForm",
    "IncidentForm",
    "NoticeForm",
    "ObjectForm",
    "OrderForm",
    "RequestForm",
    "StatementForm",
    "StopForm",
    "WordsForm",
    "too_early",
]
