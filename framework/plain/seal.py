"""A built file carries a seal, so that it is told whether somebody changed it since.

The seal is the hash of the file with the seal left blank; any change breaks it.
"""

import re
from hashlib import sha256

BLANK = b"framework-seal:" + b"0" * 64
"""What a file holds where its seal belongs, before it is sealed."""

_SEAL = re.compile(rb"framework-seal:[0-9a-f]{64}")


def sealed(data: bytes) -> bytes:
    """Return a file with its seal filled in; it holds `BLANK` exactly once."""
    return data.replace(BLANK, BLANK[:-64] + sha256(data).hexdigest().encode())


def unbroken(data: bytes) -> bool:
    """Return whether a file is as it was when it was sealed."""
    found = _SEAL.findall(data)
    return len(found) == 1 and sealed(data.replace(found[0], BLANK)) == data
