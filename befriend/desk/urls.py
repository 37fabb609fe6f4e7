"""Addresses of the staff pages. Nothing about a person stands in one, only references."""

from django.urls import include, path

from .views import (
    answering,
    away,
    begun,
    gap,
    home,
    incident,
    keeping,
    listed,
    opening,
    people,
    person,
    plan,
    practitioner,
    records,
    sign_in,
    span,
    statement,
    told,
    trail,
    undelivered,
    waiting,
    week,
)

of_unit = [
    path("week", week.show, name="week"),
    path("week/away", away.show, name="away"),
    path("week/span", span.show, name="span"),
    path("plan", plan.make, name="make-plan"),
    path("plan/accept", plan.accept_all, name="accept-all"),
    path("plan/decision", plan.decide, name="decide-unsafe"),
    path("plan/<int:planned>/accept", plan.accept, name="accept"),
    path("plan/<int:planned>/refuse", plan.refuse, name="refuse"),
    path("people/<str:person>/practitioner", people.allocate, name="allocate"),
    path("people/<str:person>/cover", people.cover, name="cover"),
    path("people/<str:person>/cover/end", people.end_cover, name="end-cover"),
    path("people/<str:person>/hand-back", people.hand_back, name="hand-back"),
    path("objections/<int:objection>", answering.answer_objection, name="answer-objection"),
    path("waiting", waiting.show, name="waiting"),
    path("overload", gap.overload, name="overload"),
    path("notices", gap.notices, name="notices"),
    path("notices/<int:notice>", gap.answer_notice, name="answer-notice"),
    path("orders", gap.orders, name="orders"),
    path("orders/new", gap.give_order, name="give-order"),
    path("stop-list", gap.stops, name="stop-list"),
    path("stop-list/new", gap.sign_stop, name="sign-stop"),
    path("people", listed.people, name="people"),
    path("releases", gap.releases, name="releases"),
    path("requests", gap.requests, name="requests"),
    path("requests/<int:asked>", answering.answer_request, name="answer-request"),
]

own = [
    path("my-people", practitioner.my_people, name="my-people"),
    path("my-people/releases/<str:case>", practitioner.object_to_release, name="object-to-release"),
    path("my-proposals", practitioner.my_proposals, name="my-proposals"),
    path("my-proposals/<int:planned>/object", practitioner.object_to_plan, name="object-to-plan"),
    path("my-workload", practitioner.my_workload, name="my-workload"),
    path("my-workload/orders/<int:order>", practitioner.disagree, name="disagree"),
    path("my-statement", statement.mine, name="my-statement"),
    path("practitioners/<str:practitioner>/statement", statement.statement, name="statement"),
    path("practitioners/<str:practitioner>/statement.pdf", statement.statement_paper, name="statement-paper"),
    path("incidents/new", incident.record, name="incident"),
    path("incidents/<int:incident>", incident.show, name="incident-shown"),
    path("begun", begun.show, name="begun"),
    path("told", told.told, name="told"),
    path("trail", trail.read, name="trail"),
    path("my-trail", trail.mine, name="my-trail"),
    path("told/<int:told>/seen", told.seen, name="told-seen"),
    path("told/undelivered/<uuid:message>/again", undelivered.again, name="undelivered-again"),
    path("told/undelivered/<uuid:message>/told", undelivered.passed_on, name="undelivered-passed-on"),
    path("people/<str:person>", person.show, name="person"),
    path("people/<str:person>/requests", person.ask_for, name="ask"),
    path("open-record", opening.open_record, name="open-record"),
    path("openings", opening.openings, name="openings"),
    path("people/<str:person>/access", records.show, name="record-access"),
    path("people/<str:person>/access/exclude", records.exclude, name="exclude"),
    path(
        "people/<str:person>/access/exclusions/<int:exclusion>", records.end_exclusion, name="end-exclusion"
    ),
    path("people/<str:person>/access/restrict", records.restrict, name="restrict"),
    path("people/<str:person>/access/readers", records.add_reader, name="add-reader"),
    path("people/<str:person>/access/restriction", records.end_restriction, name="end-restriction"),
]

of_keeping = [
    path("people/<str:person>/hold", keeping.hold, name="keeping-hold"),
    path("people/<str:person>/erase", keeping.approve, name="keeping-approve"),
    path("holds/<int:hold>/end", keeping.end_hold, name="keeping-end-hold"),
    path("passages/<int:passage>", keeping.passage, name="keeping-passage"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("units/<str:ref>/", include(of_unit)),
    path("keeping/", include(of_keeping)),
    *own,
]
