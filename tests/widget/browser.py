"""Chromium, and the widget as a person meets it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_core_python
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webelement import WebElement

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
SCREENSHOTS = Path(__file__).resolve().parents[2] / ".build" / "screenshots"
AXE = Path(axe_core_python.__file__).with_name("axe.min.js")
PATIENCE = 15.0
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-dev-shm-usage",
]


def start(profile: Path) -> Chrome:
    """Start Chromium with a fresh profile; the caller quits it."""
    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in [*FLAGS, f"--user-data-dir={profile}", "--window-size=1200,860"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return Chrome(options=options, service=Service(DRIVER))


def until(condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Wait until ``condition`` gives something true, and return it."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain: {what}")


class Page:
    """The tab under test."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def visit(self, url: str) -> None:
        self.driver.get(url)
        until(
            lambda: self.js("return document.querySelector('immersion-assistant')"), "the widget in the page"
        )

    def js(self, code: str, *arguments: Any) -> Any:
        """Run code where ``root`` is the shadow root of the widget."""
        return self.driver.execute_script(
            f"const root = document.querySelector('immersion-assistant')?.shadowRoot; {code}", *arguments
        )

    def find(self, selector: str) -> WebElement | None:
        return self.js("return root.querySelector(arguments[0])", selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.js("return [...root.querySelectorAll(arguments[0])]", selector)

    def text(self, selector: str = ".log") -> str:
        """The words that are displayed."""
        return self.js(
            "return (root.querySelector(arguments[0])?.innerText ?? '').replaceAll('\\u00a0', ' ')", selector
        )

    def visible(self, selector: str) -> bool:
        return self.js("return Boolean(root.querySelector(arguments[0])?.checkVisibility())", selector)

    def open(self) -> None:
        self.find(".launcher").click()
        until(lambda: self.find(".message.bot"), "the greeting")

    def say(self, text: str) -> None:
        """Type and send, then wait for the reply."""
        before = len(self.all(".message.user"))
        self.find("#input").send_keys(text, Keys.ENTER)
        until(lambda: len(self.all(".message.user")) > before, f"« {text} » in the log")
        self.settle()

    def press(self, title: str) -> None:
        """Click the last button with these words, then wait for the reply."""
        button = until(lambda: self.button(title), f"button « {title} »")
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()
        self.settle()

    def button(self, title: str) -> WebElement | None:
        return self.js(
            "return [...root.querySelectorAll('button, a')].filter(b => b.checkVisibility() && "
            "(b.getAttribute('aria-label') ?? b.textContent).replaceAll('\\u00a0', ' ').trim() === "
            "arguments[0]).pop() ?? null",
            title,
        )

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        until(
            lambda: not self.js("return root.querySelector('.panel').classList.contains('busy')"), "the reply"
        )

    def keys(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def focused(self) -> str:
        """Words (or id) of what has the focus inside the widget; '' when the focus is elsewhere."""
        return self.js(
            "const f = root?.activeElement; return f ? (f.getAttribute('aria-label') || f.id || f.innerText)"
            ".trim().replaceAll('\\u00a0', ' ') : ''"
        )

    def tab_to(self, name: str, backwards: bool = False) -> None:
        """Press Tab until the focus is on ``name``: a person without a mouse must be able to."""
        seen = []
        for _ in range(40):
            seen.append(self.focused())
            if seen[-1] == name:
                return
            chain = ActionChains(self.driver)
            if backwards:
                chain.key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
            else:
                chain.send_keys(Keys.TAB).perform()
        raise AssertionError(f"{name!r} is not reached by Tab: {seen}")

    def size(self, width: int, height: int, touch: bool = False) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": touch})

    def media(self, kind: str = "", **features: str) -> None:
        """Emulate print, colour scheme, motion."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": named})

    def offline(self, yes: bool) -> None:
        self.driver.execute_cdp_cmd("Network.enable", {})
        limits = {"offline": yes, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", limits)

    def axe(self) -> list[str]:
        """The accessibility violations of the page, widget included."""
        self.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        self.driver.execute_script(AXE.read_text(encoding="utf-8"))
        result = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1]; "
            "axe.run(document).then(done, e => done({error: String(e)}))"
        )
        assert "error" not in result, result["error"]
        return [
            f"{violation['id']} ({violation['impact']}): {[node['target'] for node in violation['nodes']]} "
            f"{violation['nodes'][0].get('failureSummary', '')}"
            for violation in result["violations"]
        ]

    def screenshot(self, name: str) -> None:
        file = SCREENSHOTS / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(file))

    def save_downloads_in(self, folder: Path) -> None:
        behaviour = {"behavior": "allow", "downloadPath": str(folder)}
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)

    def console_errors(self) -> list[str]:
        """Errors that the browser told since the last call; refused style or script is one of them."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]

    def console(self) -> str:
        """Everything that the console told since the last call."""
        return "\n".join(entry["message"] for entry in self.driver.get_log("browser"))

    def requested(self) -> list[str]:
        """Addresses that the tab asked for since the last call."""
        addresses = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                address = message["params"]["request"]["url"]
                if address.startswith("http"):
                    addresses.append(address)
        return addresses

    def requested_hosts(self) -> set[str]:
        """Hosts that the tab asked something since the last call."""
        return {address.split("/")[2] for address in self.requested()}
