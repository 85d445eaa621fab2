"""What a browser test does over and over: open, look, photograph, judge."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

WIDE, NARROW = 1280, 360
SHOTS = Path(__file__).resolve().parents[2] / "var" / "shots"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


class Screen:
    """A browser window on the live server, and the problems that its pages met."""

    def __init__(self, context: BrowserContext, root: str, width: int) -> None:
        self.context, self.root, self.width = context, root, width
        self.problems: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("console", self._listen)

    def _listen(self, message: ConsoleMessage) -> None:
        refused = (
            "Content Security Policy" in message.text or "Content-Security-Policy" in message.text
        )
        if message.type == "error" and refused:
            self.problems.append(message.text)

    def go(self, path: str) -> Response | None:
        """Open an address of the live server."""
        return self.page.goto(f"{self.root}{path}")

    def shot(self, name: str) -> Path:
        """Keep a picture of the whole page in `var/shots`, named after it and the width."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        place = SHOTS / f"{name}-{self.width}.png"
        self.page.evaluate("scrollTo(0, 0)")  # else what sticks to the window is pictured midway
        self.page.screenshot(path=str(place), full_page=True)
        return place

    def check(self, name: str = "") -> None:
        """Axe finds nothing, nothing scrolls sideways; with a name, a picture is kept first."""
        if name:
            self.shot(name)
        assert_accessible(self.page)
        assert_no_sideways_scroll(self.page)


def assert_accessible(page: Page) -> None:
    """No finding of axe: WCAG 2.1 AA and its best practices."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [
        f"{rule['id']}: {node['html'][:160]} ({node.get('failureSummary', '')[:200]})"
        for rule in found
        for node in rule["nodes"]
    ] == []


def assert_no_sideways_scroll(page: Page) -> None:
    """The page is no wider than the window."""
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= window, f"{wide} px of page in a window of {window} px"


def focused(page: Page) -> str:
    """What a keyboard user stands on: the words or the label of the focused element."""
    return str(
        page.evaluate(
            "(e => (e.getAttribute('aria-label') || e.innerText || e.name || e.tagName).trim())"
            "(document.activeElement)"
        )
    )


def tab_to(page: Page, words: str, *, at_most: int = 40) -> None:
    """Press Tab until the focus stands on these words."""
    for _press in range(at_most):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"Tab does not reach {words!r}; the focus is on {focused(page)!r}")
