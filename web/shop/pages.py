"""The pages that the front end was built into: demo shop, widget, desk and console."""

from html import escape
from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from engine.settings import ROOT
from web.core.parts import Use

STATIC: Final = ROOT / "web" / "static"
BUILD: Final = "cd frontend && npm ci && npm run build"
_SELF: Final = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)
_INLINE_STYLES: Final = "; style-src 'self' 'unsafe-inline'"
"""The console's component library writes style elements; scripts stay ours alone."""
_YEAR: Final = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """Built files: those with a hash in their name may be kept for a year, the others are asked for anew."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        hashed = path.replace("\\", "/").startswith("assets/")
        response.headers["Cache-Control"] = _YEAR if hashed else "no-cache"
        return response


def install(app: FastAPI, static: Path = STATIC) -> None:
    """Serve pages and assets from the folder `static`."""
    app.include_router(_pages(static))
    for address, folder in (
        ("/shop", "shop"),
        ("/widget", "widget"),
        ("/static/console", "console"),
    ):
        app.mount(address, Assets(directory=static / folder, check_dir=False))


def _pages(static: Path) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    @router.get("/p/{product_id}")
    async def shop(parts: Use) -> Response:  # pyright: ignore[reportUnusedFunction]
        if not parts.settings.demo:
            raise HTTPException(404)
        return _page(static / "shop" / "index.html", f"{_SELF}; frame-ancestors 'none'")

    @router.get("/desk")
    @router.get("/desk/{rest:path}")
    @router.get("/console")
    @router.get("/console/{rest:path}")
    async def console() -> Response:  # pyright: ignore[reportUnusedFunction]
        return _page(static / "console" / "index.html", f"{_SELF}{_INLINE_STYLES}; frame-ancestors 'none'")

    @router.get("/widget.js")
    async def loader() -> Response:  # pyright: ignore[reportUnusedFunction]
        file = static / "widget" / "loader.js"
        if not file.is_file():
            return _missing(file)
        return FileResponse(
            file, media_type="text/javascript", headers={"Cache-Control": "public, max-age=300"}
        )

    @router.get("/widget/panel.html")
    async def panel(parts: Use) -> Response:  # pyright: ignore[reportUnusedFunction]
        policy = f"{_SELF}; frame-ancestors {parts.settings.frame_ancestors}"
        return _page(static / "widget" / "panel.html", policy)

    return router


def _page(file: Path, policy: str) -> Response:
    if not file.is_file():
        return _missing(file)
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
    if "frame-ancestors 'none'" in policy:
        headers["X-Frame-Options"] = "DENY"
    return FileResponse(file, media_type="text/html; charset=utf-8", headers=headers)


def _missing(file: Path) -> Response:
    """503 with the way out: the front end is not in the repository, it is built."""
    name = escape(file.parent.name)
    return HTMLResponse(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Not built yet</title>"
        f"<h1>The {name} page is not built yet</h1>"
        f"<p>Build the front end with <code>{escape(BUILD)}</code> (<code>make run</code> does it too), "
        "then load this page again.</p>",
        503,
        {
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control": "no-store",
        },
    )
