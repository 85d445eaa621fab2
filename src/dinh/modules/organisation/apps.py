"""App `organisation`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    """Registers `organisation` with Django, and its place in the menu."""

    name = "dinh.modules.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Put "Nội bộ" last in the menu, people into the search, our words into the journal."""
        from dinh.foundation.ui import menu, searching  # noqa: PLC0415  # apps must be loaded first
        from dinh.modules.organisation.views import finding, journal_words  # noqa: PLC0415

        journal_words.register()
        searching.register(
            "people", _("Người"), finding.find_people, order=80, more_url=finding.more_people
        )
        menu.register(
            menu.MenuEntry(
                order=90,
                label=_("Nội bộ"),
                url_name="organisation:home",
                icon="inside",
                children=(
                    menu.MenuEntry(1, _("Người"), "organisation:people"),
                    menu.MenuEntry(2, _("Đơn vị"), "organisation:units"),
                    menu.MenuEntry(3, _("Tên và địa giới"), "organisation:agency"),
                    menu.MenuEntry(4, _("Lịch làm việc"), "organisation:calendar"),
                    menu.MenuEntry(5, _("Số liệu pháp luật"), "organisation:parameters"),
                    menu.MenuEntry(
                        5,
                        _("Nhật ký"),
                        "organisation:journal",
                        visible=lambda actor: actor.has_role("administrator") or actor.leads,
                    ),
                    menu.MenuEntry(
                        6,
                        _("Chọn xã"),
                        "organisation:communes",
                        visible=lambda actor: len(actor.readable) > 1,
                    ),
                ),
            )
        )
