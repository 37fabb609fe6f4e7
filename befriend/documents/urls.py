"""Addresses of papers. They hold numbers of rows, and nothing about anybody."""

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("notices/<int:notice>.pdf", views.notice, name="notice"),
    path("slips/<int:waiting>.pdf", views.slip, name="slip"),
]
