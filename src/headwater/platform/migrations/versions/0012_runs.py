"""Runs of many nodes, rehearsals, several takes at once, and generations that go on from one of unknown outcome."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_IS_ACTIVE = sa.text("state IN ('queued', 'running')")


def upgrade() -> None:
    _widen_generations()
    op.add_column("takes", sa.Column("rehearsal", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "runs",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("canvas", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("scope", sa.JSON, nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("agreed", sa.BigInteger, nullable=False),
        sa.Column("stopping", sa.Boolean, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_runs_account"),
        sa.UniqueConstraint("account", "key", name="uq_runs_account"),
    )
    op.create_index("ix_runs_canvas", "runs", ["canvas", "created"])
    op.create_table(
        "run_nodes",
        sa.Column("run", sa.String, nullable=False),
        sa.Column("node", sa.String, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("generation", sa.String),
        sa.Column("code", sa.String),
        sa.Column("message", sa.String),
        sa.PrimaryKeyConstraint("run", "node", name="pk_run_nodes"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_run_nodes_run"),
    )


def _widen_generations() -> None:
    # SQLite adds no column that must be filled without a default, and a table that others refer to is not remade.
    op.add_column("generations", sa.Column("content", sa.String, nullable=False, server_default=""))
    op.add_column("generations", sa.Column("variation", sa.Integer, nullable=False, server_default="0"))
    op.add_column("generations", sa.Column("rehearsal", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("generations", sa.Column("run", sa.String))
    op.add_column("generations", sa.Column("continues", sa.String))
    op.drop_index("one_active_generation_a_node", "generations")
    op.create_index(
        "one_active_generation_a_node",
        "generations",
        ["canvas", "node", "variation"],
        unique=True,
        sqlite_where=_IS_ACTIVE,
        postgresql_where=_IS_ACTIVE,
    )
    op.create_index("ix_generations_run", "generations", ["run"])
    op.create_index("uq_generations_continues", "generations", ["continues"], unique=True)
