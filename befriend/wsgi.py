"""The WSGI application, for gunicorn and its like."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriend.settings")

application = get_wsgi_application()
# Every page is read now: Django would do it when somebody first asks, who would wait some seconds.
get_resolver().check()
# What is there now stays for good: it need not be looked through for what is no longer used, again and again
# while a page is made. A page makes and lets go of tens of thousands of things at once.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
