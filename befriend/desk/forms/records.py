"""What is asked about who may see a record, and of somebody who opens a closed one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from befriend.workforce.models import Practitioner

from .fields import Day, Line, OneOf, Words

LONGEST_REF = 40
UNTIL_HINT = _("Leave blank for until somebody ends it. For example 27/11/2026")


class SomebodyForm(forms.Form):
    """A practitioner: one of those near the person, or anybody by their reference."""

    def __init__(self, *args: Any, near: Iterable[Practitioner], whom: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [("", _("Somebody else")), *((one.ref, one.name) for one in near)]
        self.fields["practitioner"] = OneOf(whom, pairs, widget=forms.Select, required=False)
        self.fields["elsewhere"] = Line(
            _("If it is somebody else: their reference"),
            _("The practitioner's own reference, all of it."),
            max_length=LONGEST_REF,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Return the practitioner, chosen or typed; never both."""
        said = super().clean() or {}
        chosen, typed = said.get("practitioner"), said.pop("elsewhere", "").replace("\0", "")
        if chosen and typed:
            self.add_error("elsewhere", gettext("Choose somebody above or write a reference, not both."))
        elif not chosen and not typed and "practitioner" not in self.errors:
            self.add_error("practitioner", gettext("Choose somebody, or write a reference below."))
        elif found := Practitioner.objects.filter(ref=chosen or typed).first():
            said["practitioner"] = found
        elif typed:
            self.add_error("elsewhere", gettext("No practitioner has this reference. Check it."))
        return said


class ExcludeForm(SomebodyForm):
    """Who may see nothing of somebody, why, and until when."""

    def __init__(self, *args: Any, near: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, near=near, whom=_("Who may see nothing of them?"), **kwargs)
        self.fields["because"] = Words(_("Why?"), _("Only those who decide who sees this record read it."))
        self.fields["until_date"] = Day(_("Until (not including)"), UNTIL_HINT, required=False)


class ReaderForm(SomebodyForm):
    """One more reader of a restricted record, and why."""

    def __init__(self, *args: Any, near: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, near=near, whom=_("Who else may see the record?"), **kwargs)
        self.fields["because"] = Words(_("Why?"), _("Only those who decide who sees this record read it."))


class RestrictForm(forms.Form):
    """Who alone may see a record, why, and until when. More readers can be added later."""

    def __init__(
        self, *args: Any, deciding: Iterable[Practitioner], near: Iterable[Practitioner], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        anybody = [("", _("Nobody more")), *((one.ref, one.name) for one in near)]
        self.fields["first"] = OneOf(
            _("Which head or senior may see the record?"),
            [("", _("Choose one")), *((one.ref, one.name) for one in deciding)],
            _("Somebody has to be able to decide for the person."),
            widget=forms.Select,
        )
        self.fields["second"] = OneOf(_("Who else?"), anybody, widget=forms.Select, required=False)
        self.fields["third"] = OneOf(_("And who else?"), anybody, widget=forms.Select, required=False)
        self.fields["because"] = Words(_("Why?"), _("Only those who decide who sees this record read it."))
        self.fields["until_date"] = Day(_("Until (not including)"), UNTIL_HINT, required=False)

    def clean(self) -> dict[str, Any]:
        """Return the readers, each once."""
        said = super().clean() or {}
        refs = {said.pop(name, "") for name in ("first", "second", "third")} - {""}
        said["readers"] = list(Practitioner.objects.filter(ref__in=refs).order_by("ref"))
        return said


class OpenForm(forms.Form):
    """Which closed record is opened, and why."""

    def __init__(self, *args: Any, shortest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"] = Line(
            _("The person's reference"), _("All of it: nothing is searched for."), max_length=LONGEST_REF
        )
        self.fields["because"] = Words(
            _("Why do you need to see it now?"),
            _("A sentence at least. Whoever is told of this reads it."),
            min_length=shortest,
        )
        self.fields["because"].error_messages["min_length"] = _(
            "Write at least %(limit_value)d characters; there are %(show_value)d."
        )
