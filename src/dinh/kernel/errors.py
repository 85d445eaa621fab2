"""Expected failures: each carries one sentence for the person who reads it.

Raise the most telling subclass, or a subclass of it defined beside what raises it. An edge (web, API,
command line) catches `Refusal` alone: it shows `sentence` and answers with `status`, the HTTP meaning
of the failure. What is not a `Refusal` is a fault of ours.
"""


class Refusal(Exception):
    """The act is refused; `sentence` says in Vietnamese why, and what to do about it."""

    status = 400

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Invalid(Refusal):
    """What was given cannot be accepted as it is."""

    status = 422


class NotAllowed(Refusal):
    """This person may not do this."""

    status = 403


class NotFound(Refusal):
    """No such thing, or none that this person may see: the two are not told apart."""

    status = 404


class Conflict(Refusal):
    """The state of the thing does not allow the act, or someone changed it in between."""

    status = 409
