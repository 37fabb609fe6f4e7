"""What a manager does for one person: an officer by hand, cover, handing back."""

from __future__ import annotations

from datetime import date

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation import actions
from befriend.allocation.models import Relationship
from befriend.desk import queries as desk
from befriend.desk.forms import ChooseForm, CoverForm, HandBackForm
from befriend.desk.jinja import day as in_words
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.workforce.models import Practitioner, Unit

from .acting import acting
from .asking import Question, ask
from .finding import cover_of, person_of, relationship_of, unit_of
from .standing import Standing, mark
from .whynot import why_nots


def choices(unit: Unit, person: Person, waiting_for: WaitingFor, day: date) -> list[desk.Choice]:
    """Return every practitioner of the unit as a choice."""
    return desk.choices(unit, person, waiting_for, day)


def offered(found: list[desk.Choice]) -> dict[str, object]:
    """Return what a form offers: those who may, the room each would have left, and why not the rest."""
    may = [one for one in found if one.allowed]
    return {
        "practitioners": [(one.practitioner.ref, one.practitioner.name) for one in may],
        "hints": {one.practitioner.ref: room(one) for one in may},
        "nobody": "" if may else nobody(),
        "others": why_nots(found),
    }


def nobody() -> str:
    """Return what to do where nobody may be chosen."""
    return _(
        "Nobody may take this today; below is why. The head of unit owns that: they can find "
        "time, borrow somebody, or order somebody to exceed the cap, and then you can choose them here."
    )


def room(choice: desk.Choice) -> str:
    """Return how much room a practitioner would have left."""
    return _("Room after: %(points)s points") % {"points": f"{choice.room_after:,}"}


def chosen(ref: str) -> Practitioner:
    """Return the practitioner a form names; it offered them, so they are there."""
    return Practitioner.objects.get(ref=ref)


@needs("allocation.plan_week", of=unit_of)
def allocate(request: HttpRequest, ref: str, person: str) -> HttpResponse:
    """Choose a practitioner by hand."""
    unit, day = unit_of(ref), timezone.localdate()
    about = person_of(unit, person, day)
    held = relationship_of(about, day)
    offer = offered(choices(unit, about, WaitingFor.OFFICER, day))
    question = Question(
        title=_("Choose a practitioner for %(person)s") % {"person": about.chosen_name},
        button=_("Give them this practitioner"),
        back=reverse("week", args=[ref]),
        back_words=_("This week"),
        next=_(
            "They are with the practitioner from today, and the practitioner sees it on their list. "
            "Those at a limit are not offered: only an order can lift it."
        ),
        facts=standing_facts(held, day),
        links=instead(ref, about, held, day, "allocate"),
        stands=standing_of(held, day),
        nobody=offer["nobody"],
        hints=offer["hints"],
        others=offer["others"],
        others_words=_("Who cannot, and why"),
    )
    return ask(
        request,
        ChooseForm(request.POST or None, practitioners=offer["practitioners"], move=held is not None),
        question,
        do=lambda said: actions.allocate(
            person=about,
            practitioner=chosen(said["practitioner"]),
            instead=said.get("instead", ""),
            may_resume=said.get("again") != "no",
            **acting(request, unit).signed,
        ),
        done=lambda said: (
            _("%(person)s is now with %(practitioner)s.")
            % {"person": about.chosen_name, "practitioner": chosen(said["practitioner"]).name}
        ),
    )


def standing_facts(held: Relationship | None, day: date) -> list[tuple[str, str]]:
    """Return who somebody is with now, and who covers."""
    if held is None:
        return [(_("Now"), _("Waiting for an officer"))]
    facts = [(_("Now with"), held.practitioner.name)]
    if covering := cover_of(held, day):
        facts.append((_("Covered by"), covering.practitioner.name))
    return facts


def instead(
    ref: str, person: Person, held: Relationship | None, day: date, here: str
) -> list[tuple[str, str]]:
    """Return what else may be decided for somebody who has a practitioner."""
    if held is None:
        return []
    at = [ref, person.ref]
    covered = cover_of(held, day) is not None
    cover_words = (_("End the cover"), "end-cover") if covered else (_("Choose cover"), "cover")
    ways = [(_("Choose another practitioner"), "allocate"), cover_words, (_("Hand them back"), "hand-back")]
    return [(words, reverse(name, args=at)) for words, name in ways if name != here]


