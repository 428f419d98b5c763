# Ends the process while the cell is run.
import os

os._exit(0)
