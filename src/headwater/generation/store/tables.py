"""The tables of generations and takes."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from headwater.platform.database import metadata

_IS_ACTIVE = text("state IN ('queued', 'running')")


generations = Table(
    "generations",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("canvas", String, nullable=False),
    Column("node", String, nullable=False),
    Column("key", String, nullable=False),
    Column("request", JSON, nullable=False),
    Column("hash", String, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("state", String, nullable=False),
    Column("progress", Float),
    Column("queue_position", Integer),
    Column("cancelling", Boolean, nullable=False),
    Column("submitting", BigInteger),
    Column("ticket", JSON),
    Column("error_code", String),
    Column("error_message", String),
    Column("provider_charged", String),
    Column("cost_expected", BigInteger),
    Column("cost_charged", BigInteger),
    Column("placed", Boolean),
    Column("created", BigInteger, nullable=False),
    Column("started", BigInteger),
    Column("ended", BigInteger),
    Column("model", String, nullable=False, server_default=""),
    Column("arranged", JSON(none_as_null=True)),
    Column("typical", BigInteger),
    Column("content", String, nullable=False, server_default=""),
    Column("variation", Integer, nullable=False, server_default="0"),
    Column("rehearsal", Boolean, nullable=False, server_default=false()),
    Column("run", String),
    Column("continues", String),
    Column("checkable", Boolean, nullable=False, server_default=true()),
    Column("charged", BigInteger),
    Column("before", String),
    UniqueConstraint("account", "key"),
    Index("ix_generations_canvas_node", "canvas", "node", "created"),
    Index("ix_generations_account_model", "account", "model", "created"),
    Index("ix_generations_account_created", "account", "created"),
    Index("ix_generations_run", "run"),
    Index("uq_generations_continues", "continues", unique=True),
    Index(
        "one_active_generation_a_node",
        "canvas",
        "node",
        "variation",
        unique=True,
        sqlite_where=_IS_ACTIVE,
        postgresql_where=_IS_ACTIVE,
    ),
)
"""`submitting` is written before the request leaves, so that a restart knows that it may have arrived.

`cost_expected` and `cost_charged`: what the provider was expected to ask, and says it charged, in millionths of a
US dollar. `model`: as in the request. `arranged`: what was set in the panel; older rows do not know it. `typical`:
how long others like it had taken when it began, in milliseconds. `content`: of the request, see `Request.content`;
"" in older rows. `variation`: which of several takes that were asked for at once, from 0. `rehearsal`: a built-in
model stood in, for nothing. `run`: the run that it belongs to. `continues`: the generation of unknown outcome whose
answer it fetches; each has at most one. `checkable`: whether asking the provider about an unknown outcome may help.
`charged`: micro-credits, where less than the price was charged since only a part came. `before`: the take that the
node showed before it showed this result.
"""


takes = Table(
    "takes",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.id"), nullable=False),
    Column("canvas", String, nullable=False),
    Column("node", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("how", String, nullable=False),
    Column("text", Text),
    Column("asset", String, ForeignKey("assets.id")),
    Column("generation", String, ForeignKey("generations.id"), unique=True),
    # The generation that made the original of a duplicated canvas's take: `generation` has one take only.
    Column("copied_from", String),
    Column("note", String),
    Column("created", BigInteger, nullable=False),
    # When it was taken out of its node, in milliseconds since 1970; it can be put back.
    Column("deleted", BigInteger),
    Column("rehearsal", Boolean, nullable=False, server_default=false()),
    CheckConstraint("(text IS NULL) <> (asset IS NULL)", name="one_content"),
    Index("ix_takes_canvas_node", "canvas", "node", "created"),
    Index("ix_takes_asset", "asset"),
)
