"""Two Contents compared: what changed for the customer."""

from cxsite.review.compare import compare
from cxsite.review.records import Review

__all__ = ["Review", "compare"]
