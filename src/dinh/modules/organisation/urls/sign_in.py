"""Signing in and out, and the second factor: the few views of django-allauth that we use.

Their names are allauth's, which looks them up; registration, e-mail and password letters have no
address at all.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path

from dinh.modules.organisation.views import second_factor

SECOND = "lam-viec/tai-khoan/xac-thuc-hai-lop/"

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-nhap/ma-xac-thuc/", mfa.authenticate, name="mfa_authenticate"),
    path("dang-nhap/da-khoa/", account.account_inactive, name="account_inactive"),
    path("dang-nhap/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("dang-nhap/xac-nhan-ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path(SECOND, mfa.index, name="mfa_index"),
    path(f"{SECOND}bat/", second_factor.Activate.as_view(), name="mfa_activate_totp"),
    path(f"{SECOND}tat/", second_factor.Deactivate.as_view(), name="mfa_deactivate_totp"),
    path(f"{SECOND}ma-du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{SECOND}ma-du-phong/tao-moi/",
        second_factor.GenerateCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        f"{SECOND}ma-du-phong/tai-ve/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
