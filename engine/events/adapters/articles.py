"""Knowledge articles: one YAML file each, the file's name is the slug."""

from pathlib import Path

from engine.events.adapters.attune_models import ArticleRecord
from engine.events.reading import parse, read_yaml
from engine.events.source import Source


def add_articles(source: Source, folder: Path) -> None:
    """Add the articles of a folder, none where it is absent. Raises Invalid for a file that is not YAML."""
    for path in sorted(folder.glob("*.yml")):
        parsed = parse(ArticleRecord, read_yaml(path))
        if isinstance(parsed, str):
            source.reject("articles", str(path), path.stem, parsed)
        else:
            source.add("articles", str(path), path.stem, {"id": path.stem, **parsed.model_dump()})
