"""The forms of what is stated about people: stating, confirming, contesting, deciding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from befriend.people.models import Contest, Source, Statement
from befriend.people.queries import Alike
from befriend.policies.vocabulary import Key

from .fields import Count, Day, Line, OneOf, Words

HOW_KNOWN = [
    (Statement.Known.TOLD, _("They told me")),
    (Statement.Known.SEEN, _("I saw it")),
    (Statement.Known.DOCUMENT, _("A document says so")),
    (Statement.Known.AGENCY, _("Another service told me")),
]
SOURCES = [
    (Source.Kind.PERSON, _("The person")),
    (Source.Kind.PRACTITIONER, _("Somebody who works here")),
    (Source.Kind.AGENCY, _("Another service")),
    (Source.Kind.COURT, _("A court")),
    (Source.Kind.POLICE, _("The police")),
    (Source.Kind.FAMILY, _("Family or friends: withheld unless somebody decides otherwise")),
    (Source.Kind.VICTIM, _("A victim, through victim liaison: withheld")),
    (Source.Kind.THIRD_PARTY, _("Somebody else: withheld unless somebody decides otherwise")),
]
EVIDENCE = [
    ("", _("Nothing of these")),
    (Statement.Evidence.SELF_REPORT, _("They say so themselves")),
    (Statement.Evidence.ALLEGATION, _("An allegation")),
    (Statement.Evidence.CHARGE, _("A charge")),
    (Statement.Evidence.CONVICTION, _("A conviction")),
    (Statement.Evidence.ACQUITTAL, _("An acquittal")),
]
WEIGHED = ("risk", "warning", "circumstance")
STILL, NEW = "still", "new"


class StateForm(forms.Form):
    """One question about somebody, answered; a text nearly the same as an earlier one is decided about."""

    def __init__(
        self,
        *args: Any,
        key: Key,
        language: str,
        day: date,
        alike: Callable[[str], Sequence[Alike]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.fields["value"] = answer(key, key.question.in_language(language), language)
        said = self.data.get("value", "") if key.type == "words" else ""
        self.alike = list(alike(said))[:1] if isinstance(said, str) and said.strip() else []
        if self.alike:
            self.fields["nearly"] = nearly_the_same(self.alike[0])
        self.fields["how_known"] = OneOf(_("How do you know?"), HOW_KNOWN)
        self.fields["source_kind"] = OneOf(_("Who does it come from?"), SOURCES)
        self.fields["source_words"] = Line(
            _("What of that should be known later? (optional)"),
            _("For example the day of a letter. Of a victim write nothing here."),
            max_length=500,
            required=False,
        )
        if key.kind in WEIGHED:
            self.fields["evidence"] = OneOf(
                _("What is it worth as evidence?"), EVIDENCE, widget=forms.Select, required=False
            )
        self.fields["observed_on"] = Day(_("When was it seen or told?"))

    def clean_observed_on(self) -> date:
        """Refuse a day to come."""
        observed: date = self.cleaned_data["observed_on"]
        if observed > self.day:
            raise forms.ValidationError(gettext("Write today or a day that has been."))
        return observed

    @property
    def earlier(self) -> Statement | None:
        """Return the earlier statement that says the same and, the writer finds, is still true."""
        is_still = bool(self.alike) and self.cleaned_data.get("nearly") == STILL
        return self.alike[0].statement if is_still else None


def answer(key: Key, question: str, language: str) -> forms.Field:
    """Return the field in which a key is answered."""
    if key.choices:
        choices = list(key.choices.in_language(language).items())
        return OneOf(question, choices)
    if key.type == "day":
        return Day(question)
    if key.type == "number":
        return Count(question)
    return Words(question, _("Write it so that the person could read it: one day they may."))


def nearly_the_same(earlier: Alike) -> OneOf:
    """Return the question what to do with a text that is nearly the same as an earlier one."""
    still = gettext("It is still true: say so, and keep only the earlier one")
    new = gettext("Mine says something else: keep mine too")
    return OneOf(
        gettext("This is %(percent)s%% the same as what was written on %(day)s: “%(text)s”")
        % {
            "percent": earlier.percent,
            "day": earlier.statement.known_from.strftime("%d/%m/%Y"),
            "text": earlier.statement.value,
        },
        [(STILL, still), (NEW, new)] if earlier.statement.stood_until is None else [(NEW, new)],
        gettext("Yours is above. Read both, then choose."),
    )


class AsOfForm(forms.Form):
    """The day as of which a person is shown; it stands in the address."""

    on = Day(_("As it was known on"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_on(self) -> date:
        """Refuse a day to come."""
        on: date = self.cleaned_data["on"]
        if on > self.day:
            raise forms.ValidationError(gettext("That day is still to come. Write today or a day before it."))
        return on


class ShareForm(forms.Form):
    """How much of a source may be told, and why."""

    shown = OneOf(
        _("How much may be told of who said it?"),
        [
            (Source.Shown.SHOWN, _("All of it")),
            (Source.Shown.GIST, _("The gist, in the words below")),
            (Source.Shown.WITHHELD, _("Nothing")),
        ],
    )
    gist = Line(_("The gist, if that is told"), max_length=500, required=False)
    why = Words(_("Why?"), _("Kept with your name. Say no more about anybody than is needed."))

    def clean(self) -> dict[str, Any]:
        """Ask for the gist where it is what is told."""
        said = super().clean() or {}
        if said.get("shown") == Source.Shown.GIST and not said.get("gist"):
            self.add_error("gist", _("Write what may be told, or choose another answer above."))
        return said


class ContestForm(forms.Form):
    """What the person says is not right, or somebody for them."""

    words = Words(
        _("What is not right, in their words?"),
        _("Write it as they say it. They are given a receipt with these words on it."),
    )
    way = OneOf(
        _("How did they say it?"),
        [
            (Contest.Way.SPOKEN, _("Aloud")),
            (Contest.Way.PAPER, _("On paper")),
            (Contest.Way.PAGE, _("On a page")),
        ],
    )
    said_for_them_by = Line(
        _("Who said it for them? (only if it was not the person)"), max_length=120, required=False
    )


class DecideContestForm(forms.Form):
    """What a reviewer decides, with reasons the person is given."""

    decision = OneOf(
        _("What do you decide?"),
        [
            (Contest.Decision.STANDS, _("It stands as it is")),
            (Contest.Decision.CORRECTED, _("It is corrected: what is right is below")),
            (Contest.Decision.REMOVED, _("It is taken out, and nothing is known in its place")),
        ],
    )
    reasons = Words(_("Why?"), _("The person is given these words."))

    def __init__(self, *args: Any, key: Key, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = answer(key, gettext("What is right, if it is corrected?"), language)
        field.required = False
        self.fields["value"] = field

    def clean(self) -> dict[str, Any]:
        """Ask for what is right where something is corrected, and for nothing where it is not."""
        said = super().clean() or {}
        is_corrected, value = said.get("decision") == Contest.Decision.CORRECTED, said.get("value")
        if is_corrected and not value and "value" not in self.errors:
            self.add_error("value", _("Write what is right, or choose another decision."))
        if said.get("decision") and not is_corrected and value:
            self.add_error("value", _("Take this out, or choose that it is corrected."))
        return said
