"""Addresses of the internal screens, under /lam-viec/; sign-in has its own file."""

from django.urls import path

from dinh.modules.organisation.views import (
    account,
    agencies,
    calendars,
    communes,
    journal,
    parameters,
    people,
    units,
)

app_name = "organisation"

PERSON = "noi-bo/nguoi/<uuid:person_id>/"
UNIT = "noi-bo/don-vi/<uuid:unit_id>/"

urlpatterns = [
    path("noi-bo/", people.people_page, name="home"),
    path("noi-bo/nguoi/", people.people_page, name="people"),
    path("noi-bo/nguoi/them/", people.add_page, name="person_add"),
    path(PERSON, people.person_page, name="person"),
    path(f"{PERSON}sua/", people.change_page, name="person_change"),
    path(f"{PERSON}lien-he/", people.reveal, name="person_contacts"),
    path(f"{PERSON}vi-tri/", people.place_page, name="place_give"),
    path("noi-bo/vi-tri/<uuid:membership_id>/ket-thuc/", people.end_page, name="place_end"),
    path(f"{PERSON}mat-khau/", people.reset, name="person_password"),
    path(f"{PERSON}mo-khoa/", people.unlock, name="person_unlock"),
    path(f"{PERSON}xac-thuc/", people.remove_factor, name="person_second_factor"),
    path(f"{PERSON}tai-khoan/", people.switch_account, name="person_active"),
    path("noi-bo/don-vi/", units.units_page, name="units"),
    path("noi-bo/don-vi/them/", units.add_page, name="unit_add"),
    path(UNIT, units.unit_page, name="unit"),
    path(f"{UNIT}sua/", units.change_page, name="unit_change"),
    path(f"{UNIT}ket-thuc/", units.close_page, name="unit_close"),
    path(f"{UNIT}ten-goi/", units.remember, name="alias_remember"),
    path("noi-bo/ten-goi/<uuid:alias_id>/bo/", units.forget, name="alias_forget"),
    path("noi-bo/co-quan/", agencies.history_page, name="agency"),
    path("noi-bo/co-quan/ten/", agencies.name_page, name="agency_name"),
    path("noi-bo/co-quan/cap-tren/", agencies.parent_page, name="agency_parent"),
    path("noi-bo/co-quan/don-vi-cu/", agencies.predecessor_page, name="agency_predecessor"),
    path("noi-bo/lich/", calendars.year_page, name="calendar"),
    path("noi-bo/lich/ngay/", calendars.day_page, name="calendar_day"),
    path("noi-bo/lich/ngay/bo/", calendars.remove_day, name="calendar_day_remove"),
    path("noi-bo/lich/gio/", calendars.week_page, name="calendar_week"),
    path("noi-bo/lich/doi-han/", calendars.moves_page, name="calendar_moves"),
    path("noi-bo/so-lieu-phap-luat/", parameters.list_page, name="parameters"),
    path("noi-bo/so-lieu-phap-luat/gia-tri/", parameters.parameter_page, name="parameter"),
    path("noi-bo/so-lieu-phap-luat/bo/", parameters.withdraw, name="parameter_withdraw"),
    path("noi-bo/nhat-ky/", journal.journal_page, name="journal"),
    path("noi-bo/xa/", communes.communes_page, name="communes"),
    path("tai-khoan/", account.account_page, name="account"),
    path("tai-khoan/mat-khau/", account.password_page, name="password"),
    path("tai-khoan/don-vi/", account.act_for, name="act_for"),
    path("tai-khoan/phien/", account.sessions_page, name="sessions"),
    path("tai-khoan/phien/ket-thuc-het/", account.end_others, name="sessions_end"),
    path("tai-khoan/phien/<uuid:session_id>/ket-thuc/", account.end_one, name="session_end"),
]
