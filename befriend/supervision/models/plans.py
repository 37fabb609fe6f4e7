"""The supervision plan: what somebody wants to reach, in their words, and who does what towards it.

One plan stands for a person at a time, and goes on wherever they are: in custody, on licence, in the
community. Nothing in it is deleted; a goal, a step or a plan is ended. What stands here is a need or a
wish. No rule reads it, and enforcement may not: that a step was not done is no breach of anything.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from befriend import history, periods
from befriend.people.models import Person
from befriend.workforce.models import Office


@history.kept()
class SupervisionPlan(models.Model):
    """The plan of one person, from a day until another; in between it is the same wherever they are."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supervision_plans")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            periods.one_at_a_time("person", name="one_supervision_plan_stands_for_a_person"),
            periods.ends_after_it_begins("a_supervision_plan_ends_after_it_begins"),
        ]


@history.kept()
class Agreement(models.Model):
    """That the person agrees to their plan, or does not and why. Said anew, both stand; the last counts."""

    plan = models.ForeignKey(SupervisionPlan, on_delete=models.PROTECT, related_name="agreements")
    agreed = models.BooleanField()
    why = models.TextField(blank=True)
    day = models.DateField()
    # Who asked them and wrote the answer down.
    kept_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(why=""), name="it_is_written_down_why_somebody_does_not_agree"
            ),
        ]


@history.kept()
class Goal(models.Model):
    """What the person wants to reach, in their words. The order of the areas is a policy."""

    class Area(models.TextChoices):
        HOUSING = "housing"
        ADDICTION = "addiction"
        HEALTH = "health"
        WORK = "work"
        MONEY = "money"
        FAMILY = "family"
        EDUCATION = "education"
        OTHER = "other"

    class Ended(models.TextChoices):
        REACHED = "reached"
        CHANGED = "changed"  # they want something else now
        PAUSED = "paused"

    plan = models.ForeignKey(SupervisionPlan, on_delete=models.PROTECT, related_name="goals")
    area = models.CharField(max_length=9, choices=Area)
    words = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=40)
    ended = models.CharField(max_length=7, choices=Ended, blank=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_goal_says_something"),
            periods.ends_after_it_begins("a_goal_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True, ended="") | (Q(until_date__isnull=False) & ~Q(ended="")),
                name="a_goal_that_ended_says_how",
            ),
        ]


@history.kept()
class Step(models.Model):
    """What somebody does towards a goal: whose it is, by when, and whether it was done."""

    class Whose(models.TextChoices):
        PERSON = "person"
        PRACTITIONER = "practitioner"
        OTHER = "other"

    class WhyNot(models.TextChoices):
        NO_TIME = "no_time"
        NOT_OFFERED = "not_offered"  # there was no place, no service, no answer
        PERSON_COULD_NOT = "could_not"
        NOT_WANTED = "not_wanted"
        NOT_NEEDED = "not_needed"

    # Never the person's: the service had no time, or what they were sent to was not there.
    OF_THE_SERVICE = (WhyNot.NO_TIME, WhyNot.NOT_OFFERED)

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    what = models.TextField()
    whose = models.CharField(max_length=12, choices=Whose)
    # Of a step that is somebody else's: whose.
    whose_words = models.CharField(max_length=120, blank=True)
    by_date = models.DateField(null=True, blank=True)
    from_date = models.DateField()
    made_by = models.CharField(max_length=40)
    done_on = models.DateField(null=True, blank=True)
    not_done_on = models.DateField(null=True, blank=True)
    why_not = models.CharField(max_length=11, choices=WhyNot, blank=True)
    why_not_words = models.TextField(blank=True)
    # Whoever said that it was done, or why not.
    settled_by = models.CharField(max_length=40, blank=True)
    # The office that owns that there was no time; None where the unit and all above it have no head's office.
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="a_step_says_what_is_done"),
            models.CheckConstraint(
                condition=Q(whose="other") ^ Q(whose_words=""), name="a_step_of_somebody_else_says_whose"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(not_done_on__isnull=True),
                name="a_step_is_done_or_not_done",
            ),
            models.CheckConstraint(
                condition=Q(not_done_on__isnull=True, why_not="")
                | (Q(not_done_on__isnull=False) & ~Q(why_not="")),
                name="a_step_not_done_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(done_on__isnull=True) | Q(done_on__gte=F("from_date")))
                & (Q(not_done_on__isnull=True) | Q(not_done_on__gte=F("from_date"))),
                name="a_step_is_settled_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(why_not="no_time"), name="only_missing_time_has_an_owner"
            ),
        ]  # fmt: skip

    @property
    def is_open(self) -> bool:
        """Return whether nobody has said yet that it was done, or why not."""
        return self.done_on is None and self.not_done_on is None

    @property
    def is_the_services(self) -> bool:
        """Return whether it was not done for want of time or of a service: never the person's doing."""
        return self.why_not in self.OF_THE_SERVICE
