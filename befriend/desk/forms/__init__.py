"""The forms of the staff pages: what may be typed, and what is said when it cannot be read."""

from .comparing import CompareForm
from .contacts import (
    BookForm,
    CancelForm,
    MoveForm,
    NoteForm,
    OutcomeForm,
    SearchForm,
    TimelineForm,
    UnplannedForm,
)
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
from .handover import HandOverForm, MeetForm, ToldForm
from .keeping import ApproveErasingForm, HoldForm, PassageForm
from .own import AskForm, IncidentForm, ObjectForm, StatementForm
from .papers import GivenForm, MakePaperForm, QuestionsForm, TellForm
from .plans import AgreeForm, EndGoalForm, GoalForm, NotDoneForm, StepForm
from .records import ExcludeForm, OpenForm, ReaderForm, RestrictForm
from .reminding import CHANNELS, DetailForm
from .stating import (
    HOW_KNOWN,
    AsOfForm,
    ContestForm,
    DecideContestForm,
    ShareForm,
    StateForm,
)
from .trail import LineForm, TrailForm
from .trying import CancelTrialForm, RemoveForm, TrialCommentForm, TrialForm

__all__ = [
    "CHANNELS",
    "HOW_KNOWN",
    "AgreeForm",
    "ApproveErasingForm",
    "AsOfForm",
    "AskForm",
    "AwayForm",
    "BookForm",
    "CancelForm",
    "CancelTrialForm",
    "ChooseForm",
    "CompareForm",
    "ContestForm",
    "CoverForm",
    "DecideContestForm",
    "DetailForm",
    "EndGoalForm",
    "ExcludeForm",
    "GivenForm",
    "GoalForm",
    "HandBackForm",
    "HandOverForm",
    "HoldForm",
    "IncidentForm",
    "LineForm",
    "MakePaperForm",
    "MeetForm",
    "MoveForm",
    "NotDoneForm",
    "NoteForm",
    "NoticeForm",
    "ObjectForm",
    "OpenForm",
    "OrderForm",
    "OutcomeForm",
    "PassageForm",
    "QuestionsForm",
    "ReaderForm",
    "RemoveForm",
    "RequestForm",
    "RestrictForm",
    "SearchForm",
    "ShareForm",
    "StateForm",
    "StatementForm",
    "StepForm",
    "StopForm",
    "TellForm",
    "TimelineForm",
    "ToldForm",
    "TrailForm",
    "TrialCommentForm",
    "TrialForm",
    "UnplannedForm",
    "WordsForm",
    "too_early",
]
