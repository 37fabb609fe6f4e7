"""The forms of a trial: what is tried on a made-up country, what somebody says of it, what is taken out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from befriend.evidence import queries
from befriend.policies import PolicyError, proposal_of
from befriend.simulator import countries, packs
from befriend.simulator.limits import MOST_MONTHS, MOST_SEED

from .comparing import MOST_CHARACTERS, short
from .fields import Words

if TYPE_CHECKING:
    from befriend.simulator.trial import Asked

# A country takes some seconds for each run.
MOST_RUNS = 1000
OWN = "proposal"
LETTERS = 40
AT_MOST = {"max_value": _("Give at most %(limit_value)s."), "min_value": _("Give at least %(limit_value)s.")}


def packs_there_are() -> list[tuple[str, str]]:
    """Return the policy packs, as choices."""
    return [(name, f"{name}: {packs.read(name).what}") for name in packs.names()]


class TrialForm(forms.Form):
    """Which policy is tried, against which, where, how long and how often."""

    which = forms.ChoiceField(label=_("Choose a policy"), required=False)
    text = forms.CharField(
        label=_("Or paste a proposal of your own"),
        help_text=_(
            "As the files of policies/proposals are written (docs/simulating.md), at most 60,000 characters."
        ),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
    )
    against = forms.ChoiceField(label=_("Compared with"))
    country = forms.ChoiceField(label=_("Made-up country"))
    months = forms.IntegerField(
        label=_("Months"), min_value=1, max_value=MOST_MONTHS, initial=36, error_messages=AT_MOST
    )
    runs = forms.IntegerField(
        label=_("Runs"),
        help_text=_("Each has its own luck and assumptions, and takes some seconds; 40 are few, 200 enough."),
        min_value=1,
        max_value=MOST_RUNS,
        initial=200,
        error_messages=AT_MOST,
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_("The same seed gives the same numbers."),
        min_value=0,
        max_value=MOST_SEED,
        initial=1,
        error_messages=AT_MOST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Imported where it is asked for: the country is compiled, and most pages have nothing to do with it.
        from befriend.simulator.trial import Asked

        super().__init__(*args, **kwargs)
        there_are = packs_there_are()
        starts = [(name, f"{name}: {one.what}") for name, one in countries.every().items()]
        self.choose("which", [("", str(_("None of these"))), *there_are])
        self.choose("against", [(packs.BASE, str(_("What is in force"))), *there_are])
        self.choose("country", starts, initial=Asked._field_defaults["country"])

    def choose(self, name: str, choices: list[tuple[str, str]], initial: str = "") -> None:
        """Give a field its choices."""
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices, field.initial = choices, initial

    def clean(self) -> dict[str, Any]:
        """Refuse none, both, and what the loader or the country cannot read, beside the field it is in."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        if bool(said["which"]) == bool(said["text"].strip()):
            self.add_error("which", _("Choose a policy or paste one: one of the two."))
            return said
        try:
            said["asked"] = asked(said)
            said["asked"].refuse_nonsense()
        except PolicyError as wrong:
            self.add_error("text" if said["text"].strip() else "which", short(one_line(wrong)))
        return said


def one_line(wrong: PolicyError) -> str:
    """Return what is wrong with what was pasted, without the line that YAML draws under it."""
    return re.sub(
        r'\s+in "<unicode string>", (line \d+, column \d+):?(?:\n {4}.*\n *\^)?', r" (\1)", str(wrong)
    )


def asked(said: dict[str, Any]) -> Asked:
    """Return the trial that is asked for, or raise PolicyError."""
    from befriend.simulator.trial import Asked

    name, text = said["which"], said["text"].strip()
    if text:
        name = slugify(proposal_of(text, OWN).what)[:LETTERS].strip("-") or OWN
    return Asked(
        queries.pack_of(name, text), queries.pack_of(said["against"]), said["country"], said["months"],
        said["runs"], said["seed"],
    )  # fmt: skip


class CancelTrialForm(forms.Form):
    """That a trial is not wanted any more: nothing is asked."""


class TrialCommentForm(forms.Form):
    """What a practitioner says of a trial, and that it may be published."""

    words = Words(
        _("What would this do to the people you work with, and to your work?"),
        _("Your words are kept as you write them. Do not name anybody."),
    )
    consent = forms.ChoiceField(
        label=_("May your words be published with the statement, without your name?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether they may.")},
    )

    def clean_consent(self) -> str:
        """Refuse to keep what may not be published: there is no other use for it."""
        said = str(self.cleaned_data["consent"])
        if said == "no":
            raise forms.ValidationError(
                _("Without a yes your words cannot be kept here. Choose yes, or “Do nothing” to leave.")
            )
        return said


class RemoveForm(forms.Form):
    """The words of a comment that would identify somebody."""

    passage = Words(_("Words that identify somebody"), _("Copy them from the comment, as they stand there."))

    def __init__(self, *args: Any, comment: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment

    def clean_passage(self) -> str:
        """Refuse what does not stand there."""
        said = str(self.cleaned_data["passage"]).strip()
        if said not in self.comment:
            raise forms.ValidationError(_("These words do not stand in the comment. Copy them as they are."))
        return said
