"""The pages of a class: feedback for each learner, and one page for whoever teaches.

A page stands by itself: no script, no picture, no address; a policy in its head forbids them to
whatever might have slipped in. Everything that came from a learner is escaped by the templates.
"""

from .class_page import class_page
from .feedback import feedback

__all__ = ["class_page", "feedback"]
