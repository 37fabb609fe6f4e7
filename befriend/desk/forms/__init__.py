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
from .records import ExcludeForm, OpenForm, ReaderForm, RestrictForm
from .trail import LineForm, TrailForm

__all__ = [
    "ApproveErasingForm",
    "AskForm",
    "AwayForm",
    "ChooseForm",
    "CoverForm",
    "ExcludeForm",
    "HandBackForm",
    "HoldForm",
    "IncidentForm",
    "LineForm",
    "NoticeForm",
    "ObjectForm",
    "OpenForm",
    "OrderForm",
    "PassageForm",
    "ReaderForm",
    "RequestForm",
    "RestrictForm",
    "StatementForm",
    "StopForm",
    "TrailForm",
    "WordsForm",
    "too_early",
]
