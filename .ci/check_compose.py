"""Checks docker-compose.yml without an engine: it parses, and everything it refers to exists."""

import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SERVICE_KEYS = {
    "image", "build", "environment", "volumes", "command", "restart", "depends_on", "networks", "ports",
    "profiles", "healthcheck",
}  # fmt: skip
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}


def problems(path: Path) -> list[str]:
    """What is wrong with the file, one sentence each."""
    compose: dict[str, Any] = YAML(typ="safe").load(path)
    services: dict[str, dict[str, Any]] = compose["services"]
    found: list[str] = []
    for name, service in services.items():
        found += [f"{name}: unknown key {key}" for key in service.keys() - SERVICE_KEYS]
        dockerfile = service.get("build", {}).get("dockerfile")
        if dockerfile and not (path.parent / dockerfile).exists():
            found.append(f"{name}: {dockerfile} does not exist")
        networks = {"default", *compose["networks"]}
        found += _unknown(name, "network", service.get("networks", []), networks)
        named = [v.split(":")[0] for v in service.get("volumes", []) if not v.startswith((".", "/"))]
        found += _unknown(name, "volume", named, compose["volumes"])
        found += _unknown(name, "service", service.get("depends_on", {}), services)
        for other, need in service.get("depends_on", {}).items():
            if need["condition"] not in CONDITIONS:
                found.append(f"{name}: unknown condition {need['condition']}")
            if need["condition"] == "service_healthy" and "healthcheck" not in services[other]:
                found.append(f"{name}: waits for the health of {other}, which has no healthcheck")
    return found


def _unknown(service: str, kind: str, names: Any, known: Any) -> list[str]:
    return [f"{service}: unknown {kind} {name}" for name in names if name not in known]


if __name__ == "__main__":
    found = problems(Path(sys.argv[1]))
    sys.exit("\n".join(found) if found else 0)
