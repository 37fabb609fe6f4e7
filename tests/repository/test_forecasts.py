"""The register of forecasts: what was lodged stays as it was lodged."""

from befriend.simulator import forecasts, lodging

# The SHA-256 of each file of docs/forecasts. A line is added when a forecast is lodged, and never changed.
LODGED: dict[str, str] = {
    "2026-11-22.yaml": "19f1e47f919d6b7f51372d32e3165350991548fca86b618d24386667288d820b",
}


def test_no_lodged_forecast_was_edited_and_none_is_missing():
    assert forecasts.hashed() == LODGED


def test_each_file_is_named_by_the_day_it_was_lodged_on():
    assert {name: f"{each.lodged}.yaml" for name, each in forecasts.load().items()} == {
        name: name for name in LODGED
    }


def test_an_edited_file_is_seen(tmp_path):
    (tmp_path / "2026-11-22.yaml").write_text("lodged: 2026-11-22\n", "utf-8")
    before = forecasts.hashed(tmp_path)
    (tmp_path / "2026-11-22.yaml").write_text("lodged: 2026-11-22 \n", "utf-8")

    assert forecasts.hashed(tmp_path) != before


def test_a_file_made_with_other_parameters_than_those_of_now_is_told_in_the_readme():
    readme = (forecasts.FOLDER / "README.md").read_text("utf-8")
    other = [name for name, each in forecasts.load().items() if each.parameters != lodging.stamp()]

    assert [name for name in other if f"of `{name}` were made" not in readme] == []