def standing_of(held: Relationship | None, day: date) -> Standing:
    """Return how a person stands: with whom, since when, and who covers."""
    if held is None:
        return Standing("none", standing_facts(None, day))
    covering = cover_of(held, day)
    since = (_("Since"), in_words(covering.from_date if covering else held.from_date))
    marks = [mark(row) for row in (held, covering) if row]
    return Standing(".".join(marks), [*standing_facts(held, day), since])


@needs("allocation.plan_week", of=unit_of)
def cover(request: HttpRequest, ref: str, person: str) -> HttpResponse:
    """Choose who does the work while the practitioner is away."""
    unit, day = unit_of(ref), timezone.localdate()
    about = person_of(unit, person, day)
    held = with_somebody(about, day)
    offer = offered(choices(unit, about, WaitingFor.COVER, day))
    question = Question(
        title=_("Choose who covers for %(person)s") % {"person": about.chosen_name},
        button=_("Give them this cover"),
        back=reverse("week", args=[ref]),
        back_words=_("This week"),
        next=_("Their practitioner stays the same. Cover is new work: it counts to whoever covers."),
        facts=standing_facts(held, day),
        links=instead(ref, about, held, day, "cover"),
        stands=standing_of(held, day),
        nobody=offer["nobody"],
        hints=offer["hints"],
        others=offer["others"],
        others_words=_("Who cannot, and why"),
    )
    return ask(
        request,
        CoverForm(request.POST or None, practitioners=offer["practitioners"]),
        question,
        do=lambda said: actions.cover(
            relationship=held,
            practitioner=chosen(said["practitioner"]),
            until=said["until"],
            **acting(request, unit).signed,
        ),
        done=lambda said: (
            _("%(practitioner)s covers for %(person)s.")
            % {"person": about.chosen_name, "practitioner": chosen(said["practitioner"]).name}
        ),
    )


def with_somebody(person: Person, day: date) -> Relationship:
    """Return who supervises a person, or 404: there is nothing to cover or hand back."""
    held = relationship_of(person, day)
    if held is None:
        raise Http404
    return held


@needs("allocation.plan_week", of=unit_of)
def end_cover(request: HttpRequest, ref: str, person: str) -> HttpResponse:
    """End a cover: the work goes back to the practitioner who supervises."""
    unit, day = unit_of(ref), timezone.localdate()
    about = person_of(unit, person, day)
    held = with_somebody(about, day)
    covering = cover_of(held, day)
    if covering is None:
        raise Http404
    question = Question(
        title=_("End the cover of %(person)s") % {"person": about.chosen_name},
        button=_("End the cover"),
        back=reverse("week", args=[ref]),
        back_words=_("This week"),
        next=_("From today the work counts again to the practitioner they are with, who answers for it."),
        facts=standing_facts(held, day),
        stands=Standing(mark(covering), standing_facts(held, day)),
    )
    return ask(
        request,
        Form(request.POST or None),
        question,
        do=lambda _said: actions.end_cover(cover=covering, **acting(request, unit).signed),
        done=lambda _said: _("The cover has ended."),
    )


@needs("allocation.plan_week", of=unit_of)
def hand_back(request: HttpRequest, ref: str, person: str) -> HttpResponse:
    """End a relationship: the person waits, and that is owned."""
    unit, day = unit_of(ref), timezone.localdate()
    about = person_of(unit, person, day)
    held = with_somebody(about, day)
    question = Question(
        title=_("Hand %(person)s back") % {"person": about.chosen_name},
        button=_("Hand back"),
        back=reverse("week", args=[ref]),
        back_words=_("This week"),
        next=_(
            "They wait for an officer from today, the head of unit owns that, and the duty officer "
            "answers meanwhile. Only the kind of reason is kept, and the person can see it; nobody is shown "
            "whether they could be together again."
        ),
        facts=standing_facts(held, day),
        stands=standing_of(held, day),
    )
    return ask(
        request,
        HandBackForm(request.POST or None),
        question,
        do=lambda said: actions.hand_back(
            relationship=held,
            why=said["why"],
            may_resume=said["again"] == "yes",
            **acting(request, unit).signed,
        ),
        done=lambda _said: _("%(person)s waits for an officer from today.") % {"person": about.chosen_name},
    )
