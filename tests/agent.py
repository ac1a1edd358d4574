"""A support agent at the desk's end of the wire."""

import json
import uuid
from typing import Any

import httpx

from engine.serve.instance import Instance


class Agent:
    """Signed in at the desk of a running instance."""

    def __init__(self, url: str, email: str, password: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=20)
        signed_in = self._post("/api/v1/staff/login", {"email": email, "password": password})
        self.staff: dict[str, Any] = signed_in["staff"]
        self._http.headers["X-CSRF-Token"] = signed_in["csrf"]

    @classmethod
    def hired(cls, instance: Instance, name: str = "Mira") -> "Agent":
        """A new account made by `attune staff add`, signed in."""
        email = f"{name.lower()}-{uuid.uuid4().hex[:6]}@example.com"
        made = instance.attune("staff", "add", "--email", email, "--name", name, "--role", "agent", "--json")
        return cls(instance.url, email, json.loads(made)["password"])

    def queue(self) -> list[dict[str, Any]]:
        return self._get("/api/v1/desk/queue")["conversations"]

    def conversation(self, conversation_id: str) -> dict[str, Any]:
        return self._get(f"/api/v1/desk/conversations/{conversation_id}")

    def customer(self, conversation_id: str) -> dict[str, Any]:
        return self._get(f"/api/v1/desk/conversations/{conversation_id}/customer")

    def claim(self, conversation_id: str) -> None:
        self._post(f"/api/v1/desk/conversations/{conversation_id}/claim", {})

    def reply(self, conversation_id: str, text: str) -> None:
        self._post(
            f"/api/v1/desk/conversations/{conversation_id}/reply",
            {"client_id": uuid.uuid4().hex, "text": text},
        )

    def resolve(self, conversation_id: str) -> None:
        self._post(f"/api/v1/desk/conversations/{conversation_id}/resolve", {})

    def close(self) -> None:
        self._http.close()

    def _get(self, path: str) -> dict[str, Any]:
        answer = self._http.get(path)
        answer.raise_for_status()
        return answer.json()

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self._http.post(path, json=body)
        answer.raise_for_status()
        return answer.json()
