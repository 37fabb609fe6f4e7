"""The apps: each has only the rooms that ARCHITECTURE gives it, and all their history is kept."""

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.repository import tree

ROOMS = {
    *("__init__", "apps", "models", "queries", "actions", "views", "forms", "urls", "api", "permissions"),
    *("migrations", "static", "jinja2", "assets", "locale"),
}
# What one app alone has, and why.
ITS_OWN = {
    "audit": {"access", "looking", "replica"},  # who acts, whom they look at, and where figures are read
    "desk": {"jinja"},  # how templates are read
    "workforce": {"remembered"},  # what is read once a request
    "portal": {"language"},  # in which language a page is
    "documents": {"papers"},  # one module a paper
    "outbox": {"letters", "mail", "notify", "tasks"},  # what is said, how it leaves, the jobs of the worker
    # the statement, what its page shows, the work of a process, and the caseload that a trial may start from
    "evidence": {"impact", "showing", "trying", "caseload", "workers"},
    "publication": {"rule_book"},  # every rule in words, and the packaged copy of the scenarios
    "keeping": {"register"},  # what becomes of every field that leads to a person
    # what allauth and Django ask for by name, and the pages that both need
    "identity": {"accounts", "adapters", "cache", "limits", "middleware", "pages", "passwords", "sessions"},
}
# Tables without a history, and why.
WITHOUT_HISTORY = {
    "drafts.Draft",  # words not said yet: what is taken out of a draft is nobody's to read
    # Are history themselves, and are only ever added to.
    *("audit.Line", "audit.Change", "audit.Link"),
    "allocation.Idempotency",  # answers kept for a day, so that a request sent twice is done once
    "allocation.Load",  # reckoned again from the record whenever it is wanted
    "identity.Remembered",  # forgotten within minutes: codes used, tries counted
    "identity.Tally",  # counts under digests, forgotten after a day
    "outbox.Message",  # says itself how far it got; who decided about it is an audit line
    "portal.Wish",  # that somebody asked for help: nothing is to be left of it
    "outbox.Pulse",  # when a worker last lived, and nothing else
    "identity.Nature",  # one row, written once; a trigger refuses any change
}
OURS = [app for app in settings.INSTALLED_APPS if app.startswith("befriend.")]


@pytest.mark.parametrize("app", OURS)
def test_an_app_has_only_its_rooms(app):
    name = app.removeprefix("befriend.")
    folder = tree.ROOT / "befriend" / name
    found = {path.relative_to(f"befriend/{name}").parts[0] for path in tree.files() if below(path, name)}

    assert folder.is_dir()
    assert {each.removesuffix(".py") for each in found} - ROOMS - ITS_OWN.get(name, set()) == set()


def below(path, name):
    """Say whether a file is in the folder of an app."""
    return path.is_relative_to(f"befriend/{name}")


def test_the_history_of_every_table_is_kept():
    tables = [model for app in OURS for model in apps.get_app_config(app.split(".")[-1]).get_models()]
    kept = {model.pgh_tracked_model for model in tables if hasattr(model, "pgh_tracked_model")}
    events = {model for model in tables if hasattr(model, "pgh_tracked_model")}
    forgotten = {model._meta.label for model in set(tables) - kept - events}

    assert forgotten <= WITHOUT_HISTORY


def patterns(resolver: URLResolver) -> list[URLPattern]:
    """Return every address of ours below a resolver."""
    found = []
    for each in resolver.url_patterns:
        found += patterns(each) if isinstance(each, URLResolver) else [each]
    return found


def test_no_page_is_open_unless_it_is_listed_here():
    # Whoever opens a page to everybody adds it here, in the same commit, and says why.
    open_to_all = {
        "befriend.watch.health.alive",  # for whatever starts the service; names nothing
        "befriend.watch.health.ready",
        "befriend.watch.measures.show",  # this machine only, or by a token
        "befriend.desk.views.home.home",  # what this is, and the way in
        "befriend.publication.views.my_load",  # what a caseload would weigh; nothing is kept
        # Every rule in words: rules hold nothing about anybody.
        *(f"befriend.publication.views.{name}" for name in ("rules", "rule", "other_values")),
        "befriend.publication.views.check_my_dates",  # dates of typed sentences; nothing is kept
        "befriend.desk.views.sign_in.sign_in",  # the way in where everybody is invented
        "befriend.identity.views.reporting.security_txt",  # whom to tell of a fault
        "befriend.identity.views.sign_in.forgotten",  # says how to get a new password
        "befriend.identity.views.sign_in.from_organisation",  # only with what the organisation signed
        "befriend.identity.views.sign_in.inactive",  # says that an account is closed
        "befriend.identity.views.sign_in.login",
        "befriend.identity.views.sign_in.logout",
        "befriend.identity.views.sign_in.new_password",  # only with a link that works once
        "befriend.identity.views.sign_in.new_password_set",
        "befriend.identity.views.sign_in.not_signed_in",
        "befriend.identity.views.sign_in.organisation",  # sends on to the organisation
        "befriend.identity.views.sign_in.passkey",
        "befriend.identity.views.sign_in.second_factor",  # only after the password
        "befriend.identity.views.sign_in.sign_up",  # sends on to sign-in
        "befriend.portal.views.joining.choose",  # only in a browser in which a code was typed
        "befriend.portal.views.joining.invented",  # somebody's page, where everybody is invented
        "befriend.portal.views.joining.join",  # asks for the code of a sheet
        "befriend.portal.views.joining.sign_in",  # the way in to a person's own page
        "befriend.portal.views.language.choose",  # keeps the language in a cookie, and nothing else
        "befriend.desk.views.calendar.feed",  # a secret address, at which only Busy is read
    }
    found = {
        f"{view.__module__}.{view.__name__}"
        for pattern in patterns(get_resolver())
        if (view := pattern.callback).__module__.startswith("befriend.")
        if not getattr(view, "login_required", True)
    }
    assert found <= open_to_all
