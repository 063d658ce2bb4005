"""The library: documents' bytes in, JSON out."""

__version__: str

class Fault(Exception):
    """A fault's kind and its message, as its two arguments."""

def read(
    content: bytes,
    name: str | None = None,
    password: str | None = None,
    pages: tuple[int, int] | None = None,
    labels: list[tuple[str, str]] = ...,
    lang: str = "en",
) -> tuple[str, str]: ...
def check(plan: str, notes: str, settings: str | None = None, previous: str | None = None, lang: str = "en") -> str: ...
def diff(old: str, new: str, all: bool) -> str: ...
