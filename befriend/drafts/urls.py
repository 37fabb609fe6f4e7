"""Addresses where words are kept. Nothing about a person stands in one."""

from django.urls import path

from . import views

app_name = "drafts"

urlpatterns = [
    path("drafts/keep", views.keep, name="keep"),
    path("drafts/<int:draft>/afresh", views.afresh, name="afresh"),
]
