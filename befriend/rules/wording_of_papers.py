"""The sentences of refusals about papers: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

PAPERS: Mapping[str, str] = {
    "paper_says_more": _(
        "the words under {fields} say that something was found which no court has found. "
        "Correct the statement first, so that it says what is alleged or charged."
    ),
    "paper_not_in_force": _(
        "this form may be used from {since} until {until}. Its owner decides whether there is a new one."
    ),
    "paper_is_invented": _("this is the form of somebody invented. Choose a form of your own service."),
    "paper_not_agreed": _(
        "this paper goes nowhere unless the person agrees to it. Say to them what it holds and who gets it."
    ),
    "paper_not_told_why": _("it is not said why the person was not told. Write down why."),
    "paper_not_for_them": _("this paper is not for those. Choose one of the recipients of its form."),
    "paper_not_wholly_read": _(
        "there is something in this copy that you may not read, so you cannot open it. "
        "Whoever works with the person can."
    ),
    "paper_maker_may_not_read_all": _(
        "there is something in this paper that you may not read, so you cannot make it: it would say that "
        "nothing is known where something is. Whoever works with the person can."
    ),
    "paper_was_given": _("this copy was given already. Look at when and how."),
    "paper_given_on_another_day": _(
        "it was made later, or that day is still to come. Write the day it was given."
    ),
    "nothing_was_corrected": _("nothing was corrected or taken away, so there is nothing to tell."),
    "correction_not_confirmed": _(
        "it is not confirmed that they are to be told. Look at the list, and confirm it."
    ),
    "correction_not_sent": _(
        "the letter was not posted yet, so nobody can have it. Say first that it was posted."
    ),
    "letter_was_posted": _("this was posted or sent already. Look at when."),
}
