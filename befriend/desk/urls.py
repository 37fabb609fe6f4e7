"""Addresses of the staff pages. Nothing about a person stands in one, only references."""

from django.urls import path

from .views import home, sign_in, waiting, week

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("units/<str:ref>/week", week.show, name="week"),
    path("units/<str:ref>/waiting", waiting.show, name="waiting"),
]
