"""An invented subscription company of any size, with a story to find again.

``write_sample`` writes its tables; ``STORY`` says what was planted in the committed one.
"""

from .scenario import COMPANY, STORY, Fact, planted_story
from .write import write_sample

__all__ = ["COMPANY", "STORY", "Fact", "planted_story", "write_sample"]
