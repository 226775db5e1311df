"""The one exception that Sarhad shows to people: what happened, where, and what to do next."""

from __future__ import annotations


class SarhadError(Exception):
    """A problem that its reader can act on.

    `problem` says what is wrong, `where` names the file, address, table or option, `remedy` says what to do.
    All three are required: an error without a remedy is a bug.

    >>> str(SarhadError("the file is empty", "notes/a.txt", "remove it or save the page again"))
    'the file is empty: notes/a.txt — remove it or save the page again'
    """

    def __init__(self, problem: str, where: str, remedy: str) -> None:
        if not (problem and where and remedy):
            raise ValueError("a SarhadError needs a problem, a place and a remedy")
        super().__init__(problem, where, remedy)
        self.problem, self.where, self.remedy = problem, where, remedy

    def __str__(self) -> str:
        return f"{self.problem}: {self.where} — {self.remedy}"
