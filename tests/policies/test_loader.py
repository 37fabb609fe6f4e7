"""What the loader refuses, how it says so, and what may be laid over."""

import json
from datetime import date

import pytest

from befriend import policies
from befriend.policies import PolicyError, statements

DAY = date(2026, 11, 23)
GOOD = """
weighted_cap:
  what: The most work.
  unit: percent
  values:
    2024-01-01:
      value: 110
      issued: 2024-01-01
      status: derived
      reference: {title: A paper, address: "https://example.org/paper"}
"""
TESTED = """
weighted_cap:
  values:
    2026-01-01:
      value: 100
      issued: 2026-01-01
      status: derived
      reference: {title: A local agreement}
      tested_by: Statement 7
"""
TRIED = {"capacity.weighted_cap": {"2026-01-01": 100}}
STATEMENT = {
    "country": "march-2026", "start": "2025-12-29", "months": 14, "runs": 100, "seed": 1, "smaller": 1,
    "assumptions": "drawn", "measures": {},
}  # fmt: skip
HEARD = [{"by": voice, "words": "Go on.", "consented": True} for voice in ("practitioner", "supervised")]
URGENT = TESTED.replace(
    "tested_by: Statement 7",
    "urgent: {signed_by: Jo Reed, office: Head of Larkfield, expires: 2026-04-01}",
)


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a base file and reads it."""

    def read(text):
        path = tmp_path / "capacity.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return policies.entries(path)

    return read


@pytest.fixture
def overlay(tmp_path):
    """Return a function that writes an overlay folder and loads the policies under it."""

    def load(text, name="capacity.yaml", tried=TRIED, comments=HEARD, called="Statement 7", **more):
        (tmp_path / name).write_text(text)
        (tmp_path / "statements").mkdir(exist_ok=True)
        statement = {**STATEMENT, "name": called, "changes": tried, "comments": comments, **more}
        statement = {"seal": statements.seal(statement), **statement}
        (tmp_path / "statements" / "Statement 7.json").write_text(json.dumps(statement))
        return policies.load(tmp_path)

    return load


def with_value(value, unit="percent", by=""):
    text = GOOD.replace("value: 110", f"value: {value}").replace("unit: percent", f"unit: {unit}")
    return text.replace("  values:", f"  by: [{by}]\n  values:") if by else text


WRONG = {
    "undated": (GOOD.replace("2024-01-01:", "always:"), "always is not a day"),
    "no such day": (GOOD.replace("2024-01-01:", "2024-02-31:"), "day is out of range"),
    "a day and an hour": (GOOD.replace("2024-01-01:", "2024-01-01 09:30:00:"), "is not a day"),
    "no values": (GOOD[: GOOD.index("    2024")] + "    {}", "values"),
    "unsourced": (GOOD[: GOOD.index("      reference")], "reference is missing; add it"),
    "not issued": (GOOD.replace("      issued: 2024-01-01\n", ""), "issued is missing"),
    "an unknown name": (GOOD.replace("what:", "waht:"), "did you mean 'what'"),
    "an unknown name in a value": (GOOD.replace("issued:", "isued:"), "did you mean 'issued'"),
    "an unknown status": (GOOD.replace("derived", "guessed"), "'guessed'"),
    "an unknown unit": (with_value(110, "percents"), "did you mean 'percent'"),
    "published without an address": (
        GOOD.replace("derived", "published").replace(', address: "https://example.org/paper"', ""),
        "address",
    ),
    "assumed without a note": (GOOD.replace("derived", "assumed"), "needs a `note`"),
    "a key twice": (GOOD + GOOD, "weighted_cap stands twice"),
    "an alias": ("a: &x {b: 1}\nc: *x\n", "write the value out"),
    "out of order": (
        GOOD + GOOD[GOOD.index("    2024") :].replace("2024-01-01:", "2020-01-01:", 1),
        "put the days in order",
    ),
    "a word for a number": (with_value("many"), "whole number of percent, not 'many'"),
    "true for a number": (with_value("true"), "whole number"),
    "a fraction": (with_value("1.5"), "whole number"),
    "no number": (with_value(".nan"), "NaN"),
    "negative": (with_value("-1"), "negative"),
    "a number for a yes": (with_value("1", "yes or no"), "true or false"),
    "an empty code": (with_value('""', "code"), "should be a word"),
    "a word for a list": (with_value("A", "codes"), "list of words"),
    "a list with a word twice": (with_value("[A, A]", "codes"), "twice"),
    "a word for rows": (with_value("A", "rows"), "list of rows"),
    "rows that are deep": (with_value("[{a: [1]}]", "rows"), "something else"),
    "flat where it has a table": (with_value("110", by="grade"), "a table by grade"),
    "a table where it is flat": (with_value("{pso: 110}"), "whole number"),
    "too shallow": (with_value("{A3: 206}", by="tier, location"), "a table by location"),
    "yes read as true": (with_value("{yes: 1}", by="answer"), "quotation marks"),
    "not a table": ("- 1\n", "a table of named policies"),
    "not yaml": ("a: [", "cannot be understood"),
    "not text": (b"\xff\xfe", "not UTF-8"),
    "an overlay's mark": (GOOD + "      tested_by: Statement 7\n", "belong in an overlay folder"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_is_refused_by_file_and_in_words(file, text, said):
    with pytest.raises(PolicyError, match=said) as refused:
        file(text)

    assert "capacity.yaml" in str(refused.value)


def test_a_refusal_names_the_key(file):
    with pytest.raises(PolicyError, match=r"policies/capacity.yaml, weighted_cap: .*2024-01-01"):
        file(with_value("-1"))


def test_a_day_before_the_first_value_is_refused_with_what_to_do():
    with pytest.raises(PolicyError) as refused:
        policies.load().on(date(2020, 1, 1), "capacity.weighted_cap")

    assert str(refused.value) == (
        "capacity.weighted_cap starts on 2021-03-30, so it says nothing about 2020-01-01. "
        "Add an earlier value to policies/capacity.yaml, or use a later day."
    )


def test_days_in_order_each_hold_until_the_next(file):
    later = GOOD[GOOD.index("    2024") :].replace("2024-01-01:", "2026-01-01:", 1)

    (entry,) = file(GOOD + later.replace("value: 110", "value: 100"))

    assert [(value.since.year, value.value) for value in entry.values] == [(2024, 110), (2026, 100)]


def test_a_value_knows_its_day_source_and_file():
    value = policies.load().on(DAY, "capacity.weighted_cap")

    assert (value.value, value.since, value.unit) == (110, date(2021, 3, 30), "percent")
    assert (value.status, value.file, value.key) == ("derived", "capacity.yaml", "capacity.weighted_cap")
    assert value.reference.title == "Parliamentary answer 172934"


def test_a_key_that_is_nearly_right_is_named():
    with pytest.raises(PolicyError, match=r"did you mean 'capacity.weighted_cap'"):
        policies.load().on(DAY, "capacity.wieghted_cap")


def test_nobody_can_change_a_value_after_it_is_read():
    with pytest.raises(TypeError):
        policies.load().on(DAY, "case_points.reports").value["oral"] = 5


def test_policies_are_read_once():
    assert policies.load() is policies.load()


def test_every_key_is_listed_with_its_values():
    every = policies.load().every()

    assert [entry.key for entry in every] == sorted(entry.key for entry in every)
    assert all(entry.what and entry.values for entry in every)


def test_a_tested_value_of_an_overlay_is_in_force_from_its_day(overlay):
    book = overlay(TESTED)

    assert book.on(DAY, "capacity.weighted_cap").value == 100
    assert book.on(date(2025, 12, 31), "capacity.weighted_cap").value == 110
    assert book.on(DAY, "capacity.weighted_cap").tested_by == "Statement 7"


def test_an_urgent_value_falls_back_to_the_base_on_the_day_it_expires(overlay):
    book = overlay(URGENT)

    assert book.on(date(2026, 3, 31), "capacity.weighted_cap").value == 100
    assert book.on(date(2026, 4, 1), "capacity.weighted_cap").value == 110


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TESTED.replace("      tested_by: Statement 7\n", ""), "neither tested nor urgent"),
        (TESTED.replace("weighted_cap", "wieghted_cap"), "did you mean 'capacity.weighted_cap'"),
        (TESTED.replace("value: 100", "value: -3"), "negative"),
        (TESTED.replace("value: 100", "vaule: 100"), "did you mean 'value'"),
        ("weighted_capp:\n  value: 100\n", "did you mean 'capacity.weighted_cap'"),
        (
            "weighted_cap:\n  value: 100\n",
            "values is missing.* value is not known here; it stands at another",
        ),
        ("weighted_cap:\n  2026-01-01: 100\n", "; 2026-01-01 stands where a name should"),
        ("weighted_cap: 100\n", "it should be a table, not 100"),
        (TESTED.replace("      issued: 2026-01-01\n", ""), "values.2026-01-01.issued is missing"),
        (URGENT.replace("expires: 2026-04-01", "expires: 2026-01-01"), "give a later day"),
        (URGENT.replace("signed_by: Jo Reed, ", ""), "urgent.signed_by is missing"),
        (URGENT.replace(", expires: 2026-04-01", ""), "urgent.expires is missing"),
        (URGENT.replace("Jo Reed", "' '"), "urgent.signed_by"),
        (URGENT.replace("Head of Larkfield", "' '"), "urgent.office"),
        (URGENT.replace("2026-04-01", "2026-04-04"), "lasts 92 days at most; let it expire by 2026-04-03"),
    ],
)
def test_an_overlay_that_makes_no_sense_is_refused(overlay, text, said):
    with pytest.raises(PolicyError, match=said) as refused:
        overlay(text)

    assert "capacity.yaml" in str(refused.value)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("{standrad: 1, fast: 1, oral: 1, parole: 1}", "did you mean 'standard'"),
        ("{standard: 1, fast: 1, oral: 1}", "lacks parole"),
    ],
)
def test_an_overlaid_table_has_the_names_of_the_base(overlay, table, said):
    text = TESTED.replace("weighted_cap", "reports").replace("value: 100", f"value: {table}")

    with pytest.raises(PolicyError, match=said):
        overlay(text, "case_points.yaml")


def test_a_table_by_month_may_have_other_months(overlay):
    text = TESTED.replace("weighted_cap", "trainee_heads").replace("value: 100", "value: {1: 5, 10: 20}")

    tried = {"capacity.trainee_heads": {"2026-01-01": {"1": 5, "10": 20}}}
    assert overlay(text, tried=tried).on(DAY, "capacity.trainee_heads").value == {1: 5, 10: 20}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"comments": HEARD[:1]}, "incomplete: nobody supervised has commented yet"),
        (
            {"comments": [{**one, "consented": False} for one in HEARD]},
            "nobody who works under it has commented yet; nobody supervised",
        ),
        (
            {"tried": {"capacity.weighted_cap": {"2026-01-01": 105}}},
            "is about other changes: .*105.* has .*100",
        ),
        ({"tried": {"capacity.weighted_cap": {"2026-02-01": 100}}}, "is about other changes"),
        ({"tried": {**TRIED, "capacity.head_cap": {"2026-01-01": 40}}}, "of capacity.head_cap it tried"),
        ({"called": "Statement 8"}, "is not the statement 'Statement 7'"),
        ({"runs": 99}, "incomplete: 99 runs were lived through, and it takes 100"),
        ({"months": 12}, "capacity.weighted_cap begins on 2026-01-01, and fewer than 12 months"),
        ({"assumptions": "held"}, "assumptions were held"),
        ({"smaller": 20}, "the country was 20 times smaller"),
        ({"seal": "0" * 64}, "its seal does not fit"),
        ({"seal": ""}, "its seal does not fit"),
        ({"runs": "many"}, "Statement 7.json: runs"),
        ({"tried": {"capacity.weighted_cap": {"soon": 100}}}, "Statement 7.json: "),
    ],
)
def test_a_statement_that_is_incomplete_or_about_something_else_puts_nothing_in_force(overlay, told, said):
    with pytest.raises(PolicyError, match=said):
        overlay(TESTED, **told)


@pytest.mark.parametrize("name", ["Statement 8", "../Statement 7", ".."])
def test_a_statement_that_is_not_there_puts_nothing_in_force(overlay, name):
    with pytest.raises(PolicyError, match=r"names no capacity impact statement .* `befriend try`"):
        overlay(TESTED.replace("Statement 7", name))


def test_one_statement_may_stand_for_values_of_several_files(overlay, tmp_path):
    (tmp_path / "cover.yaml").write_text(
        TESTED.replace("weighted_cap", "absence_days").replace("value: 100", "value: 2")
    )

    with pytest.raises(PolicyError, match=r"of cover\.absence_days it tried nothing"):
        overlay(TESTED)
    book = overlay(TESTED, "capacity.yaml", {**TRIED, "cover.absence_days": {"2026-01-01": 2}})

    assert book.on(DAY, "cover.absence_days").value == 2


def test_a_file_of_an_unknown_name_is_refused(overlay):
    with pytest.raises(PolicyError, match=r"did you mean 'capacity.yaml'"):
        overlay(TESTED, "capacty.yaml")


def test_other_files_of_a_folder_are_left_alone(tmp_path, overlay):
    (tmp_path / "README.md").write_text("Ours.")

    assert overlay(TESTED).on(DAY, "capacity.weighted_cap").value == 100


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(PolicyError, match="BEFRIEND_POLICIES names"):
        policies.load(tmp_path / "nowhere")


PROPOSAL = """
what: A cap of 100%.
changes:
  capacity.weighted_cap:
    values:
      2027-04-01:
        value: 100
        issued: 2027-01-01
        status: assumed
        reference: {title: A proposal}
        note: To be tried.
