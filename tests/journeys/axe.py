"""What axe-core, the rules that screen readers and contrast are judged by, finds wrong on a page."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """
async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = (id) => ({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary}`;
  return grave.flatMap(({ id, nodes }) => nodes.map(told(id)));
}
"""
_STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"


def serious(page: Page) -> list[str]:
    """Everything serious or worse, by light and in the dark: the rule, where, and what would mend it."""
    page.add_style_tag(content=_STILL)  # what fades is judged when it is there
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_script())
    found = []
    for theme in ("dark", "light"):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)
        found += [f"{theme}: {each}" for each in page.evaluate(_RUN)]
    return found


@cache
def _script() -> str:
    return _SCRIPT.read_text("utf-8")
