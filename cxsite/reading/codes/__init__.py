"""The manual pages of problems that are found before any rule runs: codes CX0xx and CX1xx.

Each page is written as a rule's docstring is (see `cxsite.rules.manual`): a line that says what was found, why it
matters, and examples where a file can show it.
"""

from typing import Final

from cxsite.reading.codes.code import Code
from cxsite.reading.codes.files import FILES
from cxsite.reading.codes.tables import TABLES
from cxsite.reading.codes.values import VALUES

CODES: Final[tuple[Code, ...]] = FILES + VALUES + TABLES
