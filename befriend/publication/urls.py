"""The addresses that anybody may see."""

from django.urls import path

from . import views

app_name = "publication"
urlpatterns = [
    path("my-load", views.my_load, name="my_load"),
]
