"""What is said of a cancel beyond that the credits are back: where it was caught, and what its provider does now."""

from headwater.generation.generation import Generation, State
from headwater.models.adapter import Failure, FailureCode
from headwater.models.provider import Connection


def before_it_was_sent() -> Failure:
    """Nobody else knows of it."""
    return Failure(FailureCode.CANCELLED, "It had not been sent.", charged="no")


def at_work(connection: Connection, told: bool) -> Failure:
    """Its provider was working on it. `told`: whether it could be told to stop."""
    name = connection.provider.name
    if not connection.url:
        return Failure(FailureCode.CANCELLED, charged="no")
    if told:
        words = f"{name} was told to stop, and may charge you for what it had done."
    else:
        words = f"{name} could not be stopped: it finishes what it began, and may charge you for it."
    return Failure(FailureCode.CANCELLED, words, charged="unknown")


def already_made() -> Failure:
    """It was finished, and was being brought home."""
    return Failure(FailureCode.CANCELLED, "It had just been made; it was not kept.", charged="yes")


def too_late(ended: Generation) -> str:
    """It had ended before anybody could stop it: what became of it, and of its credits."""
    credits = ended.charged or ended.price
    unit = "credit was" if credits == "1" else "credits were"
    match ended.state:
        case State.SUCCEEDED:
            return f"It was finished before it could be cancelled. The result is kept, and {credits} {unit} charged."
        case State.UNKNOWN:
            return "Its provider never answered, so there is nothing to cancel. Its credits are back."
        case _:
            return "It had failed before it could be cancelled. Its credits are back."
