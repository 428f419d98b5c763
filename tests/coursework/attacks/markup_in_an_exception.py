# A script in what an exception says.
def correlate2d(image, kernel, stride=1, padding=0):
    raise ValueError("<script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J\u202e\0")
