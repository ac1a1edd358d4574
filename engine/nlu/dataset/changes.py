"""Changes of files: shown as a unified diff first, then written all together or not at all."""

import difflib
import fcntl
import hashlib
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Conflict, Unavailable
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.text_file import split_lines


@dataclass(frozen=True)
class Change:
    """What a file held and what it is to hold; `before` is None where there is no such file yet."""

    file: str
    before: str | None
    after: str


def diff(changes: Sequence[Change]) -> str:
    """All changes as one unified diff, as `git diff` words it."""
    return "".join(line for change in changes for line in _diff(change))


def _diff(change: Change) -> Iterator[str]:
    old = "/dev/null" if change.before is None else f"a/{change.file}"
    lines = difflib.unified_diff(
        split_lines(change.before or ""), split_lines(change.after), old, f"b/{change.file}"
    )
    for line in lines:
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"


def digest(changes: Sequence[Change]) -> str:
    """Names a set of changes, so that what is written is what was shown."""
    return hashlib.sha256(diff(changes).encode()).hexdigest()


def write(folder: BotFolder, changes: Sequence[Change]) -> None:
    """Write the changes. New contents are complete beside their files before the first one is replaced.

    Raises Conflict where a file is no longer as `before` says, Unavailable where the folder cannot be
    written.
    """
    drafts: list[tuple[Path, Path]] = []
    try:
        with _alone(folder):
            _check(folder, changes)
            for change in changes:
                target = folder.place_of(change.file)
                drafts.append((_draft(target, change.after), target))
            while drafts:
                os.replace(*drafts[0])
                drafts.pop(0)
    except OSError as error:
        raise Unavailable(
            f"The training data in {folder.path} cannot be written ({error.strerror}). Give this process "
            "the right to write there, or name a copy of the folder with ATTUNE_BOT_DIR."
        ) from error
    finally:
        for draft, _ in drafts:
            with suppress(OSError):
                draft.unlink()


def _check(folder: BotFolder, changes: Sequence[Change]) -> None:
    for change in changes:
        place = folder.place_of(change.file)
        now = folder.read(change.file) if place.exists() else None
        if now != change.before:
            raise Conflict(f"{change.file} was changed meanwhile. Look at the changes again.")


def _draft(target: Path, text: str) -> Path:
    """The new content in a file beside `target`, with its rights, safely on disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with draft.open("xb") as file:
            if target.exists():
                os.chmod(draft, target.stat().st_mode)
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    return draft


@contextmanager
def _alone(folder: BotFolder) -> Generator[None]:
    """Keeps other writers of ours out until the block ends; the lock goes with the process."""
    handle = os.open(folder.path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
