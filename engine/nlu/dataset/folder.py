"""The Rasa project on disk: which files hold what."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import NotFound
from engine.nlu.dataset.text_file import read_text

NLU = "data/nlu"
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class BotFolder:
    """`path` is the folder rasa_bot/, or a copy of it. Files are named from its parent on."""

    path: Path

    def name_of(self, file: Path) -> str:
        """How messages call a file of this folder."""
        return file.relative_to(self.path.parent).as_posix()

    def place_of(self, name: str) -> Path:
        """The opposite of `name_of`."""
        return self.path.parent / name

    def nlu_files(self) -> Iterator[Path]:
        """All NLU files, sorted. Raises NotFound where the folder holds none."""
        files = sorted((self.path / NLU).rglob("*.yml"))
        if not files:
            raise NotFound(
                f"There are no training data in {self.path / NLU}; ATTUNE_BOT_DIR names the folder"
            )
        return iter(files)

    def domain_files(self) -> list[Path]:
        """The domain's files, sorted."""
        return sorted((self.path / "domain").glob("*.yml"))

    def frozen_files(self) -> list[Path]:
        """The frozen test messages, one file a language."""
        return sorted((self.path / "frozen").glob("*.yml"))

    def nlu_name(self, language: str, topic: str) -> str:
        """Name of the file of a topic in a language."""
        return self.name_of(self.path / NLU / language / f"{topic}.yml")

    def sentiment_name(self, language: str) -> str:
        """Name of the labelled sentiment messages of a language."""
        return self.name_of(self.path / "data" / "sentiment" / f"{language}.csv")

    def read(self, name: str) -> str:
        """A file's text. Raises ProblemError where it is not UTF-8."""
        return read_text(self.place_of(name), name)


def language_in(name: str) -> str:
    """The language of an NLU file, by the folder it lies in; "" where that is no language."""
    folder = name.split("/")[-2]
    return folder if folder in LANGUAGES else ""


def topic_in(name: str) -> str:
    """The topic of an NLU or domain file, by its name."""
    return name.rpartition("/")[2].removesuffix(".yml")
