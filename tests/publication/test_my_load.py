"""My load: a caseload that somebody types, reckoned and forgotten."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from befriend import policies
from befriend.publication import queries
from befriend.rules.values import Grade, Place, Report, Tier

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture
def book():
    return policies.load()


def asked(**changes):
    """Return the caseload of a full-time officer, with changes."""
    typed = {
        "people": {(Tier.B2, Place.COMMUNITY): 10, (Tier.B2S, Place.COMMUNITY): 2},
        "reports": {Report.STANDARD: 1},
        "weekly_minutes": 2220,
        "grade": Grade.OFFICER,
        "programme_month": 0,
    }
    return queries.Asked(**{**typed, **changes})


def test_a_load_is_the_points_of_its_people_and_reports(book):
    load = queries.my_load(asked(), book, MONDAY)

    assert load.points == 10 * 115 + 2 * 5 + 138
    assert (load.available_points, load.limit_points, load.limit_people) == (2176, 2393, 50)
    assert load.room_points == 2393 - load.points
    assert load.given_no_time == 2
    assert load.beyond == 0


def test_what_the_work_needs_beyond_the_week_is_said_in_minutes(book):
    load = queries.my_load(asked(people={(Tier.B2, Place.COMMUNITY): 30}, reports={}), book, MONDAY)

    assert load.points == 3450
    assert load.hours_needed == -(-3450 * 2220 // 2176)
    assert load.beyond == load.hours_needed - 2220


def test_a_trainee_has_the_time_and_places_of_their_month(book):
    load = queries.my_load(asked(grade=Grade.TRAINEE, programme_month=7), book, MONDAY)

    assert load.time.minutes == 2220 * 40 // 100
    assert load.limit_people == 16


def test_a_newly_qualified_officer_has_time_to_learn(book):
    load = queries.my_load(asked(grade=Grade.NEWLY_QUALIFIED), book, MONDAY)

    assert load.time.minutes == 2220 * 80 // 100


def test_no_hours_is_full_and_never_empty(book):
    load = queries.my_load(asked(weekly_minutes=0), book, MONDAY)

    assert load.percent is None
    assert load.room_points == 0


@pytest.mark.parametrize("grade", ["pso", "trainee", "newly_qualified", "officer"])
def test_every_number_says_where_it_comes_from(book, grade):
    load = queries.my_load(asked(grade=Grade.from_code(grade), programme_month=1), book, MONDAY)
    found = queries.sources(load, book)

    assert set(found) == {"load", "available", "limit", "minutes", "beyond"}
    assert all(values for values in found.values())


def test_the_page_is_open_to_anybody_and_keeps_nothing(client, typed, django_assert_num_queries):
    assert client.get("/my-load").status_code == 200

    answer = client.post("/my-load", typed)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "points of 2,176" in page
    assert "Parliamentary answer 172934" in page
    assert "assumed" in page
    assert not client.cookies
    assert "no-store" in answer["Cache-Control"]


def test_what_was_typed_is_still_there_after_reckoning(client, typed):
    page = client.post("/my-load", typed).content.decode()

    assert (
        'id="B2-community" name="B2-community" type="text" inputmode="numeric" autocomplete="off" value="8"'
        in page
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("hours", "", "Type the hours of your week, from 0 to 60, such as 37 or 29.6."),
        ("hours", "-3", "Type the hours of your week"),
        ("hours", "61", "Type the hours of your week"),
        ("hours", "NaN", "Type the hours of your week"),
        ("grade", "head", "Choose your grade."),
        ("B2-community", "-1", "B2, Community: type a whole number from 0 to 999, or leave it empty."),
        ("B2-community", "<b>x", "B2, Community: type a whole number"),
        ("B2-community", "1.5", "B2, Community: type a whole number"),
        ("report-fast", "1e9", "Fast delivery report: type a whole number"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, typed, name, value, words):
    page = client.post("/my-load", {**typed, name: value}).content.decode()

    assert words in page
    assert "Nothing was lost" in page
    assert 'value="12"' in page
    assert "<b>x" not in page


def test_a_trainee_is_asked_for_the_month(client, typed):
    page = client.post("/my-load", {**typed, "grade": "trainee"}).content.decode()

    assert "Type the month of your programme, from 1 to 36." in page


def test_nothing_at_all_is_a_load_of_nobody(client):
    page = client.post("/my-load", {"hours": "37", "grade": "pso"}).content.decode()

    assert "Nobody to share the time among." in page


def test_a_far_too_large_answer_is_refused(client, typed):
    assert client.post("/my-load", {**typed, "hours": "1" * 5_000_000}).status_code in (400, 413)


def test_the_paper_says_the_same(client, typed):
    answer = client.post("/my-load", {**typed, "as": "pdf"})
    paper = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in paper.pages)

    assert answer["Content-Disposition"] == 'attachment; filename="my-load.pdf"'
    assert paper.metadata.title == "My load - Befriend"
    assert paper.trailer["/Root"]["/Lang"] == "en-gb"
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "a week more than you are paid for" in text


def test_a_week_with_no_time_for_anybody_says_what_is_short(client):
    page = client.post("/my-load", {"hours": "10", "grade": "officer", "C2-community": "40"}).content.decode()

    assert "the rest alone takes" in page
