"""What the stages of a rebuild on Spark share; each part is made when the first stage asks for it."""

import shutil
from functools import cached_property
from typing import Any

from engine.events.export import export_log
from engine.profiles.rebuild import SHARES
from engine.profiles.segments.build import Options
from engine.scale.features import FeatureBasis, basis_of, history_of
from engine.scale.log import Log, SparkFrame, catalogue_of, log_of_database, log_of_files, reached_by_jdbc
from engine.scale.weights import cells_of
from engine.settings import Settings
from engine.store import Database, new_id


class SparkWork:
    """The log by JDBC from PostgreSQL where its driver is there, else from files that are written first.

    Close it: those files hold what every customer did, and Spark's memory holds tables of it.
    """

    def __init__(
        self, settings: Settings, database: Database, spark: Any, segments: Options | None = None
    ) -> None:
        self.settings, self.database, self.spark = settings, database, spark
        self.segments = segments or Options()
        # A folder of its own: Spark takes two tables for one where they are read from the same path.
        self._files = settings.var_dir.resolve() / "spark" / f"log-{new_id()}"

    def close(self) -> None:
        """Forget the tables and delete the files."""
        for name in ("history", "cells"):
            if name in self.__dict__:
                self.__dict__[name].unpersist()
        shutil.rmtree(self._files, ignore_errors=True)

    @cached_property
    def log(self) -> Log:
        if reached_by_jdbc(self.database.url) and self.settings.spark_jdbc_jar.is_file():
            return log_of_database(self.spark, self.settings)
        with self.database.session(writes=False) as session:
            export_log(session, self._files)
        return log_of_files(self.spark, str(self._files))

    @cached_property
    def items(self) -> list[str]:
        return catalogue_of(self.log)

    @cached_property
    def history(self) -> SparkFrame:
        return history_of(self.log).cache()

    @cached_property
    def basis(self) -> FeatureBasis:
        return basis_of(self.history, SHARES)

    @cached_property
    def cells(self) -> SparkFrame:
        return cells_of(self.spark, self.log, self.items).cache()
