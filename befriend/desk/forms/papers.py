"""The forms of papers: what is asked, for whom one is, when it was given, who is told of a correction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from befriend.documents.actions import CHANGED, STILL_TRUE, Answer
from befriend.documents.models import Delivery, Paper, Recipient
from befriend.documents.papers.form import Template
from befriend.documents.queries import Open
from befriend.policies.vocabulary import Key

from .fields import Count, Day, OneOf
from .stating import HOW_KNOWN

MEANS = [
    (Delivery.Means.SECURE_MAIL, _("By secure e-mail")),
    (Delivery.Means.POST, _("By post")),
    (Delivery.Means.HAND, _("By hand")),
    (Delivery.Means.THEIR_SYSTEM, _("Typed or loaded into their own system")),
]
KINDS = {
    Recipient.Kind.HOUSING_PROVIDER: _("Which housing provider gets it?"),
    Recipient.Kind.PAROLE_BOARD: _("Does the Parole Board get it?"),
    Recipient.Kind.PRISON: _("Which prison gets it?"),
    Recipient.Kind.PROBATION_OFFICE: _("Which office here gets it?"),
    Recipient.Kind.VICTIM_LIAISON: _("Does victim liaison get it?"),
}
NOBODY = ""


def named(one: Open) -> str:
    """Return the end of the names of a question's fields: the same for as long as it is open."""
    stated = f"-{one.standing.statement.pk}" if one.standing else ""
    return one.key.name.replace(".", "-") + stated


class QuestionsForm(forms.Form):
    """A page of questions; whatever is left open is kept as asked in vain."""

    def __init__(self, *args: Any, questions: Iterable[Open], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for one in self.questions:
            self.put(one, language)
        self.fields["how_known"] = OneOf(_("How do you know?"), HOW_KNOWN, initial=HOW_KNOWN[0][0])

    def put(self, one: Open, language: str) -> None:
        """Add the fields of one question: whether something is still true, or what is the case."""
        asked = one.key.question.in_language(language)
        if one.standing is None:
            self.fields[f"value-{named(one)}"] = value_field(one.key, asked, language)
            return
        still = _now("%(label)s: “%(words)s” Is this still true?") % {
            "label": one.key.label.in_language(language), "words": one.standing.words,
        }  # fmt: skip
        choices = [(STILL_TRUE, _("Yes, still true")), (CHANGED, _("No, it has changed"))]
        self.fields[f"still-{named(one)}"] = OneOf(still, choices, required=False)
        self.fields[f"value-{named(one)}"] = value_field(
            one.key, _now("If it has changed: %(asked)s") % {"asked": asked}, language
        )

    def clean(self) -> dict[str, Any]:
        """Refuse that something changed without what it is now."""
        said = super().clean() or {}
        for one in self.questions:
            value = f"value-{named(one)}"
            if said.get(f"still-{named(one)}") == CHANGED and not kept(said.get(value)):
                self.add_error(value, _("Write what it is now."))
        return said

    def answers(self) -> list[Answer]:
        """Return what was answered, question by question."""
        said = self.cleaned_data
        return [
            Answer(one, said.get(f"still-{named(one)}", ""), kept(said.get(f"value-{named(one)}")))
            for one in self.questions
        ]


def kept(value: str | date | int | None) -> str:
    """Return an answer as it is kept: a day as 2026-11-23, a number in figures."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def value_field(key: Key, asked: str, language: str) -> forms.Field:
    """Return the field that a key is answered in; none is needed."""
    if key.choices:
        return OneOf(asked, key.choices.in_language(language).items(), required=False)
    if key.type == "day":
        return Day(asked, required=False)
    if key.type == "number":
        return Count(asked, required=False)
    return forms.CharField(label=asked, required=False, max_length=2000, widget=forms.Textarea)


class MakePaperForm(forms.Form):
    """For whom a paper is made, and what the person said when they were told."""

    def __init__(
        self,
        *args: Any,
        template: Template,
        recipients: Iterable[Recipient],
        languages: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        by_kind: dict[str, list[Recipient]] = {}
        for one in recipients:
            by_kind.setdefault(one.kind, []).append(one)
        self.asked = {kind: found for kind, found in by_kind.items() if kind != Recipient.Kind.PERSON}
        for kind, found in self.asked.items():
            choices = [(one.ref, f"{one.organisation}, {one.name}") for one in found]
            # Where there is one office and no other, that is where it goes unless somebody says otherwise.
            first = choices[0][0] if len(self.asked) == len(choices) == 1 else None
            words = KINDS[Recipient.Kind(kind)]
            self.fields[f"to-{kind}"] = OneOf(
                words, [*choices, (NOBODY, _("Nobody"))], required=False, initial=first
            )
        self.fields["agreed"] = OneOf(*agreed(template))
        if template.agreement == "told":
            self.fields["agreed_words"] = forms.CharField(
                label=_("If they could not be told: why?"), required=False, max_length=2000,
                widget=forms.Textarea,
            )  # fmt: skip
        self.fields["language"] = OneOf(_("Language of the paper"), languages, initial="en-gb")

    def chosen(self) -> list[Recipient]:
        """Return the recipients chosen."""
        refs = {self.cleaned_data[f"to-{kind}"] for kind in self.asked}
        return [one for found in self.asked.values() for one in found if one.ref in refs]

    def clean(self) -> dict[str, Any]:
        """Refuse a paper for nobody, and one of which somebody was not told without a reason."""
        said = super().clean() or {}
        if self.asked and not any(said.get(f"to-{kind}") for kind in self.asked):
            self.add_error(f"to-{next(iter(self.asked))}", _("Choose at least one who gets it."))
        if said.get("agreed") == Paper.Agreed.NOT_TOLD and not said.get("agreed_words", "").strip():
            self.add_error("agreed_words", _("Write why they could not be told."))
        return said


def agreed(template: Template) -> tuple[Any, list[tuple[str, Any]]]:
    """Return what is asked about the person's agreement, and the answers."""
    if template.agreement == "asked":
        return _("Do they agree, having been told what it holds and who gets it?"), [
            (Paper.Agreed.AGREED, _("They agree")),
            (Paper.Agreed.TOLD, _("They do not agree: nothing is made")),
        ]
    return _("Were they told what it holds and who gets it?"), [
        (Paper.Agreed.TOLD, _("They were told")),
        (Paper.Agreed.NOT_TOLD, _("They could not be told yet")),
    ]


class GivenForm(forms.Form):
    """When and how a copy was given."""

    means = OneOf(_("How was it given?"), MEANS)
    given_on = Day(_("On which day?"))


class TellForm(forms.Form):
    """That those listed are told of a correction."""

    confirmed = OneOf(
        _("Are all those above to be told?"),
        [("yes", _("Yes: put it in line for each of them")), ("no", _("No, not yet"))],
    )
