"""Addresses of accounts. The names are those that allauth looks for; nobody signs up here."""

from django.urls import path

from .views import own, sign_in

signing_in = [
    path("login/", sign_in.login, name="account_login"),
    path("login/second-factor/", sign_in.second_factor, name="mfa_authenticate"),
    path("login/passkey/", sign_in.passkey, name="mfa_login_webauthn"),
    path("login/forgotten/", sign_in.forgotten, name="account_reset_password"),
    path("login/not-signed-in/", sign_in.not_signed_in, name="socialaccount_login_cancelled"),
    path("login/with/<str:provider_id>/", sign_in.organisation, name="openid_connect_login"),
    path("login/with/<str:provider_id>/callback/", sign_in.from_organisation, name="openid_connect_callback"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.inactive, name="account_inactive"),
    path("signup/", sign_in.sign_up, name="account_signup"),
    path("signup/organisation/", sign_in.sign_up, name="socialaccount_signup"),
    path(
        "password/new/<str:uidb36>/<str:key>/", sign_in.new_password, name="account_reset_password_from_key"
    ),
    path("password/new/", sign_in.new_password_set, name="account_reset_password_from_key_done"),
]

urlpatterns = [
    *signing_in,
    path("", own.account, name="account"),
    path("again/", own.password_again, name="account_reauthenticate"),
    path("again/code/", own.code_again, name="mfa_reauthenticate"),
    path("again/key/", own.key_again, name="mfa_reauthenticate_webauthn"),
    path("password/", own.change_password, name="account_change_password"),
    path("password/none/", own.no_password, name="account_set_password"),
    path("factors/", own.factors, name="mfa_index"),
    path("factors/app/", own.add_app, name="mfa_activate_totp"),
    path("factors/app/remove/", own.remove_app, name="mfa_deactivate_totp"),
    path("factors/keys/", own.keys, name="mfa_list_webauthn"),
    path("factors/keys/add/", own.add_key, name="mfa_add_webauthn"),
    path("factors/keys/<int:pk>/", own.rename_key, name="mfa_edit_webauthn"),
    path("factors/keys/<int:pk>/remove/", own.remove_key, name="mfa_remove_webauthn"),
    path("factors/codes/", own.recovery_codes, name="mfa_view_recovery_codes"),
    path("factors/codes/file/", own.recovery_codes_as_file, name="mfa_download_recovery_codes"),
    path("factors/codes/new/", own.make_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", own.sessions, name="usersessions_list"),
    path("sessions/<int:session>/end/", own.end_session, name="end-session"),
]
