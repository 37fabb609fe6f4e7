"""What data protection is asked about a record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import Line, OneOf, Pairs, Words

RELEASE, WITHHOLD = "release", "withhold"


class HoldForm(forms.Form):
    """Why somebody may not be erased."""

    def __init__(self, *args: Any, kinds: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = OneOf(_("What is it held for?"), kinds)
        self.fields["because"] = Words(
            _("Why?"), _("Name the case or the complaint by its number. Leave names out where you can.")
        )


class ApproveErasingForm(forms.Form):
    """Whom the approval is about, typed so that nobody is erased by a slip."""

    reference = Line(_("Type the person's reference"), max_length=40)


class PassageForm(forms.Form):
    """Whether words are released, else on which ground and why not."""

    def __init__(self, *args: Any, grounds: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"] = OneOf(
            _("May the person have these words?"),
            [(RELEASE, _("Release them")), (WITHHOLD, _("Withhold them"))],
        )
        self.fields["ground"] = OneOf(
            _("If they are withheld: on which ground?"),
            [("", _("None: they are released")), *grounds],
            required=False,
            widget=forms.Select,
        )
        self.fields["because"] = Words(
            _("If they are withheld: why?"), _("For whoever reviews this decision."), required=False
        )

    def clean(self) -> dict[str, Any]:
        """Return the decision as the action asks for it."""
        said = dict(self.cleaned_data)
        if "decision" in said:
            said["released"] = said.pop("decision") == RELEASE
        return said
