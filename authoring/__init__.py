"""From one text file a chapter to the learner's notebook, the solved one, and the coursework."""
