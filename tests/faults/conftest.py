"""A whole stack on the tau-retail shop that the fault tests may break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.serve.instance import Instance
from engine.settings import get_settings
from tests.needed import needed


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """App and Rasa under `attune up`, with room for many messages a minute."""
    source = get_settings().data_dir / "taubench_retail"
    needed(source.exists(), f"{source} is absent (set ATTUNE_DATA to the folder that holds taubench_retail)")
    instance = Instance(
        tmp_path_factory.mktemp("stack"),
        {
            "ATTUNE_MESSAGES_PER_MINUTE": "100000",
            "ATTUNE_CONVERSATIONS_PER_HOUR": "10000",
        },
    )
    instance.attune("ingest", str(source), "--format", "tau-retail")
    with instance:
        yield instance


@pytest.fixture(scope="module")
def var_dir(stack: Instance) -> Path:
    return stack.var_dir