applies_to: everybody
retroactive: false
exclusions: []
"""


def test_a_proposal_is_laid_over_in_memory_only(tmp_path):
    (tmp_path / "hundred.yaml").write_text(PROPOSAL)

    proposal = policies.read_proposal(tmp_path / "hundred.yaml")
    tried = policies.load().with_proposal(proposal)

    later = date(2027, 4, 1)
    assert tried.on(later, "capacity.weighted_cap").value == 100
    assert policies.load().on(later, "capacity.weighted_cap").value == 110


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PROPOSAL.replace("retroactive: false\n", ""), "retroactive is missing"),
        (PROPOSAL.replace("applies_to", "applies_two"), "did you mean 'applies_to'"),
        (PROPOSAL.replace("retroactive: false", "retroactive: later"), "retroactive"),
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused(tmp_path, text, said):
    (tmp_path / "hundred.yaml").write_text(text)

    with pytest.raises(PolicyError, match=said):
        policies.read_proposal(tmp_path / "hundred.yaml")


def test_a_proposal_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(PolicyError, match="cannot be read"):
        policies.read_proposal(tmp_path / "none.yaml")


def test_a_proposal_for_an_unknown_key_is_refused(tmp_path):
    (tmp_path / "hundred.yaml").write_text(PROPOSAL.replace("weighted_cap", "weihted_cap"))

    with pytest.raises(PolicyError, match="did you mean"):
        policies.load().with_proposal(policies.read_proposal(tmp_path / "hundred.yaml"))
