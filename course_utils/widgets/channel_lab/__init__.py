"""`ChannelLab`: three channels in, several filters out; every part of the sum to be seen."""

from .widget import ChannelLab

__all__ = ["ChannelLab"]
