"""Expected failures: each carries one Vietnamese sentence for the person who reads it."""


class Refusal(Exception):
    """Something could not be done, for a reason the person can read and act on."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Refusal):
    """The person may see the thing but may not do this with it."""


class NotFound(Refusal):
    """The thing does not exist, or does not exist for this person."""


class Invalid(Refusal):
    """What was given cannot be used as it is; `field` names the input at fault, if one is."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Conflict(Refusal):
    """The thing has changed, or stands in a state in which this act is not possible."""
