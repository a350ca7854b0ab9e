"""The addresses below /account/.

Names that begin with `account_` or `mfa_` are those by which allauth finds its pages. Only the pages that we want are
here.
"""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from accounts.pages import account, letter_links
from accounts.pages.openid import begin

urlpatterns = [
    path("", account.account, name="account"),
    path("", account.account, name="mfa_index"),
    path("", account.account, name="mfa_list_webauthn"),
    path("name/", account.name, name="account_name"),
    path("sessions/", account.sessions, name="account_sessions"),
    path("sessions/end/", account.end_everywhere, name="account_sessions_end"),
    path("sessions/<slug:session>/end/", account.end, name="account_session_end"),
    path("email/change/", letter_links.email, name="email_change"),
    path("email/confirm/", letter_links.email_confirm, name="email_confirm"),
    path("invitation/", letter_links.invitation, name="invitation"),
    path("password/reset/", letter_links.reset, name="account_reset_password"),
    path("password/reset/set/", letter_links.reset_set, name="reset_set"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", letter_links.reset, name="account_set_password"),
    path("sign-in/", views.login, name="account_login"),
    path("sign-in/code/", factors.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("signed-in/", account.signed_in_again, name="account_signed_in"),
    path("sign-out/", views.logout, name="account_logout"),
    path("again/", views.reauthenticate, name="account_reauthenticate"),
    path("again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("app/add/", apps.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", apps.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("oidc/<str:provider_id>/login/", begin, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", openid.callback, name="openid_connect_callback"),
]
