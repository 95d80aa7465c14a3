"""The first index: a table for each kind, notes, full text.

A migration is history: it spells its tables out and never imports today's.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_material()
    _make_claims()
    _make_network()
    _make_the_rest()
    op.execute(
        "CREATE VIRTUAL TABLE reading_terms USING fts5(terms, content='', contentless_delete=1, tokenize='ascii')"
    )


def _make_material() -> None:
    op.create_table(
        "exhibit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("container", sa.Integer),
        sa.Column("publisher", sa.Text),
        sa.Column("stated_date", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_exhibit_container", "exhibit", ["container"])
    op.create_index("ix_exhibit_digest", "exhibit", ["digest"])
    op.create_index("ix_exhibit_media_type", "exhibit", ["media_type"])
    op.create_index("ix_exhibit_publisher", "exhibit", ["publisher"])
    op.create_index("ix_exhibit_stated_date", "exhibit", ["stated_date"])
    op.create_table(
        "reading",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("exhibit", sa.Integer, nullable=False),
        sa.Column("volume", sa.Integer, nullable=False),
        sa.Column("genre", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_reading_genre", "reading", ["genre"])
    op.create_index("ix_reading_language", "reading", ["language"])
    op.create_table(
        "gap",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("exhibit", sa.Integer),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_gap_exhibit", "gap", ["exhibit"])
    op.create_index("ix_gap_kind", "gap", ["kind"])
    op.create_index("ix_gap_stage", "gap", ["stage"])


def _make_claims() -> None:
    op.create_table(
        "claim",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("exhibit", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("forecast", sa.Integer, nullable=False),
        sa.Column("earliest", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_claim_certainty", "claim", ["certainty"])
    op.create_index("ix_claim_earliest", "claim", ["earliest"])
    op.create_index("ix_claim_exhibit", "claim", ["exhibit"])
    op.create_index("ix_claim_status", "claim", ["status"])
    op.create_table(
        "source",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_source_kind", "source", ["kind"])
    op.create_index("ix_source_name", "source", ["name"])
    op.create_table(
        "derivation",
        sa.Column("derived", sa.Integer, primary_key=True),
        sa.Column("upstream", sa.Integer, primary_key=True),
        sa.Column("basis", sa.Text, primary_key=True),
        sa.Column("share_permille", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_derivation_upstream", "derivation", ["upstream"])
    op.create_table(
        "proposition",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at_least", sa.Integer, nullable=False),
        sa.Column("at_most", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_proposition_at_least", "proposition", ["at_least"])
    op.create_table(
        "contradiction",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("conflict", sa.Text, nullable=False),
        sa.Column("left", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_contradiction_conflict", "contradiction", ["conflict"])
    op.create_index("ix_contradiction_left", "contradiction", ["left"])
    op.create_index("ix_contradiction_right", "contradiction", ["right"])


def _make_network() -> None:
    op.create_table(
        "entity",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("schema", sa.Text, nullable=False),
        sa.Column("caption", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_entity_caption", "entity", ["caption"])
    op.create_index("ix_entity_schema", "entity", ["schema"])
    op.create_table(
        "link",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("schema", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_link_end", "link", ["end"])
    op.create_index("ix_link_schema", "link", ["schema"])
    op.create_index("ix_link_start", "link", ["start"])
    op.create_table(
        "event",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("earliest", sa.Text),
        sa.Column("latest", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_event_earliest", "event", ["earliest"])
    op.create_index("ix_event_kind", "event", ["kind"])
    op.create_index("ix_event_latest", "event", ["latest"])


def _make_the_rest() -> None:
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_judgement_at", "judgement", ["at"])
    op.create_index("ix_judgement_verdict", "judgement", ["verdict"])
    op.create_table(
        "note",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
