# Writes to a file outside.
def correlate2d(image, kernel, stride=1, padding=0):
    with open("DECOY", "w") as file:
        file.write("written")
    return 0
