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
from .keeping import ApproveErasingForm, HoldForm, PassageForm
from .own import AskForm, IncidentForm, ObjectForm, StatementForm
from .trail import LineForm, TrailForm

__all__ = [
    "ApproveErasingForm",
    "AskForm",
    "AwayForm",
    "ChooseForm",
    "CoverForm",
    "HandBackForm",
    "HoldForm",
    "IncidentForm",
    "LineForm",
    "NoticeForm",
    "ObjectForm",
    "OrderForm",
    "PassageForm",
    "RequestForm",
    "StatementForm",
    "StopForm",
    "TrailForm",
    "WordsForm",
    "too_early",
]
