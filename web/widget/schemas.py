"""What the widget sends."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from web.core.text import PersonText

Id = Annotated[str, Field(min_length=1, max_length=64)]
Token = Annotated[str, Field(max_length=4096)]


class Begin(BaseModel):
    """POST /conversations."""

    token: Token | None = None
    language: str | None = Field(None, max_length=35)
    page: str | None = Field(None, max_length=4096)


class Sent(BaseModel):
    """POST /conversations/{id}/messages: a text, or the press of a button."""

    client_id: Id
    text: PersonText | None = None
    button_id: str | None = Field(None, max_length=64)


class Identify(BaseModel):
    """POST /conversations/{id}/identify."""

    token: Token


class Chosen(BaseModel):
    """POST /conversations/{id}/language."""

    language: Literal["en", "zh"]


class Opened(BaseModel):
    """POST /conversations/{id}/opened: a product whose card was followed."""

    product_id: str = Field(min_length=1, max_length=60)


class Correction(BaseModel):
    """PUT /conversations/{id}/about-you/said/{report}: what is true instead."""

    value: PersonText
    wanted: bool = True


class Choosing(BaseModel):
    """PUT /conversations/{id}/about-you/choices; what is left out stays as it is."""

    keep: bool | None = None
    ask: bool | None = None
    personalise: bool | None = None
    offers: bool | None = None


class Hello(BaseModel):
    """First frame of a socket."""

    model_config = ConfigDict(strict=True)

    type: Literal["hello"]
    token: Token
    after: int = Field(0, ge=0)


class TextFrame(BaseModel):
    model_config = ConfigDict(strict=True)

    type: Literal["message"]
    client_id: Id
    text: PersonText


class ButtonFrame(BaseModel):
    model_config = ConfigDict(strict=True)

    type: Literal["button"]
    client_id: Id
    button_id: str = Field(max_length=64)


class TypingFrame(BaseModel):
    type: Literal["typing"]


class PingFrame(BaseModel):
    type: Literal["ping"]


ClientFrame = Annotated[TextFrame | ButtonFrame | TypingFrame | PingFrame, Field(discriminator="type")]
