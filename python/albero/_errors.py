"""What can go wrong, one class a kind, with the words that the program says."""


class AlberoError(Exception):
    """A document that could not be read, or something else that albero refused.

    ``kind`` is a word for programs, such as ``"no_text"``; ``str(error)`` is for people: what is wrong and what to do.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind

    def __reduce__(self) -> tuple[type["AlberoError"], tuple[str, str]]:
        return (type(self), (self.kind, str(self)))


class Empty(AlberoError):
    """No byte at all."""


class NotAPlan(AlberoError):
    """Neither PDF, nor text, nor plan JSON."""


class NoText(AlberoError):
    """A PDF without text: a scan."""


class NoVisibleText(AlberoError):
    """A PDF whose text is all outside of what its pages show."""


class PasswordNeeded(AlberoError):
    """Encrypted, and no password was given."""


class PasswordWrong(AlberoError):
    """Encrypted, and the password does not open it."""


class UnsupportedEncryption(AlberoError):
    """Encrypted by a method that is not known."""


class Damaged(AlberoError):
    """The document cannot be read any further."""


class TooMuch(AlberoError):
    """More of something than is read."""


class PlanJson(AlberoError):
    """JSON that is no plan's."""


class OtherSchema(AlberoError):
    """JSON of another schema, or of a newer major version."""


class Nameless(AlberoError):
    """Plan JSON with a node that has no name."""


class NoSuchPages(AlberoError):
    """Pages that the document does not have."""


class NoObjective(AlberoError):
    """No objective was found: no plan, or one of a form that is not read."""


class TextForm(AlberoError):
    """Text of a form that is read from PDF only."""


class WrongSettings(AlberoError):
    """Settings that are not understood."""


class WrongLabels(AlberoError):
    """Labels of something that has none."""


KINDS: dict[str, type[AlberoError]] = {
    "empty": Empty,
    "not_a_plan": NotAPlan,
    "no_text": NoText,
    "no_visible_text": NoVisibleText,
    "password_needed": PasswordNeeded,
    "password_wrong": PasswordWrong,
    "unsupported_encryption": UnsupportedEncryption,
    "damaged": Damaged,
    "too_much": TooMuch,
    "plan_json": PlanJson,
    "other_schema": OtherSchema,
    "nameless": Nameless,
    "no_such_pages": NoSuchPages,
    "no_objective": NoObjective,
    "text_form": TextForm,
    "settings": WrongSettings,
    "labels": WrongLabels,
}


def error_of(kind: str, message: str) -> AlberoError:
    """The error of a kind; a kind of the program's alone (a file that is missing, a worker that died) is the base class."""
    return KINDS.get(kind, AlberoError)(kind, message)
