"""Pages of the front end, built or not."""

from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from engine.settings import Settings
from web.shop.pages import install


def app_with(static: Path) -> httpx.AsyncClient:
    app = FastAPI()
    install(app, static)
    settings = Settings(frame_ancestors="https://shop.example")
    app.state.parts = SimpleNamespace(settings=settings)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app")


@pytest.mark.parametrize("path", ["/", "/p/lamp", "/desk", "/console", "/widget.js", "/widget/panel.html"])
async def test_a_page_that_is_not_built_says_how_to_build_it(tmp_path: Path, path: str) -> None:
    async with app_with(tmp_path) as client:
        answer = await client.get(path)
    assert answer.status_code == 503
    assert "npm run build" in answer.text


async def test_built_pages_and_their_assets(tmp_path: Path) -> None:
    for name in ("shop/index.html", "console/index.html", "widget/panel.html", "widget/loader.js"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    (tmp_path / "widget" / "assets").mkdir()
    (tmp_path / "widget" / "assets" / "panel-1.js").write_text("1")
    (tmp_path / "secret").write_text("never")
    async with app_with(tmp_path) as client:
        panel = await client.get("/widget/panel.html")
        desk = await client.get("/desk/anything/below")
        asset = await client.get("/widget/assets/panel-1.js")
        outside = await client.get("/widget/%2e%2e/secret")
        loader = await client.get("/widget.js")
    assert "frame-ancestors https://shop.example" in panel.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in panel.headers
    assert "frame-ancestors 'none'" in desk.headers["Content-Security-Policy"]
    assert "script-src" not in desk.headers["Content-Security-Policy"]
    assert "immutable" in asset.headers["Cache-Control"]
    assert outside.status_code == 404
    assert loader.headers["Content-Type"].startswith("text/javascript")
