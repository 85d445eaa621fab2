"""App `tasks`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    """Registers `tasks` with Django and with what lower packages offer."""

    name = "dinh.modules.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Put the module into the menu, the day's work, the search and the calendar's registry."""
        from dinh.foundation.journal.words import register_words  # noqa: PLC0415 -- apps must be ready
        from dinh.foundation.ui import menu, searching, workday  # noqa: PLC0415
        from dinh.modules.organisation.deadlines import register_deadlines  # noqa: PLC0415
        from dinh.modules.tasks import access, actions  # noqa: PLC0415
        from dinh.modules.tasks.queries.deadlines import open_deadlines  # noqa: PLC0415
        from dinh.modules.tasks.views import day, story  # noqa: PLC0415

        children = (
            menu.MenuEntry(10, _("Từng lần phải làm"), "tasks:occurrences"),
            menu.MenuEntry(20, _("Cấp trên giao"), "tasks:from_above"),
        )
        menu.register(
            menu.MenuEntry(30, _("Nhiệm vụ"), "tasks:list", "flag", children, access.may_see_tasks)
        )
        menu.register(menu.MenuEntry(90, _("Thông báo"), "tasks:notices", "bell", badge=day.unread))
        workday.register("tasks", day.shares)
        workday.register_changes("tasks", day.changes)
        offer = workday.Offer(10, _("Giao việc"), "tasks:give", "plus", access.may_give)
        workday.register_offer(offer)
        searching.register("tasks", _("Nhiệm vụ"), day.find, order=20, more_url=day.more_found)
        register_words(*story.journal_words())
        story.register_journal_words()
        register_deadlines("tasks", open_deadlines, actions.move_deadlines)
