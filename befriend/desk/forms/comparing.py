"""The form of a proposal to compare: one of those there are, or one pasted or uploaded."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from befriend import policies
from befriend.policies import PolicyError, Proposal

MOST_CHARACTERS = 60_000


def there_are() -> list[tuple[str, str]]:
    """Return the proposals that come with the policies, as choices."""
    files = sorted((policies.FOLDER / "proposals").glob("*.yaml"))
    return [(one.stem, policies.read_proposal(one).what) for one in files]


class CompareForm(forms.Form):
    """Which proposal is compared; exactly one."""

    which = forms.ChoiceField(label=_("A proposal that there is"), required=False)
    text = forms.CharField(
        label=_("Or paste one of your own"),
        help_text=_("As the files of policies/proposals are written, at most 60,000 characters."),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
    )
    file = forms.FileField(label=_("Or upload one"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        which = cast(forms.ChoiceField, self.fields["which"])
        which.choices = [("", _("None of these")), *there_are()]

    def clean_file(self) -> str:
        """Return the text of the upload; empty where there is none."""
        sent = self.cleaned_data["file"]
        if not sent:
            return ""
        if sent.size > MOST_CHARACTERS:
            raise forms.ValidationError(_("The file is longer than 60,000 bytes. Send a shorter one."))
        try:
            return str(sent.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not UTF-8 text; save it as UTF-8.")) from None

    def clean(self) -> dict[str, Any]:
        """Refuse none and more than one; read the one there is."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        given = [name for name in ("which", "text", "file") if said[name].strip()]
        if not given:
            self.add_error("which", _("Choose a proposal, paste one or upload one: one of the three."))
            return said
        if len(given) > 1:
            self.add_error(
                given[-1], _("There is more than one. Keep one of the three, and empty the others.")
            )
            return said
        try:
            said["proposal"] = proposal(given[0], said[given[0]])
        except PolicyError as wrong:
            self.add_error(given[0], short(wrong))
        return said


def proposal(way: str, said: str) -> Proposal:
    """Return the proposal that was chosen, pasted or uploaded, or raise PolicyError."""
    if way == "which":
        return policies.read_proposal(policies.FOLDER / "proposals" / f"{said}.yaml")
    return policies.proposal_of(said, gettext("The proposal"))


def short(wrong: Exception) -> str:
    """Return what is wrong, at a length that can be read: it may repeat what was pasted."""
    words = str(wrong)
    return words if len(words) <= 500 else words[:500] + " ..."
