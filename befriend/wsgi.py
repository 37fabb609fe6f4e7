"""The WSGI application, for gunicorn and its like."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriend.settings")

application = get_wsgi_application()
# Every page is read now: Django would do it when somebody first asks, who would wait some seconds.
get_resolver().check()
