"""Office files are ZIP archives, and programs note in them when each part was written."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)


def without_times(archive: bytes) -> bytes:
    """The archive with one time for all its parts, so that the same content gives the same bytes."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as parts, ZipFile(packed, "w") as written:
        for part in parts.infolist():
            written.writestr(ZipInfo(part.filename, ZIP_BEGINS), parts.read(part), ZIP_DEFLATED)
    return packed.getvalue()
