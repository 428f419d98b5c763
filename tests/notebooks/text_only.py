"""A pytest plugin for nbval: compare the text of outputs, since only text is stored."""

from nbval.plugin import IPyNbFile

NOT_STORED = ("text/html", "image/png", "image/jpeg", "image/svg+xml")

_init = IPyNbFile.__init__


def _text_only(self, *args, **kwargs):
    _init(self, *args, **kwargs)
    self.skip_compare = (*self.skip_compare, *NOT_STORED)


IPyNbFile.__init__ = _text_only
