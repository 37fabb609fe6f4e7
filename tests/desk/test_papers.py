"""The pages of papers: what is known first, a few questions, and a copy for each who gets one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.audit.models import Line
from befriend.documents import actions, queries
from befriend.documents.models import Delivery, Paper, Telling, Unanswered
from befriend.documents.papers import register
from befriend.identity.models import Nature
from befriend.people import actions as people
from befriend.people.models import Statement
from tests.documents.filled import answer_to, fill
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
REFERRAL = register.load()["housing_referral"]
BUT = (
    *("housing.smokes", "work.bank", "housing.pets", "housing.belongings", "housing.sharing"),
    *("needs.feel_safe", "identity.email"),
)


@pytest.fixture
def kit(staffed, on_monday):
    """Return somebody Sam is with, of whom all is known that a referral asks, but seven things."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    person = staffed.person("Kit Elm")
    staffed.with_(person, staffed.sam)
    fill(person, REFERRAL.keys, MONDAY, but=BUT)
    return person


@pytest.fixture
def client(staffed, kit, sign_in):
    """Return a browser in which Sam is signed in."""
    return sign_in(staffed.sam)


def page(client, address):
    """Return the words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def send(client, address, **said):
    """Send a form."""
    shown = client.get(address).content.decode()
    based_on = shown.split('name="based_on" value="')[1].split('"')[0]
    return client.post(address, {"once": timezone.now().isoformat(), "based_on": based_on} | said)


def answers(keys):
    """Return the answers to some questions as a form sends them."""
    from befriend.policies import vocabulary

    words = vocabulary.load()
    said = {}
    for name in keys:
        value = answer_to(words.key(name))
        said[f"value-{name.replace('.', '-')}"] = "2 November 2026" if value == "2026-11-02" else value
    return said | {"how_known": "told"}


def asked(text):
    """Return the keys that a page asks."""
    names = {one.replace(".", "-"): one for one in REFERRAL.keys}
    return [key for name, key in names.items() if f'name="value-{name}"' in text]


def test_what_is_known_is_said_before_anybody_is_asked(client, kit):
    text = page(client, f"/people/{kit.ref}/papers/housing_referral")

    assert "72 of 80 fields are known already." in text
    assert "7 questions are left." in text
    assert "the record has nothing of it" in text  # a release to come


def test_a_few_are_asked_a_page_and_each_answer_becomes_a_statement(client, kit):
    address = f"/people/{kit.ref}/papers/housing_referral/questions"
    first = asked(page(client, address))

    assert len(first) == 5
    answer = send(client, address, **answers(first))
    assert answer.url == address
    second = asked(page(client, address))
    assert set(first) | set(second) == set(BUT)
    answer = send(client, address, **answers(second))
    assert answer.url == f"/people/{kit.ref}/papers/housing_referral"

    assert Statement.objects.filter(person=kit, key__in=BUT).count() == len(BUT)
    assert "Nothing is left to ask" in page(client, address)


def test_what_is_left_blank_is_not_asked_again(client, kit):
    address = f"/people/{kit.ref}/papers/housing_referral/questions"
    first = asked(page(client, address))

    send(client, address, how_known="told")

    assert set(Unanswered.objects.values_list("key", flat=True)) == set(first)
    assert not set(asked(page(client, address))) & set(first)


def test_what_cannot_be_kept_is_said_and_nothing_is_changed(client, kit):
    address = f"/people/{kit.ref}/papers/housing_referral/questions"
    first = asked(page(client, address))

    answer = send(client, address, **(answers(first) | {"how_known": "guessed"}))

    assert answer.status_code == 422
    assert "This was not done" in answer.content.decode()
    assert not Statement.objects.filter(person=kit, key__in=BUT).exists()


def test_an_old_thing_is_asked_with_its_words_and_what_is_new_if_it_changed(client, kit):
    old = people.state(
        person=kit, key="housing.belongings", value="Two bags.", how_known="told", source_kind="person",
        observed_on=MONDAY - timedelta(days=300), by="W001", day=MONDAY - timedelta(days=300),
    )  # fmt: skip
    address = f"/people/{kit.ref}/papers/housing_referral/questions"
    name = f"housing-belongings-{old.pk}"

    text = page(client, address)
    assert "Belongings: “Two bags.” Is this still true?" in text

    refused = send(client, address, **{f"still-{name}": "changed", "how_known": "told"})
    assert "Write what it is now." in refused.content.decode()
    send(client, address, **{f"still-{name}": "still_true", "how_known": "told"})
    assert old.confirmations.get().day == MONDAY


def make(client, kit, kind="housing_referral", **said):
    """Make a paper on its page."""
    said = {"to-housing_provider": "larkfield-homes", "agreed": "agreed", "language": "en-gb"} | said
    return send(client, f"/people/{kit.ref}/papers/{kind}/make", **said)


def test_a_paper_is_made_for_whom_it_is_and_its_copies_can_be_opened(client, kit):
    answer = make(client, kit)
    assert answer.url == f"/people/{kit.ref}/papers"
    paper = Paper.objects.get()

    text = page(client, f"/papers/{paper.pk}")
    assert "Larkfield Homes (invented), Lettings office" in text
    assert "Where this is from" in text
    for copy in paper.deliveries.all():
        pdf, docx = client.get(f"/copies/{copy.pk}.pdf"), client.get(f"/copies/{copy.pk}.docx")
        assert pdf["Content-Disposition"] == 'attachment; filename="paper.pdf"'
        assert docx["Content-Disposition"] == 'attachment; filename="paper.docx"'
        assert pdf["Cache-Control"] == docx["Cache-Control"] == "no-store"
    assert Line.objects.filter(did="opened a paper", what="form housing_referral").count() == 4


def test_without_agreement_the_form_says_so_and_keeps_what_was_typed(client, kit):
    answer = make(client, kit, agreed="told")

    assert answer.status_code == 409
    assert "goes nowhere unless the person agrees" in answer.content.decode()
    assert Paper.objects.count() == 0
    assert make(client, kit, **{"to-housing_provider": ""}).status_code == 422


def test_it_is_kept_when_a_copy_was_given(client, kit):
    make(client, kit)
    copy = Delivery.objects.get(recipient__kind="housing_provider")

    send(client, f"/copies/{copy.pk}/given", means="secure_mail", given_on="23/11/2026")

    copy.refresh_from_db()
    assert (copy.means, copy.given_on) == ("secure_mail", MONDAY)
    assert "given on 23 November 2026" in page(client, f"/people/{kit.ref}/papers")


def test_a_preview_shows_each_recipient_what_they_would_have_and_no_more(client, kit):
    people.state(
        person=kit, key="offending.allegation", value="Shouted at night.", how_known="told",
        source_kind="third_party", evidence="allegation", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip
    address = f"/people/{kit.ref}/papers/parole_report/preview?for="

    assert "Alleged, and not found by any court: Shouted at night." in page(client, address + "parole_board")
    prison = page(client, address + "prison")
    assert "Shouted" not in prison
    assert "1 thing is withheld from this copy." in prison


def test_who_may_not_read_all_is_told_that_in_a_preview_and_not_what_it_is(client, kit, staffed, sign_in):
    address, label = (
        f"/people/{kit.ref}/papers/parole_report/preview?for=parole_board",
        "Said, and not found by a court",
    )
    assert label in page(client, address)
    people.state(
        person=kit, key="offending.allegation", value="Shouted at night.", how_known="told",
        source_kind="third_party", evidence="allegation", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip

    senior = page(sign_in(staffed.noor), address)

    assert "something in this paper that you may not read" in senior
    assert "Not known" not in senior
    assert label not in senior
    assert "Shouted" not in senior


def test_only_those_who_may_see_the_person_see_a_paper(client, kit, staffed, sign_in):
    make(client, kit)
    paper, copy = Paper.objects.get(), Delivery.objects.first()
    addresses = [
        f"/papers/{paper.pk}",
        f"/copies/{copy.pk}.pdf",
        f"/people/{kit.ref}/papers/housing_referral",
    ]

    for somebody in (staffed.robin, staffed.ash, staffed.wren):
        other = sign_in(somebody)
        assert [other.get(one).status_code for one in addresses] == [404, 404, 404]


def test_who_may_not_read_what_is_withheld_opens_no_copy_that_holds_it(client, kit, staffed, sign_in):
    people.state(
        person=kit, key="offending.allegation", value="Shouted at night.", how_known="told",
        source_kind="third_party", evidence="allegation", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip
    make(client, kit, "parole_report", agreed="told", **{"to-parole_board": "parole-board"})
    board = Delivery.objects.get(recipient__kind="parole_board")
    assert client.get(f"/copies/{board.pk}.pdf").status_code == 200

    senior = sign_in(staffed.noor)
    answer = senior.get(f"/copies/{board.pk}.pdf", follow=True)

    assert "something in this copy that you may not read" in answer.content.decode()
    assert "Shouted" not in answer.content.decode()


def test_a_letter_of_what_its_reviewer_may_not_read_is_opened_by_who_may(client, kit, staffed, sign_in):
    statement = people.state(
        person=kit, key="offending.allegation", value="Shouted at night.", how_known="told",
        source_kind="third_party", evidence="allegation", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip
    make(client, kit, "parole_report", agreed="told", **{"to-parole_board": "parole-board"})
    board = Delivery.objects.get(recipient__kind="parole_board")
    actions.give(delivery=board, means="post", given_on=MONDAY, by=staffed.sam.ref, day=MONDAY)
    contest = people.contest(statement=statement, way="paper", words="No.", by="W001", day=MONDAY)
    people.decide(contest=contest, decision="removed", reasons="No entry.", by=staffed.noor.ref, day=MONDAY)
    (told,) = actions.tell_of_correction(
        contest=contest, deliveries=[board], confirmed=True, by=staffed.noor.ref, day=MONDAY
    )

    answer = client.get(f"/corrections/{told.pk}.pdf")
    refused = sign_in(staffed.noor).get(f"/corrections/{told.pk}.pdf", follow=True)

    assert answer["Content-Type"] == "application/pdf"
    assert "something in this copy that you may not read" in refused.content.decode()
    assert "Shouted" not in refused.content.decode()


def test_who_may_not_read_all_is_told_before_they_make_a_paper(client, kit, staffed, sign_in):
    people.state(
        person=kit, key="offending.allegation", value="Shouted at night.", how_known="told",
        source_kind="third_party", evidence="allegation", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip
    address, said = f"/people/{kit.ref}/papers/parole_report", "that you may not read, so you cannot make it"
    assert said not in page(client, address)
    senior = sign_in(staffed.noor)

    assert said in page(senior, address)
    assert f'href="{address}/make"' not in page(senior, address)
    answer = make(senior, kit, "parole_report", agreed="told", **{"to-parole_board": "parole-board"})

    assert answer.status_code == 409
    assert said in " ".join(answer.content.decode().split())
    assert Paper.objects.count() == 0


def test_the_register_says_what_each_form_costs_and_which_should_end(client, kit):
    text = page(client, "/forms")

    assert "Larkfield Homes (invented)" in text
    assert "20 minutes × 160 a year = 54 hours a year" in text
    assert text.count("Proposed for ending: nobody has opened") == len(register.load())

    make(client, kit)
    client.get(f"/copies/{Delivery.objects.first().pk}.pdf")

    assert page(client, "/forms").count("Proposed for ending") == len(register.load()) - 1


def test_a_form_past_its_sunset_is_proposed_for_ending_and_cannot_be_begun(client, kit, monkeypatch):
    assert {row.past_sunset for row in queries.forms(MONDAY)} == {False}
    later = REFERRAL.sunset

    assert {row.name for row in queries.forms(later) if row.past_sunset} == {"housing_referral"}
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    assert client.get(f"/people/{kit.ref}/papers/housing_referral").status_code == 404


# A correction


def test_a_correction_lists_who_has_it_and_is_told_to_each(client, kit, staffed, sign_in):
    wrong = people.state(
        person=kit, key="offending.allegation", value="Said to have made threats in the kitchen.",
        how_known="carried", source_kind="agency", evidence="allegation", observed_on=MONDAY, by="W001",
        day=MONDAY,
    )  # fmt: skip
    make(client, kit, "recategorisation_paper", agreed="told", **{"to-prison": "larkmoor-prison"})
    copy = Delivery.objects.get(recipient__kind="prison")
    send(client, f"/copies/{copy.pk}/given", means="post", given_on="23/11/2026")
    contest = people.contest(statement=wrong, way="paper", words="No.", by="W001", day=MONDAY)
    address = f"/contests/{contest.ref}/correction"
    assert "It is not decided yet." in page(client, address)
    people.decide(
        contest=contest, decision="corrected", reasons="No such entry.", value="Nobody was threatened.",
        by="W950", day=MONDAY,
    )  # fmt: skip
    jo = sign_in(staffed.jo)

    assert "Larkmoor prison (invented), Sentence management: given on 23 November 2026" in page(jo, address)
    assert send(jo, f"{address}/tell", confirmed="no").status_code == 409
    send(jo, f"{address}/tell", confirmed="yes")
    told = Telling.objects.get()
    assert "To be sent by post: nobody has said yet that it was." in page(jo, address)
    assert jo.get(f"/corrections/{told.pk}.pdf")["Content-Type"] == "application/pdf"
    jo.post(f"/corrections/{told.pk}/posted", {"once": "1"})
    jo.post(f"/corrections/{told.pk}/confirmed", {"once": "2"})

    assert "They said on 23 November 2026 that they know." in page(jo, address)
    assert queries.to_be_told(contest) == []
