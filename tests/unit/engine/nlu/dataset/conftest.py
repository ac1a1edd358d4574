"""A small Rasa project of its own, and the project's real data in a copy."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from engine.nlu.dataset.folder import BotFolder
from engine.settings import ROOT

EN = """\
version: "3.1"

nlu:
  - intent: track_order
    examples: |
      - where is my parcel
      - has [W1234567](order_id) left yet

  - intent: cancel_order
    examples: |
      - stop my order please
"""
ZH = "version: '3.1'\r\n\r\nnlu:\r\n- intent: track_order\r\n  examples: |\r\n    - 我的快递到哪了\r\n"
DOMAIN = """\
intents:
- track_order
- cancel_order
- choose
entities:
- order_id
- product
"""


def make_bot(place: Path, files: Mapping[str, str]) -> BotFolder:
    """A folder rasa_bot/ with these files, named from rasa_bot/ on."""
    for name, text in files.items():
        file = place / "rasa_bot" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return BotFolder(place / "rasa_bot")


@pytest.fixture
def bot(tmp_path: Path) -> BotFolder:
    files = {"data/nlu/en/orders.yml": EN, "data/nlu/zh/orders.yml": ZH, "domain/orders.yml": DOMAIN}
    return make_bot(tmp_path, files)


@pytest.fixture
def own_data(tmp_path: Path) -> BotFolder:
    """A copy of the project's own data, to be edited."""
    copy = tmp_path / "own" / "rasa_bot"
    for part in ("data", "domain", "frozen"):
        shutil.copytree(ROOT / "rasa_bot" / part, copy / part)
    return BotFolder(copy)


@pytest.fixture
def nobody() -> Iterator[BotFolder]:
    """A project that this process may read and not write; root gives its rights up until the test ends."""
    place = Path(tempfile.mkdtemp())
    bot = make_bot(place, {"data/nlu/en/orders.yml": EN, "domain/orders.yml": DOMAIN})
    for folder in (place, *(path for path in place.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield bot
    if root:
        os.seteuid(0)
    for folder in (place, *(path for path in place.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    shutil.rmtree(place)
