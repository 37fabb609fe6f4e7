"""Addresses of keeping and giving back. They hold opaque references and numbers of rows, nothing else."""

from django.urls import path

from .views import giving, home

app_name = "keeping"
urlpatterns = [
    path("keeping", home.home, name="home"),
    path("keeping/find", home.find, name="find"),
    path("keeping/people/<str:person>", home.person, name="person"),
    path("keeping/people/<str:person>/record", giving.begin, name="begin"),
    path("keeping/erasures/<int:erasure>/withdraw", home.withdraw, name="withdraw"),
    path("keeping/records/<int:asked>", giving.show, name="record"),
    path("keeping/records/<int:asked>/give", giving.give, name="give"),
    path("keeping/records/<int:asked>.pdf", giving.paper, name="paper"),
    path("keeping/records/<int:asked>.json", giving.as_json, name="json"),
]
