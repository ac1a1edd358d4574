"""The demo shop on a whole stack, and a real Chromium."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from engine.serve.instance import Instance
from engine.settings import ROOT

CHROMIUM = os.environ.get("ATTUNE_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """App and Rasa under `attune up`, with the demo shop that `up` imports into an empty database."""
    limits = {"ATTUNE_MESSAGES_PER_MINUTE": "1000", "ATTUNE_CONVERSATIONS_PER_HOUR": "1000"}
    env = {**limits, "ATTUNE_EXPLORING": "0"}  # the same lists in every run
    with Instance(tmp_path_factory.mktemp("browser"), env) as instance:
        yield instance


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless. Its absence is an error with a way out, never a skip."""
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is not there; install Chromium or name it with ATTUNE_CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def wide(browser: Browser) -> Iterator[BrowserContext]:
    """A window of 1280 pixels."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def narrow(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of 375 pixels."""
    context = browser.new_context(viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots go: var/screenshots, or the folder that ATTUNE_SCREENSHOTS names."""
    folder = Path(os.environ.get("ATTUNE_SCREENSHOTS", ROOT / "var" / "screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
