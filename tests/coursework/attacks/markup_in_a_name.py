# A script in the name of an exception.
def correlate2d(image, kernel, stride=1, padding=0):
    raise type("<script>alert(1)</script>", (Exception,), {})("</pre><script>alert(1)</script>")
