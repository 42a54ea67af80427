"""The language of what people read: English in the code, German, Romanian and Chinese in a catalogue.

``gettext`` and ``ngettext`` give a text of the kit in the language in use; ``translated`` does it for an
English sentence that data or a notebook hold. Which language is in use, ``use`` says: a company that is
opened sets its own. Names, comments and files of numbers stay as they are in every language.
"""

from .catalogue import gettext, ngettext, translated
from .spoken import ENGLISH, SHIPPED, checked, is_english, language, locale, spoken, tag, use

__all__ = [
    "ENGLISH", "SHIPPED", "checked", "gettext", "is_english", "language", "locale", "ngettext", "spoken",
    "tag", "translated", "use",
]  # fmt: skip
