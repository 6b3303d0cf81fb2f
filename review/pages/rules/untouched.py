"""What a person did not touch stays as it is stored, to the letter.

An input shows a number or a list in a notation of ours, and a browser sends a text back with other ends of lines:
what comes back as it was shown is no change, whatever would be read from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

LINE_END = re.compile("\r\n?|\n")


class Text(forms.CharField):
    """A text that knows whether somebody changed it."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self._sent(initial) != self._sent(data)

    def _sent(self, shown: Any) -> str:
        """As it comes back from a browser, in which an input of one line has no ends of lines at all."""
        end = "\n" if isinstance(self.widget, forms.Textarea) else ""
        return LINE_END.sub(end, "" if shown is None else str(shown))


class StoredForm(forms.Form):
    """A form of something `stored`, by the names of the inputs; `initial` is how the inputs show it."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        stored: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), prefix=prefix)
        self.stored = stored or {}

    def said(self, typed: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
        """`stored` with what was changed, as it was `typed`; of that not what is so by itself."""
        kept = {name: value for name, value in self.stored.items() if name not in self.changed_data}
        new = {name: typed[name] for name in self.changed_data if name in typed}
        return kept | {name: value for name, value in new.items() if value not in (None, usual.get(name))}
