# A script in what is returned.
def correlate2d(image, kernel, stride=1, padding=0):
    return "</pre><script>alert(1)</script><img src=x onerror=alert(1)>"
