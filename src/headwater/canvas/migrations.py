"""The versions of the canvas document, and how an older one becomes the newest.

Every change of the document's shape adds a function to the end of `MIGRATIONS`; `tests/golden` keeps a document of
each version that was ever released, and all of them must open.
"""

from collections.abc import Callable, Sequence

from headwater.canvas.document import SERVER, Document
from headwater.platform.errors import HeadwaterError

Migration = Callable[[Document], None]
MIGRATIONS: Sequence[Migration] = ()
"""`MIGRATIONS[n]` makes a document of version n + 1 one of version n + 2."""
VERSION = 1 + len(MIGRATIONS)
"""The version this program writes."""


class DocumentFromTheFuture(HeadwaterError):
    """The document was written by a newer Headwater; it is left untouched."""

    code = "document_version"
    status = 409


def version(document: Document) -> int:
    """The version a document says it has; 1 if it says nothing that can be read."""
    said = document.meta.get("version")
    return int(said) if isinstance(said, float | int) and said >= 1 else 1


def migrate(document: Document, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a document to the newest version, inside the transaction that is open. Raises DocumentFromTheFuture."""
    newest, found = 1 + len(migrations), version(document)
    if found > newest:
        raise DocumentFromTheFuture(
            f"This canvas was made with a newer Headwater (document version {found}, this one knows {newest}). "
            "Update Headwater to open it.",
            version=found,
            newest=newest,
        )
    for migration in migrations[found - 1 :]:
        migration(document)
    document.meta["version"] = newest


def stamp(document: Document) -> None:
    """Say again which version a document has, after a browser said otherwise."""
    document.meta["version"] = VERSION


def first_update() -> bytes:
    """The first update of every new document: its version."""
    document = Document()
    with document.doc.transaction(origin=SERVER):
        migrate(document)
    return document.doc.get_update()
