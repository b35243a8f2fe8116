"""The settings page as a person uses it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.studio import Studio

EVERYTHING_SAID = """() => {
  const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify({...storage}))
  const fields = [...document.querySelectorAll("input")].map((field) => field.value)
  return [document.documentElement.outerHTML, ...stored, ...fields].join(" ")
}"""
"""What a script on the page could read, or an extension keep."""
FAULTS = """() => {
  const found = []
  const named = (element) => {
    const ids = (element.getAttribute("aria-labelledby") ?? "").split(" ")
    const by = ids.map((id) => document.getElementById(id)?.textContent)
    const labels = [...(element.labels ?? [])].map((label) => label.textContent)
    return [element.getAttribute("aria-label"), ...by, ...labels, element.textContent].some((words) => words?.trim())
  }
  for (const element of document.querySelectorAll("button, a, input, section, [role=dialog], [role=combobox]"))
    if (!named(element)) found.push(`no name: ${element.outerHTML.slice(0, 200)}`)
  for (const name of ["aria-controls", "aria-labelledby", "aria-describedby"])
    for (const element of document.querySelectorAll(`main [${name}]`))
      for (const id of element.getAttribute(name).split(" "))
        if (!document.getElementById(id)) found.push(`${name} leads nowhere: ${element.outerHTML.slice(0, 200)}`)
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id)
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`twice: ${id}`)
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.tagName[1]))
  levels.forEach((level, at) => at && level > levels[at - 1] + 1 && found.push(`a heading skips to ${level}`))
  for (const link of document.querySelectorAll("a[target=_blank]"))
    if (!link.rel.includes("noopener")) found.push(`opens its opener: ${link.href}`)
  const over = document.documentElement.scrollWidth - innerWidth
  if (over > 0) found.push(`wider than the window by ${over}`)
  return found
}"""
"""What keeps a person with a screen reader, a keyboard or a narrow window from using the page."""


class SettingsPage:
    """`/settings` in one tab."""

    def __init__(self, page: Page, studio: Studio) -> None:
        self.page = page
        self.studio = studio
        self.adder = page.get_by_role("button", name=re.compile("^Add a server of your own"))
        self.form = page.get_by_role("form", name="Add a server")

    def open(self, at: str = "") -> "SettingsPage":
        """Go there."""
        self.page.goto(f"{self.studio.url}/settings{at}")
        expect(self.card("Built-in studio")).to_be_visible()
        return self

    def card(self, name: str) -> Locator:
        """The card of one provider."""
        return self.page.get_by_role("region", name=name, exact=True)

    def state(self, name: str) -> Locator:
        """How it stands with it."""
        return self.card(name).get_by_role("status").first

    def add(self, name: str, url: str, key: str | None = None) -> Locator:
        """Add a server of one's own; gives its card, which may not be there yet."""
        self.adder.click()
        self.form.get_by_label("Name").fill(name)
        self.form.get_by_label("Address").fill(url)
        if key:
            self.form.get_by_label(re.compile("^Key")).fill(key)
        self.form.get_by_role("button", name="Add and try").click()
        return self.card(name)

    def models(self, name: str) -> Locator:
        """Its models, opened."""
        opener = self.card(name).get_by_role("button", name=re.compile(f"models? of {name}"))
        if opener.get_attribute("aria-expanded") == "false":
            opener.click()
        return self.card(name).get_by_role("listitem")

    def said(self) -> str:
        """All that could be read out of the page and its storage."""
        return str(self.page.evaluate(EVERYTHING_SAID))

    def faults(self) -> list[str]:
        """What would keep somebody from using the page as it is now."""
        found: list[str] = self.page.evaluate(FAULTS)
        return found
