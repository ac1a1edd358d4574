"""The fields of a latent-class model and the rows that it learns from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import Invalid
from engine.frames import Frame, pd

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
MISSING = -1
"""Code of a category that is not known."""


@dataclass(frozen=True)
class Categorical:
    """A field with finitely many values, each at its place of `values`."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """Which columns there are: numbers by name, and categories with their values. Names are unique."""

    numeric: tuple[str, ...] = ()
    categorical: tuple[Categorical, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.names)) != len(self.names):
            raise Invalid("Two fields of the latent-class model have the same name; give each its own.")

    @property
    def names(self) -> tuple[str, ...]:
        """All names, numbers first."""
        return (*self.numeric, *(field.name for field in self.categorical))

    def category(self, name: str) -> Categorical:
        """The categorical field of that name. Raises Invalid where there is none."""
        for field in self.categorical:
            if field.name == name:
                return field
        raise Invalid(f"{name!r} is not a field with categories; there are: {', '.join(self.names)}.")


@dataclass(frozen=True)
class Rows:
    """Customers: numbers (n, numeric) with NaN where not known, codes (n, categorical) with -1 there."""

    numbers: FloatArray
    codes: IntArray

    def __len__(self) -> int:
        return len(self.numbers)


def rows_of(frame: Frame, schema: Schema) -> Rows:
    """The frame's columns that the schema names; a category that it does not name counts as not known.

    Raises Invalid for a missing column and for an infinite number, which no density has a place for.
    """
    missing = [name for name in schema.names if name not in frame.columns]
    if missing:
        raise Invalid(f"The latent-class model needs the columns {', '.join(missing)}, which are not there.")
    numbers = np.empty((len(frame), len(schema.numeric)))
    for place, name in enumerate(schema.numeric):
        numbers[:, place] = frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
        endless = np.flatnonzero(np.isinf(numbers[:, place]))
        if len(endless):
            raise Invalid(
                f"Column {name} has an infinite number in row {endless[0]}; leave it empty instead."
            )
    codes = np.empty((len(frame), len(schema.categorical)), dtype=np.int64)
    for place, field in enumerate(schema.categorical):
        kind = pd.CategoricalDtype(list(field.values))
        values = frame[field.name].astype("object")
        codes[:, place] = pd.Categorical(values.where(values.isin(field.values)), dtype=kind).codes
    return Rows(numbers, codes)


def row_of(answers: Mapping[str, object], schema: Schema) -> Rows:
    """One customer, of whom any subset of the fields is known; other names are passed over."""
    numbers = np.full((1, len(schema.numeric)), np.nan)
    for place, name in enumerate(schema.numeric):
        value = answers.get(name)
        if value is not None:
            numbers[0, place] = _number(name, value)
    codes = np.full((1, len(schema.categorical)), MISSING, dtype=np.int64)
    for place, field in enumerate(schema.categorical):
        value = answers.get(field.name)
        if value in field.values:
            codes[0, place] = field.values.index(str(value))
    return Rows(numbers, codes)


def _number(name: str, value: object) -> float:
    try:
        number = float(value)  # pyright: ignore[reportArgumentType]
    except (TypeError, ValueError) as error:
        raise Invalid(f"{name} has to be a number, not {value!r}.") from error
    if np.isinf(number):
        raise Invalid(f"{name} has to be a finite number.")
    return number
