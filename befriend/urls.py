"""Every address of the service; each app adds its own."""

from django.urls import URLPattern, URLResolver, include, path

from befriend import api
from befriend.identity.views import reporting
from befriend.watch import health, measures

urlpatterns: list[URLPattern | URLResolver] = [
    # Answered before anything else by befriend.watch.requests; here so that every address is in one list.
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", measures.show, name="metrics"),
    path("api/", api.addresses()),
    path("accounts/", include("befriend.identity.urls")),
    path(".well-known/security.txt", reporting.security_txt),
    path("", include("befriend.drafts.urls")),
    path("", include("befriend.publication.urls")),
    path("", include("befriend.documents.urls")),
    path("", include("befriend.keeping.urls")),
    path("", include("befriend.portal.urls")),
    path("", include("befriend.desk.urls")),
]

handler400 = "befriend.desk.views.frame.bad_request"
handler403 = "befriend.desk.views.frame.not_allowed"
handler404 = "befriend.api.not_found"
handler500 = "befriend.desk.views.frame.broken"
