"""A whole stack on the tau-retail shop that the fault tests may break."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.serve.instance import Instance
from engine.settings import get_settings


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """App and Rasa under `attune up`, with room for many messages a minute."""
    source = get_settings().data_dir / "taubench_retail"
    if not source.exists():
        sentence = f"{source} is absent; set ATTUNE_DATA to the folder that holds taubench_retail"
        if os.environ.get("CI"):
            pytest.fail(f"{sentence}: CI must not skip these tests", pytrace=False)
        pytest.skip(sentence)
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
