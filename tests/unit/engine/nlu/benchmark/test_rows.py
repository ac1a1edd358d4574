"""Labelled CSV files, good and bad."""

from pathlib import Path

import pytest

from engine.errors import Invalid, NotFound
from engine.nlu.benchmark.rows import Row, Source, read_rows, source_of


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / "rows.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_texts_and_labels_are_taken_as_they_are(tmp_path: Path) -> None:
    file = written(tmp_path, 'text,label,lang\n"a [b](c), d",x/y,en\n" two\nlines ", z ,en\n')
    assert read_rows(Source(file)) == [Row("a [b](c), d", "x/y"), Row(" two\nlines ", "z")]


def test_one_split_of_a_file(tmp_path: Path) -> None:
    file = written(tmp_path, "text,label,split\na,x,train\nb,y,v1:test\n")
    assert read_rows(source_of(f"{file}:v1:test")) == [Row("b", "y")]
    assert read_rows(source_of(str(file))) == [Row("a", "x"), Row("b", "y")]


def test_unknown_split_names_the_known_ones(tmp_path: Path) -> None:
    file = written(tmp_path, "text,label,split\na,x,train\nb,y,test\n")
    with pytest.raises(Invalid, match="no rows; its splits: test, train"):
        read_rows(Source(file, "dev"))


def test_every_wrong_row_is_named_with_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, 'text,label\n"two\nlines",x\n\n ,x\nok,\na, b,x\nlonely\n')
    with pytest.raises(Invalid) as caught:
        read_rows(Source(file))
    assert caught.value.message.splitlines() == [
        f"{file}:5: text empty",
        f"{file}:6: label empty",
        f"{file}:7: more fields than the header has; put quotes around texts with commas",
        f"{file}:8: fewer fields than the header has",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("sentence,label\na,x\n", r"rows.csv:1: the header lacks text"),
        ("", r"rows.csv:1: the header lacks label, text"),
        ("text,label\n", "holds no rows"),
        ("text,label\ncaf\u00e9,x\n".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_rows(Source(written(tmp_path, content)))


def test_absent_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        read_rows(Source(tmp_path / "rows.csv"))
