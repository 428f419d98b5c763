"""What stands behind `course.py`: environment, tools, commands; Python's own library only."""
