"""Addresses of a person's own page, the way to it, and what practitioners do about it."""

from django.urls import path

from .views import joining, language, own, policies, staff

app_name = "portal"

urlpatterns = [
    path("my", own.home, name="my"),
    path("my/officer", own.officer, name="officer"),
    path("my/plan", own.plan, name="plan"),
    path("my/record", own.record, name="record"),
    path("my/record/<uuid:statement>/not-right", own.not_right, name="not-right"),
    path("my/receipts", own.receipts, name="receipts"),
    path("my/messages", own.messages_page, name="messages"),
    path("my/see-someone", own.see_someone, name="see-someone"),
    path("my/reminders", own.reminders, name="reminders"),
    path("my/policies", policies.listed, name="policies"),
    path("my/policies/<int:trial>", policies.show, name="policy"),
    path("my/sheet", own.sheet, name="sheet"),
    path("my/way-in", own.way_in, name="way-in"),
    path("my/sign-in", joining.sign_in, name="sign-in"),
    path("my/invented", joining.invented, name="invented"),
    path("my/language", language.choose, name="language"),
    path("join", joining.join, name="join"),
    path("join/choose", joining.choose, name="choose"),
    path("asked", staff.asked, name="asked"),
    path("people/<str:person>/own-page", staff.of_person, name="of-person"),
    path("people/<str:person>/own-page/invitation", staff.invite, name="invite"),
    path("people/<str:person>/own-page/withdraw", staff.withdraw, name="withdraw"),
    path("people/<str:person>/own-page/seen", staff.seen, name="seen"),
    path("people/<str:person>/own-page/sheet", staff.sheet, name="sheet-of-person"),
]
