# A script in the line in which an exception is raised.
def correlate2d(image, kernel, stride=1, padding=0):
    return {"</pre><script>alert(1)</script>": 1}["<img src=x onerror=alert(1)>"]
