"""The forms of the supervision plan: a goal, a step, why not, and whether the person agrees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from befriend.supervision.models import Goal, Step

from .contacts import MaybeWords
from .fields import Day, Line, OneOf, Pairs, Words

AREAS = {
    Goal.Area.HOUSING: _("Somewhere to live"),
    Goal.Area.ADDICTION: _("Addiction"),
    Goal.Area.HEALTH: _("Health"),
    Goal.Area.WORK: _("Work"),
    Goal.Area.MONEY: _("Money"),
    Goal.Area.FAMILY: _("Family and friends"),
    Goal.Area.EDUCATION: _("Learning"),
    Goal.Area.OTHER: _("Something else"),
}
ENDED = {
    Goal.Ended.REACHED: _("It is reached"),
    Goal.Ended.CHANGED: _("They want something else now"),
    Goal.Ended.PAUSED: _("It rests for now"),
}
WHY_NOT = {
    Step.WhyNot.NO_TIME: _("We had no time"),
    Step.WhyNot.NOT_OFFERED: _("There was no place, no service or no answer"),
    Step.WhyNot.PERSON_COULD_NOT: _("The person could not"),
    Step.WhyNot.NOT_WANTED: _("The person does not want it"),
    Step.WhyNot.NOT_NEEDED: _("It is not needed any more"),
}
WHY_NOT_HINTS = {
    Step.WhyNot.NO_TIME: _("That is the service's, and the office of the head of unit owns it."),
    Step.WhyNot.NOT_OFFERED: _("That is the service's, and never the person's."),
}


class GoalForm(forms.Form):
    """What somebody wants to reach, and what it is about."""

    words = Words(
        _("What do they want to reach?"), _("In their words, as near as you can. They read it here too.")
    )
    area = OneOf(_("What is it about?"), [])

    def __init__(self, *args: Any, areas: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = list(areas)


class StepForm(forms.Form):
    """What somebody does towards a goal."""

    what = Words(_("What will be done?"), _("One thing, so that it can be said when it is done."))
    whose = OneOf(
        _("Who does it?"),
        [
            (Step.Whose.PERSON, _("The person")),
            (Step.Whose.PRACTITIONER, _("Their practitioner")),
            (Step.Whose.OTHER, _("Somebody else")),
        ],
    )
    whose_words = Line(_("If it is somebody else: who? (optional)"), max_length=120, required=False)
    by_date = Day(_("By when? (optional)"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse somebody else's step without saying whose, and somebody named who does not do it."""
        said = super().clean() or {}
        is_other = said.get("whose") == Step.Whose.OTHER
        if is_other and not said.get("whose_words") and "whose_words" not in self.errors:
            self.add_error("whose_words", _("Write who does it."))
        if said.get("whose") and not is_other and said.get("whose_words"):
            self.add_error("whose_words", _("Choose somebody else above, or take this out."))
        return said


class NotDoneForm(forms.Form):
    """Why a step was not done."""

    why = OneOf(_("Why was it not done?"), WHY_NOT.items())
    words = MaybeWords(_("More about it (optional)"))


class EndGoalForm(forms.Form):
    """How a goal ended."""

    how = OneOf(_("How did it end?"), ENDED.items())


class AgreeForm(forms.Form):
    """Whether the person agrees to their plan."""

    agreed = OneOf(
        _("Does the person agree to the plan?"),
        [("yes", _("Yes")), ("no", _("No, or not to all of it"))],
    )
    why = MaybeWords(
        _("In their words"),
        _("If they do not agree, write why; or that they did not want to say."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a no without a word of why."""
        said = super().clean() or {}
        if said.get("agreed") == "no" and not (said.get("why") or "").strip() and "why" not in self.errors:
            self.add_error("why", _("Write why they do not agree, or that they did not want to say."))
        return said
