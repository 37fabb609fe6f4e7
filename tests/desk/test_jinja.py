"""Tests of how templates are read."""

import json
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import UndefinedError

COMPONENTS = Path(__file__).parents[2] / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
USED = ["button", "checkboxes", "error-summary", "input", "notification-banner", "radios", "textarea"]


@pytest.fixture
def jinja():
    return engines["jinja2"].env


@pytest.mark.parametrize("component", USED)
def test_a_component_is_drawn_with_every_set_of_options(jinja, component):
    macro = "govuk" + "".join(word.title() for word in component.split("-"))
    source = f"{{% from 'govuk_frontend_jinja/components/{component}/macro.html' import {macro} %}}"
    template = jinja.from_string(source + f"{{{{ {macro}(options) }}}}")

    for case in json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]:
        assert f"govuk-{component}" in template.render(options=case["options"])


def test_a_name_that_nobody_gave_is_refused(jinja):
    with pytest.raises(UndefinedError):
        jinja.from_string("{{ no_such_name }}").render()
    with pytest.raises(UndefinedError):
        jinja.from_string("{% if person.no_such_fact %}{% endif %}").render(person=object())


def test_what_people_wrote_is_never_taken_for_html(jinja):
    assert jinja.from_string("{{ words }}").render(words="<b>") == "&lt;b&gt;"


def test_the_frame_marks_what_is_invented(jinja):
    frame = jinja.get_template("layout.jinja")

    assert "INVENTED" in frame.render(invented=True)
    assert "INVENTED" not in frame.render()


@pytest.mark.parametrize("percent", [0, 80, 154, 400, None])
def test_a_load_bar_stays_inside_its_frame(jinja, percent):
    source = "{% from 'load_bar.jinja' import load_bar %}{{ load_bar(percent) }}"
    drawn = jinja.from_string(source).render(percent=percent)

    assert ('class="load-bar__over"' in drawn) == (percent is None or percent > 110)
