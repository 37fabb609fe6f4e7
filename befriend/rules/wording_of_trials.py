"""The sentences of refusals about trials of policies: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

TRIALS: Mapping[str, str] = {
    "trial_not_done": _("there is no statement of this trial yet. Wait until it is done."),
    "trial_over": _("this trial is over already, so there is nothing to cancel."),
    "trial_of_another": _("only whoever asked for this trial, or a head, can cancel it. Ask one of them."),
    "commented_already": _("a comment of yours stands there already, and is not changed."),
    "passage_not_there": _("these words do not stand in the comment. Copy them as they are."),
}
