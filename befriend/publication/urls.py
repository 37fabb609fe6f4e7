"""The addresses that anybody may see."""

from django.urls import path

from . import views

app_name = "publication"
urlpatterns = [
    path("my-load", views.my_load, name="my_load"),
    path("check-my-dates", views.check_my_dates, name="check_my_dates"),
    path("rules", views.rules, name="rules"),
    path("rules/other-values", views.other_values, name="other_values"),
    path("rules/<str:rule>", views.rule, name="rule"),
]
