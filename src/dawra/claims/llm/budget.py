"""What a language model may cost in one call of the command, in tokens and in money."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from dawra.errors import BudgetError, UsageError
from dawra.settings import LlmSettings

_MILLION: Final = 10**6
_BYTES_A_TOKEN: Final = 2
"""Fewer than any tokeniser in use needs, Arabic included: an estimate must not be too low."""


def estimate(text: str) -> int:
    """How many tokens a text is at the most, about."""
    return len(text.encode()) // _BYTES_A_TOKEN + 1


@dataclass(slots=True)
class Budget:
    """Counts what was spent and refuses a call that might spend more than is left."""

    settings: LlmSettings
    tokens: int = field(default=0, init=False)
    money: Decimal = field(default=Decimal(0), init=False)

    def __post_init__(self) -> None:
        if self.settings.money is not None and None in {self.settings.price_in, self.settings.price_out}:
            raise UsageError(
                "llm.money is a limit on money: say what tokens cost, with llm.price_in and llm.price_out."
            )

    def check(self, tokens_in: int, tokens_out: int) -> None:
        """Whether a call of this size fits into what is left.

        Raises:
            BudgetError: it does not.
        """
        settings = self.settings
        if settings.tokens is not None and self.tokens + tokens_in + tokens_out > settings.tokens:
            raise BudgetError(
                f"the model's budget is spent: {self.tokens} of {settings.tokens} tokens are used, and the next call "
                f"may need {tokens_in + tokens_out}. What was read stands; raise llm.tokens to go on."
            )
        if settings.money is not None and self.money + self._cost(tokens_in, tokens_out) > settings.money:
            raise BudgetError(
                f"the model's budget is spent: {self.money:.4f} of {settings.money} are used, and the next call "
                f"may cost {self._cost(tokens_in, tokens_out):.4f}. What was read stands; raise llm.money to go on."
            )

    def spend(self, tokens_in: int, tokens_out: int) -> None:
        """Count what a call did use."""
        self.tokens += tokens_in + tokens_out
        self.money += self._cost(tokens_in, tokens_out)

    def _cost(self, tokens_in: int, tokens_out: int) -> Decimal:
        price_in, price_out = self.settings.price_in or Decimal(0), self.settings.price_out or Decimal(0)
        return (tokens_in * price_in + tokens_out * price_out) / _MILLION
