"""Addresses of sign-in. The names are those that allauth looks for; nobody signs up here."""

from django.urls import path

from . import views

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.inactive, name="account_inactive"),
    path("signup/", views.sign_up, name="account_signup"),
]
