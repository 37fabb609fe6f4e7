"""A record given back: complete, reviewed, and saying what it holds back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import BooleanField, CharField, DateField, ForeignKey, JSONField, TextField, UUIDField
from django.db.models.fields import DateTimeField

from befriend.allocation.actions import RefusedError
from befriend.allocation.models import PlannedAllocation
from befriend.audit import actions as audit
from befriend.keeping import actions, queries
from befriend.keeping.models import AccessRequest, Passage
from befriend.keeping.register import REGISTER, Give
from befriend.workforce.models import Incident
from tests.evidence import tried
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(staffed, office):
    """Return who decides, as which office and when."""
    return {"by": staffed.dee.ref, "office": office, "day": MONDAY}


class Planting:
    """Plants one row of every table that leads to a person, each field with words of its own."""

    def __init__(self, person, staffed, office):
        self.person, self.staffed, self.office, self.plan = person, staffed, office, None
        self.rows, self.marks, self.days = {"people.Person": person}, {}, count(1)

    def plant(self, label):
        """Make a row of one table."""
        model = apps.get_model(label)
        fields = [one for one in model._meta.concrete_fields if not one.primary_key]
        said = {one.attname: self.value(label, one) for one in fields if one.name not in REGISTER[label].via}
        if isinstance(model._meta.pk, UUIDField):
            said["pk"] = uuid4()
        for place, name in enumerate(REGISTER[label].via):
            field = model._meta.get_field(name)
            if place == 0 or not field.null:
                said[f"{name}_id"] = self.rows[field.related_model._meta.label].pk
        self.rows[label] = model.objects.create(**said)

    def value(self, label, field):
        """Return a value for one field, that is found again if it is words."""
        mark = f"zq{label}.{field.name}zq".replace("_", "")
        if isinstance(field, ForeignKey):
            return self.key(field)
        if isinstance(field, JSONField):
            self.marks[label, field.name] = mark
            return [{"said": mark}] if field.default is list else {"said": mark}
        if isinstance(field, DateTimeField):
            return f"2026-11-{next(self.days) % 27 + 1:02}T10:00Z"
        if isinstance(field, DateField):
            return date(2018, 1, 1) + timedelta(days=next(self.days))
        return self.other(label, field, mark)

    def other(self, label, field, mark):
        """Return a value for a field of no key, day or JSON."""
        if field.choices:
            return field.choices[-1][0]
        if isinstance(field, BooleanField):
            return True
        if isinstance(field, CharField | TextField):
            longest = field.max_length or 200
            self.marks[label, field.name] = mark[-longest:]
            return mark[-longest:]
        return 1

    def key(self, field):
        """Return a row for a key that does not lead to the person."""
        model = field.related_model
        if model._meta.label == "allocation.Plan":
            self.plan = self.plan or self.staffed.notice().plan_id
            return self.plan
        if model._meta.label == "documents.Recipient":
            return model.objects.get_or_create(
                ref="council", defaults={"kind": "housing_provider", "from_date": date(2018, 1, 1)}
            )[0].pk
        if model.__name__ == "Trial":
            return tried.asked().pk
        if model.__name__ == "User":
            return model.objects.get_or_create(username="zqusernamezq")[0].pk
        return {"Unit": self.staffed.pdu, "Office": self.office, "Practitioner": self.staffed.sam}[
            model.__name__
        ].pk


@pytest.fixture
def planted(yew, staffed, office):
    """Return the words planted in every field of every table about Yew."""
    from befriend.keeping.models import Erasure
    from befriend.people.models import Person
    from befriend.workforce.models import Restriction

    Person.objects.filter(pk=yew.pk).update(language="zqlanguagezq", patch="zqpatchzq")
    made = Planting(yew, staffed, office)
    # What a row must hold to be allowed, where the first thing that comes to hand is not.
    fixes = {
        "allocation.Relationship": {"from_date": date(2010, 1, 1), "until_date": date(2011, 1, 1)},
        "sentences.Case": {"from_date": date(2010, 1, 1), "until_date": date(2011, 1, 1)},
        "keeping.Erasure": {"due_on": date(2018, 1, 1), "approved_on": date(2018, 1, 2), "erased_on": None},
        "allocation.SupervisorRequest": {"kind": "not"},
        "workforce.BrokenGlass": {"from_at": "2026-11-01T10:00Z", "until_at": "2026-11-01T11:00Z"},
        "sentences.CaseState": {"mappa": 3},
        "keeping.Passage": {"released": False},
        "supervision.Contact": {
            "outcome": "cancelled",
            "starts_at": "2026-11-01T10:00Z",
            "ends_at": "2026-11-01T11:00Z",
        },
        "supervision.SafetyAlarm": {"office": None},
        "supervision.Step": {"done_on": None, "why_not": "no_time"},
        "allocation.Handover": {"kind": "change"},
        "portal.Invitation": {"used_on": None},
        "portal.Message": {"side": "practitioner"},
        "evidence.Comment": {"said_by": "", "withdrawn_on": None},
        "outbox.Message": {"practitioner": None, "office": None, "user": None},
    }
    for label in REGISTER:
        if label != "people.Person":
            plant(made, label, fixes.get(label, {}))
    assert (Erasure.objects.count(), Restriction.objects.count()) == (1, 1)
    return made.marks | {
        ("people.Person", "language"): "zqlanguagezq",
        ("people.Person", "patch"): "zqpatchzq",
    }


def plant(made, label, fixes):
    """Make a row, with what it must hold."""
    usual = made.value
    made.value = lambda label, field: fixes[field.name] if field.name in fixes else usual(label, field)
    made.plant(label)
    made.value = usual


def decided(request, *, released, **signed):
    """Decide on every passage alike."""
    for one in request.passages.filter(released=None):
        actions.decide(
            passage=one, released=released, ground="other_person", because="A neighbour.", **signed
        )


def test_every_word_planted_is_given_or_held_back_for_the_reviewer(planted, yew, signed):
    AccessRequest.objects.update(given_on=MONDAY)
    request = actions.begin(person=yew, **signed)
    held = " ".join(one.words for one in queries.reviewed(request))
    decided(request, released=False, **signed)
    given = json.dumps(actions.give(request=request, **signed).content)

    where = {
        Give.GIVEN: {key for key, mark in planted.items() if mark in given},
        Give.HELD: {key for key, mark in planted.items() if mark in held and mark not in given},
        Give.NEVER: {key for key, mark in planted.items() if mark not in held and mark not in given},
    }
    for give, found in where.items():
        assert found == {key for key in planted if REGISTER[key[0]].fields[key[1]].give is give}


def test_what_is_released_is_given(planted, yew, signed):
    AccessRequest.objects.update(given_on=MONDAY)
    request = actions.begin(person=yew, **signed)
    decided(request, released=True, **signed)

    content = actions.give(request=request, **signed).content

    assert content["held_back"]["passages"] == 0
    assert planted["people.Statement", "value"] in json.dumps(content)


def test_the_export_says_how_much_is_held_back_and_on_which_ground(yew, signed):
    request = actions.begin(person=yew, **signed)
    decided(request, released=False, **signed)

    content = actions.give(request=request, **signed).content

    assert content["held_back"] == {
        "passages": 1,
        "grounds": [
            {
                "ground": "other_person",
                "words": "It tells of somebody else, whose rights it would touch",
                "passages": 1,
            }
        ],
    }
    assert "Keeps bees" not in json.dumps(content)
    assert "A neighbour" not in json.dumps(content)


def test_nothing_is_given_before_every_passage_is_decided(yew, signed):
    request = actions.begin(person=yew, **signed)

    with pytest.raises(RefusedError, match="without a decision: 1"):
        actions.give(request=request, **signed)


def test_words_that_came_after_the_review_are_reviewed_too(yew, staffed, signed):
    request = actions.begin(person=yew, **signed)
    decided(request, released=True, **signed)
    Incident.objects.create(practitioner=staffed.sam, person=yew, day=MONDAY, kind="threat", where="Door",
                            words="Said so.")  # fmt: skip

    with pytest.raises(RefusedError, match="without a decision"):
        actions.give(request=request, **signed)


def test_how_it_was_known_before_is_given_too(yew, signed):
    yew.patch = "south"
    yew.save()
    request = actions.begin(person=yew, **signed)
    decided(request, released=False, **signed)

    content = actions.give(request=request, **signed).content

    (row,) = content["sections"][0]["rows"]
    assert [moment["did"] for moment in row["history"]] == ["Recorded", "Changed"]
    assert [each["words"] for each in row["history"][1]["values"]] == ["south"]


def test_what_is_withheld_needs_a_ground_and_a_reason(yew, signed):
    passage = actions.begin(person=yew, **signed).passages.get()

    with pytest.raises(RefusedError, match="ground and a reason"):
        actions.decide(passage=passage, released=False, ground="crime", because=" ", **signed)


def test_asking_twice_is_one_request_until_it_is_given(yew, signed):
    first = actions.begin(person=yew, **signed)
    assert actions.begin(person=yew, **signed) == first
    decided(first, released=True, **signed)
    actions.give(request=first, **signed)

    assert actions.begin(person=yew, **signed) != first


def test_every_step_is_in_the_audit(yew, signed):
    request = actions.begin(person=yew, **signed)
    decided(request, released=False, **signed)
    actions.give(request=request, **signed)

    from befriend.audit.models import Line

    did = list(Line.objects.filter(people__contains=[yew.pk]).order_by("pk").values_list("did", flat=True))
    assert did == ["began giving a record", "withheld a passage", "gave a record"]


def test_who_looked_is_told_by_kind_and_never_by_name(yew, staffed, signed):
    audit.looked(by=staffed.sam.ref, day=MONDAY, people=[yew.pk], page="person")
    request = actions.begin(person=yew, **signed)
    decided(request, released=True, **signed)

    content = actions.give(request=request, **signed).content

    assert staffed.sam.ref not in json.dumps(content["looks"])
    assert "2026-11" in {one["month"] for one in content["looks"]}


def test_a_reason_of_a_plan_is_a_sentence(yew, staffed, signed):
    plan = staffed.notice().plan
    PlannedAllocation.objects.create(plan=plan, person=yew, practitioner=staffed.sam, points=10,
                                     reasons=[{"code": "same_patch", "values": {}}])  # fmt: skip
    request = actions.begin(person=yew, **signed)
    decided(request, released=True, **signed)

    assert "They work where the person lives." in json.dumps(actions.give(request=request, **signed).content)


def test_the_words_of_a_passage_are_not_copied(yew, signed):
    actions.begin(person=yew, **signed)

    assert "bees" not in json.dumps(list(Passage.objects.values()), default=str)
